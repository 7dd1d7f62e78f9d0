import { expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { decodePcmContainer } from './decode.ts';
import { chunk64, concat, fmt, int16, wave64 } from './testing/build.ts';
import { decodeWave64 } from './wave64.ts';

const FORMAT = chunk64('fmt ', fmt({ channels: 2 }));
const VALUES = Array.from({ length: 2001 }, (_, i) => i);
const DATA = chunk64('data', int16(VALUES));
const read = (bytes: Uint8Array) => decodeWave64(bytes, 'clip.w64');

test('Wave64 is known by its first bytes; odd chunks and an unfinished last frame are stepped over', () => {
  const pcm = decodePcmContainer(wave64([chunk64('junk', new Uint8Array(3)), FORMAT, DATA, FORMAT]), 'clip')!;
  expect(pcm.encoding).toBe('Wave64 16-bit');
  expect(pcm.sampleRateHz).toBe(16000);
  expect(pcm.channels.map((c) => Array.from(c.subarray(0, 3), (v) => v * 32768))).toEqual([
    [0, 2, 4],
    [1, 3, 5],
  ]);
  expect(pcm.channels[1]).toHaveLength(1000);
});

test('a chunk of another family of GUIDs is none of ours', () => {
  const other = chunk64('fmt ', fmt({ rate: 8000 }));
  other[15] ^= 1;
  expect(read(wave64([other, FORMAT, DATA])).sampleRateHz).toBe(16000);
});

test('a data size beyond the file reads to its end', () => {
  const endless = chunk64('data', int16(VALUES), 0xffff_ffff_ffff_ffffn);
  // 4002 bytes of sound and 6 of padding.
  expect(read(wave64([FORMAT, endless])).channels[0]).toHaveLength(1002);
});

test.each([
  ['nothing but the magic', wave64([]), 'no format chunk'],
  ['no data', wave64([FORMAT]), 'no sound data'],
  ['data of an impossible size', wave64([FORMAT, chunk64('data', int16(VALUES), 0n)]), 'no samples'],
  ['a cut', concat([wave64([FORMAT, DATA])]).subarray(0, 140), 'cut off'],
])('%s is refused by name', (_, bytes, part) => {
  expect(() => read(bytes)).toThrow(UnreadableAudioError);
  expect(() => read(bytes)).toThrow(part);
  expect(() => read(bytes)).toThrow('clip.w64');
});
