"""Writes golden.json and golden.bin: what librosa makes of the signals that signals.ts makes again from the same formulas.

    pip install -r requirements.txt && python make_golden.py

golden.bin holds little-endian float32, for each entry of golden.json the F0 of pyin (NaN where unvoiced), the
probability of voicing and the F0 of yin, one value a frame each, from `offset` on (in values).
"""

import json
import warnings
from pathlib import Path

import librosa
import numpy as np

HERE = Path(__file__).parent
TAU = 2 * np.pi

SETTINGS = [
    {"sampleRateHz": 16000, "fMinHz": 65, "fMaxHz": 500, "frameSamples": 1024, "hopSamples": 160},
    {"sampleRateHz": 22050, "fMinHz": 65.40639132514966, "fMaxHz": 2093.004522404789, "frameSamples": 2048, "hopSamples": 512},
    {"sampleRateHz": 8000, "fMinHz": 80, "fMaxHz": 400, "frameSamples": 300, "hopSamples": 37},
]


def noise(count):
    """Numerical Recipes' LCG, in -1 ... 1."""
    state, out = 12345, np.empty(count)
    for i in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        out[i] = state / 2**31 - 1
    return out


def signals(sr):
    random = noise(sr)

    def times(duration):
        return np.arange(round(duration * sr)) / sr

    def tone(hz, t):
        return np.sin(TAU * hz * t)

    def harmonics(phase):
        return 0.25 * sum(np.sin(k * phase) / k for k in range(1, 9))

    def syllables(t):
        u = t % 0.3
        phase = TAU * (180 * t - 40 * np.cos(TAU * 1.7 * t) / (TAU * 1.7))
        voice = harmonics(phase) * np.sin(np.pi * u / 0.18) ** 2
        return np.where(u < 0.18, voice, np.where(u < 0.25, 0.02 * random[: len(t)], 0))

    jumps = np.array([110, 220, 440, 150, 75, 300])
    period = sr // 123
    t = times(0.3)
    t4, t5, t6, t8, t9 = times(0.4), times(0.5), times(0.6), times(0.8), times(0.9)
    return {
        "glide": harmonics(TAU * (90 * t8 + 100 * t8 * t8)),
        "syllables": syllables(t9),
        "jumps": 0.4 * tone(jumps[np.floor(t6 * 10 + 1e-6).astype(int)], t6 % 0.1),
        "noise": 0.3 * random[: len(t4)],
        "tone in noise": 0.1 * tone(180, t5) + 0.25 * random[: len(t5)],
        "fading": 0.5 * np.exp(-20 * t6) * tone(200, t6),
        "clipped": np.clip(4 * harmonics(TAU * 140 * t), -1, 1),
        "with offset": 0.25 + 0.05 * tone(120, t),
        "outside the range": 0.3 * tone(np.where(t5 < 0.25, 50, 2500), t5),
        "pulses": 0.8 * np.exp(-8 * (np.arange(len(t)) % period) / period) + 0.05 * tone(3000, t),
        "faint": 1e-4 * tone(210, t),
        "silence": np.zeros(round(0.2 * sr)),
        "shorter than a frame": 0.4 * tone(300, times(0.02)),
    }


def main():
    warnings.filterwarnings("ignore", message="With fmin=.*less than two periods")
    values, entries = [], []
    for settings in SETTINGS:
        sr = settings["sampleRateHz"]
        options = {
            "sr": sr,
            "fmin": settings["fMinHz"],
            "fmax": settings["fMaxHz"],
            "frame_length": settings["frameSamples"],
            "hop_length": settings["hopSamples"],
        }
        for name, exact in signals(sr).items():
            y = exact.astype(np.float32)
            f0, _, probability = librosa.pyin(y, **options)
            entries.append(
                {"signal": name, "options": settings, "frames": len(f0), "offset": sum(map(len, values))}
            )
            values += [f0, probability, librosa.yin(y, **options)]
    (HERE / "golden.bin").write_bytes(np.concatenate(values).astype("<f4").tobytes())
    (HERE / "golden.json").write_text(json.dumps(entries, indent=2) + "\n")


if __name__ == "__main__":
    main()
