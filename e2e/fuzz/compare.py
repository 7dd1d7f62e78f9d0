"""Reads sound files with libsndfile: a path a line on stdin, a JSON object a line on stdout.

What is read goes to PATH.f32 as 32-bit floats, one channel after another.
"""

import json
import signal
import sys

import soundfile

MOST_SAMPLES = 10_000_000
LONGEST_S = 10


def read(path):
    # A hang ends the process, which the caller sees.
    signal.alarm(LONGEST_S)
    try:
        with soundfile.SoundFile(path) as file:
            claimed = file.frames * file.channels
            if claimed > MOST_SAMPLES:
                return {"error": f"claims {claimed} samples"}
            samples = file.read(dtype="float32", always_2d=True)
            samples.T.tofile(path + ".f32")
            return {
                "format": f"{file.format} {file.subtype}",
                "sampleRateHz": file.samplerate,
                "channels": file.channels,
                "frames": len(samples),
            }
    except Exception as error:  # Whatever it is, it is this file's answer.
        return {"error": str(error).replace(path, "FILE")}
    finally:
        signal.alarm(0)


for line in sys.stdin:
    print(json.dumps(read(line.rstrip("\n"))), flush=True)
