import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { concat } from '../src/core/audio/testing/build.ts';
import { inflate, inflateByStream } from './inflate.ts';

function deflated(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(deflateRawSync(content));
}

/** A slow beat: neither dense nor large. */
const CONTENT = Uint8Array.from({ length: 700_000 }, (_, i) => (i * i) >> 11);

test.each([
  ['by the kernel where it can', inflate],
  ['by the stream', inflateByStream],
])('%s: the content, or nothing where anything is wrong', async (_, way) => {
  const data = deflated(CONTENT);
  const sum = crc32(CONTENT);
  const bytes = CONTENT.length;
  expect(Buffer.compare((await way(data, bytes, sum))!, CONTENT)).toBe(0);
  expect(await way(deflated(new Uint8Array(0)), 0, 0)).toHaveLength(0);
  const turned = data.slice();
  turned[data.length >> 1] ^= 1;
  expect(await way(turned, bytes, sum)).toBeNull();
  expect(await way(data, bytes, sum ^ 1)).toBeNull();
  expect(await way(data, bytes - 1, sum)).toBeNull();
  expect(await way(data, bytes + 1, sum)).toBeNull();
  expect(await way(data.slice(0, -1), bytes, sum)).toBeNull();
  expect(await way(concat([data, Uint8Array.of(0)]) as Uint8Array<ArrayBuffer>, bytes, sum)).toBeNull();
  const room = new Uint8Array(bytes + 9);
  const inflated = await way(data, bytes, sum, (size) => room.subarray(9, 9 + size));
  expect(inflated!.buffer).toBe(room.buffer);
  expect(Buffer.compare(room.subarray(9), CONTENT)).toBe(0);
});

test('what the kernel is too small for', async () => {
  const large = new Uint8Array(17 * 1024 ** 2).fill(3);
  const inflated = await inflate(deflated(large), large.length, crc32(large));
  expect(Buffer.compare(inflated!, large)).toBe(0);
});
