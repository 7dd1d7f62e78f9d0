import { describe, expect, it } from 'vitest';
import { envelopeOf } from './envelope.ts';

describe('envelopeOf', () => {
  it('keeps every peak, in a short last stretch too', () => {
    const samples = new Float32Array(10);
    samples[3] = 0.5;
    samples[9] = -0.75;
    const { lows, highs, samplesPerPoint } = envelopeOf(samples, 4);
    expect(samplesPerPoint).toBe(3);
    expect([...highs]).toEqual([0, 0.5, 0, -0.75]);
    expect([...lows]).toEqual([0, 0, 0, -0.75]);
  });

  it('gives short signals sample by sample and nothing for nothing', () => {
    expect([...envelopeOf(Float32Array.of(1, -1), 2000).highs]).toEqual([1, -1]);
    expect(envelopeOf(new Float32Array(0), 2000).lows).toHaveLength(0);
  });

  it('never exceeds the points asked for', () => {
    expect(envelopeOf(new Float32Array(48_001), 2000).lows.length).toBeLessThanOrEqual(2000);
  });
});
