import { expect, test } from 'vitest';
import { encodeWav16 } from './encode-wav.ts';

test('the header is that of a mono 16-bit PCM file', () => {
  const file = encodeWav16(new Float32Array(5), 16000);
  const view = new DataView(file.buffer);
  const ascii = (at: number, length: number) => String.fromCharCode(...file.subarray(at, at + length));
  expect(file).toHaveLength(54);
  expect([ascii(0, 4), ascii(8, 8), ascii(36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data']);
  expect([view.getUint32(4, true), view.getUint32(16, true), view.getUint32(40, true)]).toEqual([46, 16, 10]);
  expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 1, 2, 16]);
  expect([view.getUint32(24, true), view.getUint32(28, true)]).toEqual([16000, 32000]);
});

test('samples are rounded to 1/32768, clipped beyond ±1, and 0 where they are not numbers', () => {
  const file = encodeWav16(Float32Array.of(0, 0.5, -0.25, 1, -1, 1.5, -1.5, Number.NaN), 16000);
  const samples = new Int16Array(file.buffer, 44);
  expect([...samples]).toEqual([0, 16384, -8192, 32767, -32768, 32767, -32768, 0]);
});
