import { describe, expect, it } from 'vitest';
import { poolFrames } from './poolFrames.ts';

describe('poolFrames', () => {
  it('takes the mean of neighbouring frames for each coefficient, in a short last row too', () => {
    const data = Float32Array.of(0, 10, 2, 20, 4, 30, 6, 40, 9, 90);
    const { matrix, framesPerRow, firstFrame } = poolFrames({ frames: 5, coefficients: 2, data }, 3);
    expect(framesPerRow).toBe(2);
    expect(firstFrame).toBe(0.5);
    expect(matrix).toMatchObject({ frames: 3, coefficients: 2 });
    expect([...matrix.data]).toEqual([1, 15, 5, 35, 9, 90]);
  });

  it('gives back a matrix that fits', () => {
    const whole = { frames: 3, coefficients: 1, data: Float32Array.of(1, 2, 3) };
    expect(poolFrames(whole, 3)).toEqual({ matrix: whole, framesPerRow: 1, firstFrame: 0 });
  });

  it('keeps each moment at its time, within half a row, however long the recording', () => {
    const frames = 60_001;
    const data = Float32Array.from({ length: frames }, (_, frame) => frame);
    const { matrix, framesPerRow, firstFrame } = poolFrames({ frames, coefficients: 1, data }, 1500);
    expect(matrix.frames).toBeLessThanOrEqual(1500);
    for (let row = 0; row < matrix.frames; row++) {
      // Each frame's value is its own time, so a row's mean is where it should stand.
      expect(Math.abs(matrix.data[row] - (firstFrame + row * framesPerRow))).toBeLessThanOrEqual(
        framesPerRow / 2,
      );
    }
    expect(matrix.data[0]).toBe(firstFrame);
  });
});
