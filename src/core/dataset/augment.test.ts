import { describe, expect, it } from 'vitest';
import { drawMasks, drawMix, framesAtSpeed, mixRows, symmetricBeta } from './augment.ts';
import { Random } from './random.ts';

describe('framesAtSpeed', () => {
  it.each([
    [5, 0.5, 10],
    [5, 2.5, 2],
    [5, 1, 5],
    [5, 100, 1],
  ])('%i frames %f times as fast are %i', (frames, rate, expected) => {
    expect(framesAtSpeed(frames, rate)).toBe(expected);
  });
});

describe('drawMasks', () => {
  it('draws two masks of frames and one of rows, within bounds and up to the widest', () => {
    const random = new Random(1);
    const draws = Array.from({ length: 500 }, () => drawMasks(100, 40, random));
    const time = draws.flatMap((draw) => draw.time);
    const rows = draws.map((draw) => draw.rows);
    expect(time).toHaveLength(1000);
    expect(new Set(time.map(({ width }) => width))).toEqual(new Set(Array.from({ length: 13 }, (_, i) => i)));
    expect(new Set(rows.map(({ width }) => width))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(time.every(({ first, width }) => first >= 0 && first + width <= 100)).toBe(true);
    expect(rows.every(({ first, width }) => first >= 0 && first + width <= 40)).toBe(true);
  });

  it('always takes six draws, so that what comes after does not depend on it', () => {
    const random = new Random(7);
    drawMasks(3, 2, random);
    const counted = new Random(7);
    for (let i = 0; i < 6; i++) counted.uniform();
    expect(random.state).toEqual(counted.state);
  });
});

describe('mixup', () => {
  it('pairs by a permutation and keeps the majority', () => {
    const { partners, shares } = drawMix(50, 0.4, new Random(5));
    expect([...partners].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(shares.every((share) => share >= 0.5 && share <= 1)).toBe(true);
    expect(new Set(shares).size).toBeGreaterThan(40);
  });

  it('mixes rows in place as it would by a copy', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(seed);
      const own = Float32Array.from({ length: 11 * 3 }, () => random.normal());
      const mix = drawMix(11, 0.4, random);
      const rows = own.slice();
      mixRows(rows, 3, mix);
      const expected = own.map((v, i) => {
        const share = mix.shares[Math.floor(i / 3)];
        return share * v + (1 - share) * own[mix.partners[Math.floor(i / 3)] * 3 + (i % 3)];
      });
      expect(rows).toEqual(expected);
    }
  });

  it('leaves a row that is its own partner as it is', () => {
    const rows = Float32Array.of(1, 2, 3, 4);
    mixRows(rows, 2, { partners: Int32Array.of(0, 1), shares: Float32Array.of(0.5, 0.75) });
    expect([...rows]).toEqual([1, 2, 3, 4]);
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
