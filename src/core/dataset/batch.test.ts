import { describe, expect, it } from 'vitest';
import { balancedClassWeights, cropStart, cropStarts, fillWindow, smoothedTargets } from './batch.ts';
import { Random } from './random.ts';

const PLAIN = { mean: [0, 0], std: [1, 1] };

/** Frame f of the clip holds f + 1 and −(f + 1). */
function clipOf(frames: number) {
  const data = Float32Array.from({ length: frames * 2 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (i >> 1)));
  return { frames, coefficients: 2, data };
}

describe('fillWindow', () => {
  it('centres a short clip between frames of zero', () => {
    const target = new Float32Array(10).fill(9);
    fillWindow(target, 0, clipOf(2), cropStart(2, 5), PLAIN, {
      frames: 5,
      nMfcc: 2,
      channels: 1,
      measures: 0,
    });
    expect([...target]).toEqual([0, 0, 0, 0, 1, -1, 2, -2, 0, 0]);
  });

  it('shows the middle of a long clip', () => {
    const target = new Float32Array(4);
    fillWindow(target, 0, clipOf(6), cropStart(6, 2), PLAIN, {
      frames: 2,
      nMfcc: 2,
      channels: 1,
      measures: 0,
    });
    expect([...target]).toEqual([3, -3, 4, -4]);
  });

  it('scales, and writes at its offset alone', () => {
    const target = new Float32Array(6).fill(9);
    const scaler = { mean: [1, 0], std: [2, 4] };
    fillWindow(target, 2, clipOf(1), 0, scaler, { frames: 1, nMfcc: 2, channels: 1, measures: 0 });
    expect([...target]).toEqual([9, 9, 0, -0.25, 9, 9]);
  });

  it('makes channels of MFCCs and deltas', () => {
    const clip = { frames: 1, coefficients: 4, data: Float32Array.of(1, 2, 10, 20) };
    const target = new Float32Array(4);
    const scaler = { mean: [0, 0, 0, 0], std: [1, 1, 1, 1] };
    fillWindow(target, 0, clip, 0, scaler, { frames: 1, nMfcc: 2, channels: 2, measures: 0 });
    expect([...target]).toEqual([1, 10, 2, 20]);
  });

  it('puts measures below the MFCCs, in the first channel alone', () => {
    const clip = { frames: 1, coefficients: 5, data: Float32Array.of(1, 2, 10, 20, 7) };
    const target = new Float32Array(6).fill(9);
    const scaler = { mean: [0, 0, 0, 0, 5], std: [1, 1, 1, 1, 2] };
    fillWindow(target, 0, clip, 0, scaler, { frames: 1, nMfcc: 2, channels: 2, measures: 1 });
    expect([...target]).toEqual([1, 10, 2, 20, 1, 0]);
  });

  it('refuses a clip of another front end', () => {
    const shape = { frames: 1, nMfcc: 3, channels: 1, measures: 0 };
    expect(() => fillWindow(new Float32Array(3), 0, clipOf(1), 0, PLAIN, shape)).toThrow(RangeError);
  });
});

describe('crops', () => {
  it('are drawn over all places a long clip offers, and only there', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 200 }, () => cropStart(13, 10, random)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [5, [-3]],
    [10, [0]],
    [11, [0, 1]],
    [20, [0, 10]],
    [21, [0, 6, 11]],
    [100, [0, 45, 90]],
  ])('for prediction cover a clip of %i frames from %j', (frames, starts) => {
    expect(cropStarts(frames, 10)).toEqual(starts);
  });
});

describe('targets', () => {
  it('are smoothed to rows of one', () => {
    const targets = smoothedTargets([1, 0], 4, 0.2);
    const expected = [0.05, 0.85, 0.05, 0.05, 0.85, 0.05, 0.05, 0.05];
    for (const [i, value] of expected.entries()) expect(targets[i]).toBeCloseTo(value, 6);
  });

  it('are weighted as scikit-learn’s balanced weights', () => {
    // compute_class_weight('balanced', classes=[0, 1, 3], y=[0, 0, 0, 1, 3, 3]) is 2/3, 2, 1.
    const weights = balancedClassWeights([0, 0, 0, 1, 3, 3], 4);
    for (const [i, value] of [2 / 3, 2, 0, 1].entries()) expect(weights[i]).toBeCloseTo(value, 6);
  });
});
