"""The peers of `npm run bench -- train`: training steps of the same nets in PyTorch or Keras (TensorFlow) on the CPU.

    python train.py --framework torch|keras --model compact|classic --threads 1 --steps N
                    [--classes 8] [--frames 300] [--coefficients 40] [--batch 32]

A step is what the page's is, less the making of the batch: forward, label-smoothed and weighted cross-entropy, backward,
AdamW, the loss read. Batches are ready-made. Each framework runs in each of its own ways (torch: both memory formats;
keras: XLA off and on), one after the other, each with steps before it that are not counted.
Prints one line of JSON: {"ways": {way: {"stepMs": […], "cores": processor time / time}}, "versions": {…}}.
"""

import argparse
import importlib
import json
import os
import time

WARM_UP_STEPS = 5
BATCHES = 4


def ready_batches(options):
    """A few batches of noise: x [batch, frames, coefficients, 1], float32, and labels [batch]."""
    import numpy as np

    random = np.random.default_rng(1)
    shape = (options.batch, options.frames, options.coefficients, 1)
    return [
        (random.standard_normal(shape, dtype=np.float32), random.integers(0, options.classes, options.batch))
        for _ in range(BATCHES)
    ]


def time_steps(step, steps):
    """Runs `step(batch number)` and times each by itself."""
    for i in range(WARM_UP_STEPS):
        step(i % BATCHES)
    step_ms = []
    started, cpu_started = time.perf_counter(), time.process_time()
    for i in range(steps):
        before = time.perf_counter()
        step(i % BATCHES)
        step_ms.append(1000 * (time.perf_counter() - before))
    cores = (time.process_time() - cpu_started) / (time.perf_counter() - started)
    return dict(stepMs=step_ms, cores=cores)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--framework", choices=("torch", "keras"), required=True)
    parser.add_argument("--model", choices=("compact", "classic"), required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--classes", type=int, default=8)
    parser.add_argument("--frames", type=int, default=300)
    parser.add_argument("--coefficients", type=int, default=40)
    parser.add_argument("--batch", type=int, default=32)
    options = parser.parse_args()
    # Read by the libraries as they are imported, so set before.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = str(options.threads)
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ["CUDA_VISIBLE_DEVICES"] = ""

    peer = importlib.import_module(f"train_{options.framework}")
    peer.set_threads(options.threads)
    steps = peer.ways(options, ready_batches(options))
    ways = {way: time_steps(step, options.steps) for way, step in steps}
    print(json.dumps(dict(ways=ways, versions=peer.versions())))


if __name__ == "__main__":
    main()
