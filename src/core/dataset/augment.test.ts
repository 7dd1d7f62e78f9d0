import { describe, expect, it } from 'vitest';
import { changeSpeed, maskWindow, mixPairs, symmetricBeta } from './augment.ts';
import { Random } from './random.ts';

describe('changeSpeed', () => {
  const ramp = { frames: 5, coefficients: 1, data: Float32Array.of(0, 1, 2, 3, 4) };

  it('keeps both ends and a straight line straight', () => {
    const slow = changeSpeed(ramp, 0.5);
    expect(slow.frames).toBe(10);
    slow.data.forEach((v, f) => {
      expect(v).toBeCloseTo((4 * f) / 9, 5);
    });
    expect([...changeSpeed(ramp, 2.5).data]).toEqual([0, 4]);
  });

  it('returns the clip itself at its own speed, and never no frame', () => {
    expect(changeSpeed(ramp, 1)).toBe(ramp);
    expect(changeSpeed(ramp, 100).frames).toBe(1);
  });
});

describe('maskWindow', () => {
  const shape = { frames: 100, nMfcc: 40, channels: 2, measures: 0 };
  const size = 100 * 80;

  it('zeroes whole frames and whole coefficients, within its bounds', () => {
    for (let seed = 0; seed < 20; seed++) {
      const batch = new Float32Array(3 * size).fill(1);
      maskWindow(batch, size, shape, new Random(seed));
      expect(batch.subarray(0, size).every((v) => v === 1)).toBe(true);
      expect(batch.subarray(2 * size).every((v) => v === 1)).toBe(true);
      const zeros = batch.reduce((n, v) => n + (v === 0 ? 1 : 0), 0) / size;
      expect(zeros).toBeLessThanOrEqual(0.12 + 0.12 + 0.15);
    }
  });

  it('masks all channels of a coefficient together', () => {
    const batch = new Float32Array(size).fill(1);
    maskWindow(batch, 0, shape, new Random(3));
    for (let i = 0; i < size; i += 2) expect(batch[i]).toBe(batch[i + 1]);
    expect(batch.includes(0)).toBe(true);
  });
});

describe('mixPairs', () => {
  it('mixes windows and targets by the same share, keeping the majority', () => {
    const shape = { frames: 1, nMfcc: 4, channels: 1, measures: 0 };
    const eye = Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const windows = eye.slice();
    const targets = eye.slice();
    mixPairs(windows, targets, shape, 4, 0.4, new Random(5));
    expect(windows).toEqual(targets);
    expect(windows).not.toEqual(eye);
    for (let i = 0; i < 4; i++) {
      const row = targets.subarray(4 * i, 4 * i + 4);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(row[i]).toBeGreaterThanOrEqual(0.5);
    }
  });
});

describe('symmetricBeta', () => {
  it.each([0.2, 1])('has the mean and variance of Beta(%f, %f)', (alpha) => {
    const random = new Random(9);
    const draws = Array.from({ length: 20000 }, () => symmetricBeta(alpha, random));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5, 1.7);
    expect(Math.abs(variance - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.005);
  });
});
