import { frameCount } from '../stft.ts';
import { NormalisedDifference } from './difference.ts';
import type { F0Options } from './options.ts';
import { findTroughs, parabolicShift } from './troughs.ts';

/**
 * F0 of every frame by YIN, in Hz, voiced or not: librosa.yin of librosa 0.11 with center=True and zeros as padding.
 * Source: de Cheveigné & Kawahara 2002, JASA 111, 1917–1930; librosa 0.11, core/pitch.py, `yin`.
 * @param signal samples at options.sampleRateHz.
 * @param troughThreshold the first minimum of d′ below it is taken for the period, else the lowest value.
 * @returns 1 + floor(samples/hop) values; frame t is centred on sample t·hop.
 * @throws RangeError when the options contradict each other or a sample is not finite.
 */
export function yin(signal: Float32Array, options: F0Options, troughThreshold = 0.1): Float64Array {
  const difference = new NormalisedDifference(options);
  const troughs = new Uint16Array(Math.ceil(difference.length / 2));
  const f0Hz = new Float64Array(frameCount(signal.length, options.hopSamples));
  difference.forEachFrame(signal, (curve, frame) => {
    const count = findTroughs(curve, troughs);
    const found = troughs.subarray(0, count).find((trough) => curve[trough] < troughThreshold);
    const index = found ?? indexOfLowest(curve);
    const period = difference.periods.minPeriod + index + parabolicShift(curve, index);
    f0Hz[frame] = options.sampleRateHz / period;
  });
  return f0Hz;
}

function indexOfLowest(curve: Float64Array): number {
  let lowest = 0;
  for (let i = 1; i < curve.length; i++) if (curve[i] < curve[lowest]) lowest = i;
  return lowest;
}
