"""The peer of `npm run bench -- extract`: librosa, from a corpus zip to stored features.

    python extract.py --zip FILE --front-end JSON --processes N

Per clip: unzip, decode, mono, resample as librosa.load does (soxr_hq), librosa.effects.trim, level, MFCC, np.save.
The clock starts when every process has its imports done, its zip open and a clip behind it, and stops when the last
features are stored; the start-up is reported beside it. The mel filters are made once, not per clip as
librosa.feature.mfcc would. Clips are neither hashed nor checked, and their sound is not kept, all of which the page does.
Prints one line of JSON.
"""

import argparse
import io
import json
import multiprocessing
import os
import tempfile
import time
import zipfile
from pathlib import Path

AUDIO = (".wav", ".aif", ".aiff", ".aifc")
TARGET_RMS = 0.1


class Worker:
    """One process's zip, mel filters and settings."""

    def __init__(self, zip_path, config, folder):
        import librosa
        import soundfile

        self.librosa = librosa
        self.soundfile = soundfile
        self.config = config
        self.folder = folder
        self.zip = zipfile.ZipFile(zip_path)
        self.mel = librosa.filters.mel(
            sr=config["sampleRateHz"],
            n_fft=config["nFft"],
            n_mels=config["nMels"],
            fmin=config["fMinHz"],
            fmax=config["fMaxHz"],
            htk=config["melScale"] == "htk",
        )

    def load(self, name):
        """librosa.load(sr=...) from a zip's entry."""
        sr = self.config["sampleRateHz"]
        y, rate = self.soundfile.read(io.BytesIO(self.zip.read(name)), dtype="float32")
        y = self.librosa.to_mono(y.T)
        return self.librosa.resample(y, orig_sr=rate, target_sr=sr, res_type="soxr_hq") if rate != sr else y

    def features(self, y):
        import numpy as np

        librosa, config = self.librosa, self.config
        if config["trimDb"] is not None:
            y, _ = librosa.effects.trim(y, top_db=config["trimDb"])
        if config["level"] == "rms":
            y = y * np.float32(TARGET_RMS / np.sqrt(np.mean(y * y)))
        spectrum = librosa.stft(
            y,
            n_fft=config["nFft"],
            hop_length=config["hopSamples"],
            win_length=config["winSamples"],
        )
        log_mel = librosa.power_to_db(self.mel @ np.abs(spectrum) ** 2, top_db=config["topDb"])
        mfcc = librosa.feature.mfcc(S=log_mel, n_mfcc=config["nMfcc"], lifter=config["lifter"])
        orders = range(1, config["deltas"] + 1)
        return np.vstack([mfcc, *(librosa.feature.delta(mfcc, order=order) for order in orders)])

    def extract(self, name):
        import numpy as np

        mfcc = self.features(self.load(name))
        np.save(self.folder / (name.replace("/", "_") + ".npy"), mfcc.T.astype(np.float32))


worker = None


def start(zip_path, config, folder, warm_up, ready):
    global worker
    worker = Worker(zip_path, config, folder)
    worker.features(worker.load(warm_up))
    ready.wait()


def extract(name):
    """What went wrong, if anything, and the seconds of processor time it took."""
    started = time.process_time()
    failure = None
    try:
        worker.extract(name)
    except Exception as error:
        failure = f"{name}: {error}"
    return failure, time.process_time() - started


def main():
    launched = time.time()
    parser = argparse.ArgumentParser()
    parser.add_argument("--zip", required=True)
    parser.add_argument("--front-end", required=True)
    parser.add_argument("--processes", type=int, required=True)
    options = parser.parse_args()
    # Every core has a process of its own; more threads would only get in each other's way.
    for library in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
        os.environ[f"{library}_NUM_THREADS"] = "1"

    config = json.loads(options.front_end)
    names = [n for n in zipfile.ZipFile(options.zip).namelist() if n.lower().endswith(AUDIO)]
    with tempfile.TemporaryDirectory() as folder:
        context = multiprocessing.get_context("spawn")
        # The pool and this process meet here, so that the clock starts when all are ready.
        ready = context.Barrier(options.processes + 1)
        start_arguments = (options.zip, config, Path(folder), names[0], ready)
        with context.Pool(options.processes, initializer=start, initargs=start_arguments) as pool:
            ready.wait()
            started = time.time()
            outcomes = list(pool.imap_unordered(extract, names, chunksize=4))
            seconds = time.time() - started
    failures = [failure for failure, _ in outcomes if failure]
    print(
        json.dumps(
            dict(
                clips=len(names) - len(failures),
                seconds=seconds,
                cpuS=sum(cpu for _, cpu in outcomes),
                startUpS=started - launched,
                failures=failures,
            )
        )
    )


if __name__ == "__main__":
    main()
