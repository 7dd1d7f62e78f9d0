"""Writes golden.json and golden.bin: what librosa makes of the signals that signals.ts makes again from the same formulas.

    pip install -r requirements.txt && python make_golden.py && npx biome check --write golden.json

golden.bin holds little-endian float32; golden.json says what stands where (offset and shape, in values).
Features and measures are of the untrimmed, unlevelled signal; matrices are frames x coefficients.
"""

import json
from pathlib import Path

import librosa
import numpy as np

HERE = Path(__file__).parent

PRESETS = {
    "intone": dict(sr=16000, n_fft=512, win_length=400, hop_length=160, n_mels=64, fmin=20, fmax=8000),
    "librosa": dict(sr=22050, n_fft=2048, hop_length=512, n_mels=128, fmin=0, fmax=11025),
}

# Settings far from the presets. "change" is what they are in Intone's words, over the preset named.
VARIANTS = {
    "htk, 13 liftered, any loudness": dict(
        options=dict(
            sr=16000, n_fft=400, win_length=400, hop_length=160, n_mels=40, fmin=0, fmax=8000, htk=True
        ),
        db=dict(ref=np.max, top_db=None),
        cepstrum=dict(n_mfcc=13, lifter=22),
        preset="intone",
        change=dict(
            nFft=400, nMels=40, fMinHz=0, melScale="htk", nMfcc=13, lifter=22, topDb=None, dbReference="max"
        ),
    ),
    "odd FFT, hop past the window": dict(
        options=dict(
            sr=16000, n_fft=401, win_length=301, hop_length=480, n_mels=32, fmin=100, fmax=7000
        ),
        db=dict(ref=0.5, amin=1e-8, top_db=60),
        cepstrum=dict(n_mfcc=20),
        preset="intone",
        change=dict(
            nFft=401, winSamples=301, hopSamples=480, nMels=32, fMinHz=100, fMaxHz=7000,
            nMfcc=20, topDb=60, dbReference=0.5, dbFloor=1e-8,
        ),
    ),
}


def noise(count):
    """Numerical Recipes' LCG, in -1 ... 1."""
    state, out = 12345, np.empty(count)
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        out[i] = state / 2**31 - 1
    return out


def signals(sr):
    def times(duration):
        return np.arange(round(duration * sr)) / sr

    t = times(0.3)
    n = np.arange(len(t))
    impulse = np.zeros(len(t))
    impulse[len(t) // 3] = 1
    period = sr // 125
    return {
        "chirp": 0.5 * np.sin(2 * np.pi * (100 * t + 0.5 * 20000 * t * t)),
        "noise": 0.3 * noise(len(t)),
        "silence then tone": np.where(t < 0.15, 0, 0.2 * np.sin(2 * np.pi * 440 * t)),
        "impulse": impulse,
        "offset": np.full(len(t), 0.25),
        "clipped sine": np.clip(1.6 * np.sin(2 * np.pi * 220 * t), -1, 1),
        "short": 0.4 * np.sin(2 * np.pi * 300 * times(0.06)),
        "voice-like": 0.6 * np.exp(-(n % period) / (0.1 * period)) * np.sin(2 * np.pi * 700 * (n % period) / sr),
        "faint": 1e-3 * np.sin(2 * np.pi * 1000 * t) + 1e-4 * noise(len(t)),
    }


def trim_signals(sr):
    """Longer ones, for librosa.effects.trim only."""
    n = np.arange(sr)
    quiet = 0.001 * noise(sr)
    burst = np.where((n > 0.3 * sr) & (n < 0.6 * sr), 0.5 * np.sin(2 * np.pi * 200 * n / sr), 0)
    return {
        "burst in noise": quiet + burst,
        "fading": 0.5 * np.exp(-6 * n / sr) * np.sin(2 * np.pi * 200 * n / sr),
        "even": 0.3 * noise(sr),
        "late": np.where(n >= sr - 700, 0.5, 0) * noise(sr),
    }


def deltas(mfcc, order):
    mode = "interp" if mfcc.shape[1] >= 9 else "nearest"
    return librosa.feature.delta(mfcc, width=9, order=order, mode=mode)


def stft_options(options):
    return {name: options[name] for name in ("n_fft", "win_length", "hop_length") if name in options}


def measures(y, options):
    """frames x (rms, zcr, centroid, bandwidth, rolloff, flatness, chroma C ... B), all by librosa's defaults."""
    sr, stft = options["sr"], stft_options(options)
    frames = dict(frame_length=options["n_fft"], hop_length=options["hop_length"])
    feature = librosa.feature
    rows = [
        feature.rms(y=y, **frames),
        feature.zero_crossing_rate(y, **frames),
        feature.spectral_centroid(y=y, sr=sr, **stft),
        feature.spectral_bandwidth(y=y, sr=sr, **stft),
        feature.spectral_rolloff(y=y, sr=sr, **stft),
        feature.spectral_flatness(y=y, **stft),
        feature.chroma_stft(y=y, sr=sr, **stft),
    ]
    return np.vstack(rows).T


def tuning(y, options):
    """As chroma_stft estimates it."""
    power = np.abs(librosa.stft(y, **stft_options(options))) ** 2
    return float(librosa.estimate_tuning(S=power, sr=options["sr"], bins_per_octave=12))


def main():
    blobs, size = [], 0

    def put(matrix):
        nonlocal size
        entry = {"offset": size, "shape": list(matrix.shape)}
        blobs.append(np.ascontiguousarray(matrix, dtype="<f4"))
        size += matrix.size
        return entry

    golden = {
        "variants": {name: {"preset": v["preset"], "change": v["change"]} for name, v in VARIANTS.items()},
        "features": [],
        "variantFeatures": [],
        "measures": [],
        "trim": [],
        "filterbanks": [],
    }
    for preset, options in PRESETS.items():
        sr = options["sr"]
        for name, exact in signals(sr).items():
            y = exact.astype(np.float32)
            log_mel = librosa.power_to_db(librosa.feature.melspectrogram(y=y, **options))
            mfcc = librosa.feature.mfcc(S=log_mel, n_mfcc=40)
            rows = np.hstack([mfcc.T, deltas(mfcc, 1).T, deltas(mfcc, 2).T])
            golden["features"].append(
                {"preset": preset, "signal": name, "logMel": put(log_mel.T), "features": put(rows)}
            )
        for name, exact in {**signals(sr), **trim_signals(sr)}.items():
            for top_db in (20, 30, 60):
                _, index = librosa.effects.trim(exact.astype(np.float32), top_db=top_db)
                golden["trim"].append(
                    {"preset": preset, "signal": name, "topDb": top_db, "index": index.tolist()}
                )
        for htk in (False, True):
            bank = librosa.filters.mel(
                sr=sr,
                n_fft=options["n_fft"],
                n_mels=options["n_mels"],
                fmin=options["fmin"],
                fmax=options["fmax"],
                htk=htk,
                dtype=np.float64,
            )
            some = [0, 1, options["n_mels"] // 2, options["n_mels"] - 1]
            golden["filterbanks"].append(
                {
                    "preset": preset,
                    "melScale": "htk" if htk else "slaney",
                    "sums": put(bank.sum(axis=1)),
                    "centroids": put(bank @ np.arange(bank.shape[1]) / bank.sum(axis=1)),
                    "rows": some,
                    "weights": put(bank[some]),
                }
            )

    for variant, v in VARIANTS.items():
        for name, exact in signals(v["options"]["sr"]).items():
            y = exact.astype(np.float32)
            power = librosa.feature.melspectrogram(y=y, **v["options"])
            log_mel = librosa.power_to_db(power, **v["db"])
            mfcc = librosa.feature.mfcc(S=log_mel, **v["cepstrum"])
            golden["variantFeatures"].append(
                {"variant": variant, "signal": name, "logMel": put(log_mel.T), "mfcc": put(mfcc.T)}
            )
    everything = {**PRESETS, **{name: v["options"] for name, v in VARIANTS.items()}}
    for config, options in everything.items():
        for name, exact in signals(options["sr"]).items():
            y = exact.astype(np.float32)
            golden["measures"].append(
                {
                    "config": config,
                    "signal": name,
                    "tuning": round(tuning(y, options), 2),
                    "measures": put(measures(y, options)),
                }
            )

    (HERE / "golden.bin").write_bytes(b"".join(blob.tobytes() for blob in blobs))
    (HERE / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
