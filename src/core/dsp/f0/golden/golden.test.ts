import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Pyin, yin } from '../index.ts';
import golden from './golden.json' with { type: 'json' };
import { f0Signals } from './signals.ts';

const bytes = readFileSync(new URL('./golden.bin', import.meta.url));
const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

/** Frames where `ours` is more than a cent from `theirs`, or one is NaN and the other is not. */
function framesApart(ours: Float64Array, theirs: Float32Array): number[] {
  const cents = Array.from(ours, (hz, t) => Math.abs(1200 * Math.log2(hz / theirs[t])));
  const apart = cents.map((c, t) =>
    Number.isNaN(c) ? Number.isNaN(ours[t]) !== Number.isNaN(theirs[t]) : c > 1,
  );
  return [...apart.keys()].filter((t) => apart[t]);
}

describe.each(golden)('$signal at $options.sampleRateHz Hz, as librosa 0.11 has it', (entry) => {
  const { options, frames, offset } = entry;
  const signal = f0Signals(options.sampleRateHz).get(entry.signal)!;
  const stored = (i: number) => values.subarray(offset + i * frames, offset + (i + 1) * frames);

  test('pyin', () => {
    const { f0Hz, voiced, probability } = new Pyin(options).track(signal);
    expect(f0Hz.length).toBe(frames);
    expect(framesApart(f0Hz, stored(0))).toEqual([]);
    expect([...voiced]).toEqual(Array.from(stored(0), (hz) => (Number.isNaN(hz) ? 0 : 1)));
    const largest = Math.max(...probability.map((p, t) => Math.abs(p - stored(1)[t])));
    expect(largest).toBeLessThan(1e-6);
  });

  test('yin', () => {
    expect(framesApart(yin(signal, options), stored(2))).toEqual([]);
  });
});
