import { expect, test } from 'vitest';
import { cloneSize } from './clone-size.ts';

test('buffers and views count all of their buffer, once', () => {
  const buffer = new ArrayBuffer(1000);
  expect(cloneSize(buffer)).toBe(1000);
  expect(cloneSize(new Float32Array(buffer, 8, 2))).toBe(1000);
  expect(cloneSize([buffer, new Float32Array(buffer), new DataView(buffer, 10)])).toBe(1000);
  expect(cloneSize([new Float64Array(3), new Uint8Array(5)])).toBe(29);
});

test('nested data counts its names, texts and numbers', () => {
  expect(cloneSize({ clipId: 'abcd', sizes: [1, 2], none: null })).toBe(6 + 4 + 5 + 16 + 4 + 1);
});

test('what is referred to twice counts once, and a ring has an end', () => {
  const weights = [new Float32Array(10)];
  const ring: Record<string, unknown> = { weights, best: weights };
  ring.self = ring;
  expect(cloneSize(ring)).toBe(40 + 'weightsbestself'.length);
});

test('the plan of as many clips as CREMA-D has is measured in passing', () => {
  const train = Array.from({ length: 7442 }, (_, i) => ({
    clipId: String(i).padStart(64, '0'),
    emotion: 'happy',
    speaker: 'CREMA-D 1001',
  }));
  const started = performance.now();
  const bytes = cloneSize({ train });
  console.info(`A plan of ${bytes} bytes measured in ${(performance.now() - started).toFixed(1)} ms`);
  expect(bytes).toBe(5 + 7442 * (64 + 5 + 12 + 'clipIdemotionspeaker'.length));
});
