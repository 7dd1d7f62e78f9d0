"""librosa's features of the clips that `npm run parity` puts in a folder.

    python reference.py features FOLDER   # FOLDER/job.json: a preset, and clips as raw little-endian float32 PCM
    python reference.py load FOLDER       # FOLDER/job.json: a preset, and audio files for librosa.load
    python reference.py resample FOLDER   # FOLDER/job.json: pairs of rates, and tones for each

Writes FOLDER/results.bin (little-endian float64, frames x values) and FOLDER/results.json (what stands where).
Features of PCM are computed twice: as librosa does when told nothing (float32), and in float64 throughout, which
shows how much of a difference is librosa's own rounding.
"""

import json
import sys
import warnings
from pathlib import Path

import librosa
import numpy as np

PRECISIONS = {"float32": np.float32, "float64": np.float64}
DELTA_WIDTH = 9
# Relative; float32 sums over a spectrum are no more exact.
TIE = 1e-6


class Results:
    """Matrices one after the other in one file."""

    def __init__(self, folder):
        self.folder = folder
        self.file = open(folder / "results.bin", "wb")
        self.entries = []
        self.values = 0

    def put(self, clip, feature, precision, matrix):
        """matrix: values x frames as librosa returns it, or one value per frame."""
        rows = np.ascontiguousarray(np.atleast_2d(matrix).T, dtype="<f8")
        self.entries.append(
            dict(
                clip=clip,
                feature=feature,
                precision=precision,
                offset=self.values,
                frames=rows.shape[0],
                columns=rows.shape[1],
            )
        )
        self.file.write(rows.tobytes())
        self.values += rows.size

    def close(self):
        self.file.close()
        (self.folder / "results.json").write_text(json.dumps(self.entries))


def spectral_options(preset):
    return dict(
        n_fft=preset["nFft"], hop_length=preset["hopSamples"], win_length=preset["winSamples"]
    )


def mel_options(preset):
    return dict(
        sr=preset["sampleRateHz"], n_mels=preset["nMels"], fmin=preset["fMinHz"], fmax=preset["fMaxHz"]
    )


def filterbanks(preset, dtype):
    for scale in ("slaney", "htk"):
        bank = librosa.filters.mel(
            n_fft=preset["nFft"], htk=scale == "htk", dtype=dtype, **mel_options(preset)
        )
        yield f"mel filters, {scale}", bank


def mel_features(y, preset, dtype):
    for scale in ("slaney", "htk"):
        mel = librosa.feature.melspectrogram(
            y=y, htk=scale == "htk", dtype=dtype, **spectral_options(preset), **mel_options(preset)
        )
        yield f"mel spectrogram, {scale}", mel
        if scale == preset["melScale"]:
            own = mel
    log_mel = librosa.power_to_db(own)
    yield "log-mel, ref 1, top_db 80", log_mel
    yield "log-mel, ref max, top_db 80", librosa.power_to_db(own, ref=np.max)
    yield "log-mel, ref 1, no top_db", librosa.power_to_db(own, top_db=None)
    yield "log-mel, ref max, amin 1e-5, no top_db", librosa.power_to_db(
        own, ref=np.max, amin=1e-5, top_db=None
    )
    for n_mfcc in (13, 20, 40):
        for lifter in (0, 22):
            mfcc = librosa.feature.mfcc(S=log_mel, n_mfcc=min(n_mfcc, preset["nMels"]), lifter=lifter)
            yield f"MFCC, n_mfcc {n_mfcc}, lifter {lifter}", mfcc
            if n_mfcc == 40 and lifter == 0:
                mode = "interp" if mfcc.shape[1] >= DELTA_WIDTH else "nearest"
                yield "delta", librosa.feature.delta(mfcc, width=DELTA_WIDTH, order=1, mode=mode)
                yield "delta-delta", librosa.feature.delta(mfcc, width=DELTA_WIDTH, order=2, mode=mode)


def measures(y, preset):
    sr, frame, hop = preset["sampleRateHz"], preset["nFft"], preset["hopSamples"]
    spectral = spectral_options(preset)
    yield "RMS", librosa.feature.rms(y=y, frame_length=frame, hop_length=hop)
    yield "zero-crossing rate", librosa.feature.zero_crossing_rate(y, frame_length=frame, hop_length=hop)
    yield "spectral centroid", librosa.feature.spectral_centroid(y=y, sr=sr, **spectral)
    yield "spectral bandwidth", librosa.feature.spectral_bandwidth(y=y, sr=sr, **spectral)
    yield "spectral roll-off", librosa.feature.spectral_rolloff(y=y, sr=sr, **spectral)
    if y.dtype == np.float64:
        # Where the cumulated magnitude all but ties with 85 %, rounding picks the bin.
        for side, share in (("low", 0.85 * (1 - TIE)), ("high", 0.85 * (1 + TIE))):
            rolloff = librosa.feature.spectral_rolloff(y=y, sr=sr, roll_percent=share, **spectral)
            yield f"spectral roll-off, {side}", rolloff
    yield "spectral flatness", librosa.feature.spectral_flatness(y=y, **spectral)
    yield "chroma_stft, tuning 0", librosa.feature.chroma_stft(y=y, sr=sr, tuning=0.0, **spectral)
    # What chroma_stft estimates when it is given no tuning.
    power = np.abs(librosa.stft(y, **spectral)) ** 2
    tuning = librosa.estimate_tuning(S=power, sr=sr, bins_per_octave=12)
    yield "tuning", np.array([tuning])
    yield "chroma_stft", librosa.feature.chroma_stft(y=y, sr=sr, **spectral)


def pitch(y, preset, settings):
    f0, voiced, probability = librosa.pyin(
        y,
        sr=preset["sampleRateHz"],
        hop_length=preset["hopSamples"],
        fmin=settings["fMinHz"],
        fmax=settings["fMaxHz"],
        frame_length=settings["frameSamples"],
    )
    yield "F0 by pYIN", np.stack([f0, voiced.astype(float), probability])


def features(y, preset, dtype, settings):
    yield "STFT power", np.abs(librosa.stft(y, **spectral_options(preset))) ** 2
    yield from mel_features(y, preset, dtype)
    yield from measures(y, preset)
    if settings and dtype is np.float32:
        yield from pitch(y, preset, settings)


def compute_features(folder, job, results):
    preset = job["preset"]
    for precision, dtype in PRECISIONS.items():
        for name, bank in filterbanks(preset, dtype):
            results.put("", name, precision, bank)
        for clip in job["clips"]:
            y = np.fromfile(folder / clip["file"], dtype="<f4").astype(dtype)
            for name, matrix in features(y, preset, dtype, job["pitch"]):
                results.put(clip["name"], name, precision, matrix)


def mfcc_of(y, preset):
    return librosa.feature.mfcc(
        y=y,
        n_mfcc=preset["nMfcc"],
        htk=preset["melScale"] == "htk",
        **spectral_options(preset),
        **mel_options(preset),
    )


def compute_loaded(folder, job, results):
    preset = job["preset"]
    for clip in job["clips"]:
        y, _ = librosa.load(folder / clip["file"], sr=preset["sampleRateHz"])
        results.put(clip["name"], "MFCC", "float32", mfcc_of(y, preset))
        kept, bounds = librosa.effects.trim(y, top_db=preset["trimDb"])
        results.put(clip["name"], "trim", "float32", bounds)
        level = np.sqrt(np.mean(np.square(kept, dtype=np.float64)))
        levelled = (kept * (job["rms"] / level)).astype(np.float32)
        results.put(clip["name"], "front end", "float32", mfcc_of(levelled, preset))


def compute_resampled(folder, job, results):
    for pair in job["pairs"]:
        tones = np.fromfile(folder / pair["file"], dtype="<f4").reshape(pair["tones"], -1)
        resampled = librosa.resample(
            tones, orig_sr=pair["fromHz"], target_sr=pair["toHz"], res_type="soxr_hq", axis=-1
        )
        # One row per tone, not one column.
        results.put(pair["name"], "tones", "float32", resampled.T)


TASKS = {"features": compute_features, "load": compute_loaded, "resample": compute_resampled}


def main():
    task, folder = sys.argv[1], Path(sys.argv[2])
    # Silence has no tuning and filters may be empty; both are compared all the same.
    warnings.filterwarnings("ignore")
    job = json.loads((folder / "job.json").read_text())
    results = Results(folder)
    TASKS[task](folder, job, results)
    results.close()


if __name__ == "__main__":
    main()
