import type { WindowShape } from '../batch.ts';
import type { BatchSettings, Sample } from '../batchPlan.ts';
import type { Random } from '../random.ts';
import type { Scaler } from '../scaler.ts';

/** Clips of 1 to 2.5 windows' length or less, of values about as large as MFCCs, and a scaler that suits them. */
export function randomSamples(
  count: number,
  shape: WindowShape,
  classes: number,
  random: Random,
): { samples: Sample[]; scaler: Scaler } {
  const coefficients = shape.nMfcc * shape.channels + shape.measures;
  const mean = Array.from({ length: coefficients }, () => 20 * random.normal());
  const std = Array.from({ length: coefficients }, () => random.between(1, 20));
  const samples = Array.from({ length: count }, () => {
    const frames = 1 + random.below(Math.floor(2.5 * shape.frames));
    const data = Float32Array.from({ length: frames * coefficients }, (_, i) => {
      const c = i % coefficients;
      return mean[c] + std[c] * random.normal();
    });
    return { features: { frames, coefficients, data }, label: random.below(classes) };
  });
  return { samples, scaler: { mean, std } };
}

const PLAIN: BatchSettings = { speedPerturbation: 0, specAugment: false, mixup: 0, labelSmoothing: 0 };

/** Each way of augmenting alone, none, and all together. */
export const EVERY_SETTING: [string, BatchSettings][] = [
  ['no augmentation', PLAIN],
  ['speed alone', { ...PLAIN, speedPerturbation: 0.2 }],
  ['masks alone', { ...PLAIN, specAugment: true }],
  ['mixup alone', { ...PLAIN, mixup: 0.3 }],
  ['everything', { speedPerturbation: 0.15, specAugment: true, mixup: 0.2, labelSmoothing: 0.1 }],
];
