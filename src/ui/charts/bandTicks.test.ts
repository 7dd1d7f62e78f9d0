import { describe, expect, it } from 'vitest';
import { bandTicks } from './bandTicks.ts';

describe('bandTicks', () => {
  it('places round frequencies between the nearest centres', () => {
    const { tickvals, ticktext } = bandTicks([60, 150, 250, 750, 1500]);
    expect(ticktext).toEqual(['100', '200', '500', '1k']);
    expect(tickvals[0]).toBeCloseTo(40 / 90);
    expect(tickvals[1]).toBeCloseTo(1.5);
    expect(tickvals[2]).toBeCloseTo(2.5);
    expect(tickvals[3]).toBeCloseTo(3 + 250 / 750);
  });

  it('gives no tick outside the bands', () => {
    expect(bandTicks([300, 400]).tickvals).toEqual([]);
  });
});
