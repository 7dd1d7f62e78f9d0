import { describe, expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { decodeAiff } from './aiff.ts';
import { ascii, concat, samples } from './testing/build.ts';
import { aiff, bigChunk, comm, RATE_44100 } from './testing/build-aiff.ts';

const read = (bytes: Uint8Array) => decodeAiff(bytes, 'clip.aif');

const big = (width: 1 | 2 | 4 | 'f' | 'd', values: number[]) => {
  switch (width) {
    case 1:
      return samples(values, 1, (view, o, v) => view.setInt8(o, v));
    case 2:
      return samples(values, 2, (view, o, v) => view.setInt16(o, v));
    case 4:
      return samples(values, 4, (view, o, v) => view.setInt32(o, v));
    case 'f':
      return samples(values, 4, (view, o, v) => view.setFloat32(o, v));
    case 'd':
      return samples(values, 8, (view, o, v) => view.setFloat64(o, v));
  }
};

test.each([
  ['AIFF 16-bit', {}, big(2, [0, -32768, 16384])],
  ['AIFF 8-bit', { bits: 8 }, big(1, [0, -128, 64])],
  ['AIFF 24-bit', { bits: 24 }, Uint8Array.of(0, 0, 0, 0x80, 0, 0, 0x40, 0, 0)],
  ['AIFF 32-bit', { bits: 32 }, big(4, [0, -(2 ** 31), 2 ** 30])],
  ['AIFF 16-bit', { compression: 'NONE' }, big(2, [0, -32768, 16384])],
  ['AIFF 16-bit', { compression: 'sowt' }, Uint8Array.of(0, 0, 0, 0x80, 0, 0x40)],
  ['AIFF 24-bit', { compression: '42n1' }, Uint8Array.of(0, 0, 0, 0, 0, 0x80, 0, 0, 0x40)],
  ['AIFF 32-bit', { compression: '23ni' }, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0x40)],
  ['AIFF 8-bit', { compression: 'raw ', bits: 8 }, Uint8Array.of(128, 0, 192)],
  ['AIFF float 32-bit', { compression: 'fl32', bits: 32 }, big('f', [0, -1, 0.5])],
  ['AIFF float 32-bit', { compression: 'FL32', bits: 16 }, big('f', [0, -1, 0.5])],
  ['AIFF float 64-bit', { compression: 'fl64', bits: 64 }, big('d', [0, -1, 0.5])],
])('%s %o', (encoding, header, data) => {
  const pcm = read(aiff({ frames: 3, ...header }, data));
  expect(pcm).toEqual({ sampleRateHz: 24414, encoding, channels: [Float32Array.of(0, -1, 0.5)] });
});

test('A-law and µ-law, 16 bits in the header as QuickTime writes them', () => {
  const alaw = read(aiff({ frames: 2, compression: 'alaw' }, Uint8Array.of(0xaa, 0x55)));
  expect([...alaw.channels[0]]).toEqual([32256 / 32768, -8 / 32768]);
  const ulaw = read(aiff({ frames: 2, compression: 'ulaw' }, Uint8Array.of(0x80, 0xff)));
  expect([...ulaw.channels[0]]).toEqual([32124 / 32768, 0]);
});

test('stereo at 44.1 kHz', () => {
  const pcm = read(aiff({ channels: 2, frames: 2, rate: RATE_44100 }, big(2, [8192, -8192, 16384, -16384])));
  expect(pcm.sampleRateHz).toBe(44100);
  expect(pcm.channels.map((c) => [...c])).toEqual([
    [0.25, 0.5],
    [-0.25, -0.5],
  ]);
});

test('a rate with a fraction is rounded down', () => {
  // 22254 6/11 Hz, the first Macintoshes' rate.
  const rate = Uint8Array.of(0x40, 0x0d, 0xad, 0xdd, 0x17, 0x45, 0xd1, 0x74, 0x5d, 0x17);
  expect(read(aiff({ frames: 1, rate }, big(2, [0]))).sampleRateHz).toBe(22254);
});

describe('sizes that lie', () => {
  const data = big(2, new Array(2000).fill(1000));

  test('an SSND size of 0 and no frames in the header read to the end', () => {
    expect(read(aiff({ frames: 0 }, data, 0)).channels[0]).toHaveLength(2000);
  });

  test('COMM may count fewer frames than there are, and an AIFC header may name no compression', () => {
    expect(read(aiff({ frames: 40 }, data)).channels[0]).toHaveLength(2000);
    const bytes = aiff({ frames: 2000 }, data);
    bytes.set(ascii('AIFC'), 8);
    expect(read(bytes).encoding).toBe('AIFF 16-bit');
  });

  test('a file cut off in its data is read as far as it goes', () => {
    const whole = aiff({ frames: 2000 }, data);
    expect(read(whole.subarray(0, whole.length - 1001)).channels[0]).toHaveLength(1499);
    expect(() => read(whole.subarray(0, whole.length - 3000))).toThrow(/cut off; only 20 ms/);
  });
});

test.each([
  ['no COMM', bigChunk('FORM', concat([ascii('AIFF'), bigChunk('SSND', new Uint8Array(99))])), 'no COMM'],
  ['no SSND', bigChunk('FORM', concat([ascii('AIFF'), comm({ frames: 9 })])), 'no sound data'],
  ['no samples', aiff({ frames: 9 }, new Uint8Array(0)), 'no samples'],
  ['no channels', aiff({ frames: 9, channels: 0 }, new Uint8Array(99)), 'no channels'],
  ['negative channels', aiff({ frames: 9, channels: -1 }, new Uint8Array(99)), 'no channels'],
  ['a rate of 0', aiff({ frames: 9, rate: new Uint8Array(10) }, new Uint8Array(99)), '0 Hz'],
  ['a boundless rate', aiff({ frames: 9, rate: new Uint8Array(10).fill(255) }, new Uint8Array(99)), 'rate'],
  ['another compression', aiff({ frames: 9, compression: 'MAC3' }, new Uint8Array(99)), 'MAC3'],
])('%s is refused by name', (_, bytes, part) => {
  expect(() => read(bytes)).toThrow(UnreadableAudioError);
  expect(() => read(bytes)).toThrow(/clip\.aif/);
  expect(() => read(bytes)).toThrow(part);
});
