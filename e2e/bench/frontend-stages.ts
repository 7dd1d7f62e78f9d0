/** The front end's work on one clip, cut into stages that can be timed. */
import { checkSignal } from '../../src/core/audio/check.ts';
import { scaleToRms } from '../../src/core/audio/level.ts';
import { createResampler } from '../../src/core/audio/resample.ts';
import { trimSilence } from '../../src/core/audio/trim.ts';
import { PlainMfcc } from '../../src/core/dsp/plain-mfcc.ts';
import { PowerStft } from '../../src/core/dsp/stft.ts';
import type { FrontEndConfig } from '../../src/core/frontend/config.ts';
import { Kernel } from '../../src/core/kernel/kernel.ts';
import { KernelMfcc } from '../../src/core/kernel/mfcc.ts';
import { KernelSignalLoops, PlainSignalLoops } from '../../src/core/kernel/signal.ts';
import { KernelSpectra } from '../../src/core/kernel/spectra.ts';

/** 'stft, mel' is one stage in the code; 'of that, stft' times its spectra alone, again, and is not in the sum. */
export const STAGES = [
  'check',
  'resample',
  'check again',
  'trim',
  'level',
  'stft, mel',
  'dB',
  'dct',
  'of that, stft',
] as const;
export type Stage = (typeof STAGES)[number];

type Timed = <T>(stage: Stage, work: () => T) => T;

export interface Stages {
  run(signal: Float32Array, timed: Timed): void;
}

const TARGET_RMS = 0.1;
const made = new Map<string, Stages>();

/** Made once for each engine and rate, as in a worker. */
export function stagesOf(
  engine: 'javascript' | 'kernel',
  sampleRateHz: number,
  config: FrontEndConfig,
): Stages {
  const key = `${engine} ${sampleRateHz}`;
  let stages = made.get(key);
  if (!stages) {
    stages = makeStages(engine === 'kernel' ? kernelOrThrow() : null, sampleRateHz, config);
    made.set(key, stages);
  }
  return stages;
}

function kernelOrThrow(): Kernel {
  const kernel = Kernel.shared();
  if (!kernel) throw new Error('The kernel does not run here: WebAssembly with SIMD is missing.');
  return kernel;
}

function makeStages(kernel: Kernel | null, sampleRateHz: number, config: FrontEndConfig): Stages {
  const resampler =
    sampleRateHz === config.sampleRateHz ? null : createResampler(sampleRateHz, config.sampleRateHz, kernel);
  const loops = kernel ? new KernelSignalLoops(kernel) : new PlainSignalLoops();
  const mfcc = kernel ? new KernelMfcc(kernel, config) : new PlainMfcc(config);
  const spectra = kernel ? kernelSpectra(kernel, config) : plainSpectra(config);
  return {
    run(signal, timed) {
      timed('check', () => checkSignal(signal, 'clip', loops));
      const whole = timed('resample', () =>
        resampler
          ? resampler.apply(signal, Math.ceil((signal.length * config.sampleRateHz) / sampleRateHz))
          : signal,
      );
      timed('check again', () => checkSignal(whole, 'clip', loops));
      const [start, end] = timed('trim', () => trimSilence(whole, config.trimDb ?? 30, loops));
      const levelled = timed('level', () =>
        scaleToRms(whole.subarray(start, end), TARGET_RMS, undefined, loops),
      );
      timed('stft, mel', () => mfcc.melPowers(levelled));
      timed('dB', () => mfcc.toDecibels());
      const frames = 1 + Math.floor(levelled.length / config.hopSamples);
      timed('dct', () => mfcc.transform(new Float32Array(frames * config.nMfcc), config.nMfcc));
      timed('of that, stft', () => spectra(levelled, frames));
    },
  };
}

function plainSpectra(config: FrontEndConfig) {
  const stft = new PowerStft(config);
  const power = new Float64Array(stft.bins);
  return (signal: Float32Array, frames: number) => {
    for (let f = 0; f < frames; f++) stft.powerAt(signal, f, power);
  };
}

function kernelSpectra(kernel: Kernel, config: FrontEndConfig) {
  const spectra = new KernelSpectra(config);
  return (signal: Float32Array, frames: number) => {
    kernel.begin(spectra, () => spectra.writeTables(kernel));
    spectra.place(kernel);
    spectra.forEachPair(kernel, signal, Math.ceil(frames / 2), () => {});
  };
}
