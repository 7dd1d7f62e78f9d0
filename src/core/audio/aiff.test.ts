import { describe, expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { decodeAiff } from './aiff.ts';
import { ascii, concat, samples } from './testing/build.ts';

const read = (bytes: Uint8Array) => decodeAiff(bytes, 'clip.aif');

function chunk(id: string, body: Uint8Array, size = body.length): Uint8Array {
  const head = new Uint8Array(8);
  head.set(ascii(id));
  new DataView(head.buffer).setUint32(4, size);
  return concat([head, body, new Uint8Array(body.length % 2)]);
}

/** 44.1 kHz, as every sample-rate field of the era reads. */
const RATE_44100 = Uint8Array.of(0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0);
/** 24414 = 0x5F5E: exponent 14, mantissa shifted up to its leading 1. */
const RATE_24414 = Uint8Array.of(0x40, 0x0d, 0xbe, 0xbc, 0, 0, 0, 0, 0, 0);

interface Header {
  channels?: number;
  frames: number;
  bits?: number;
  rate?: Uint8Array;
  compression?: string;
}

function comm({ channels = 1, frames, bits = 16, rate = RATE_24414, compression }: Header): Uint8Array {
  const body = new Uint8Array(18);
  const view = new DataView(body.buffer);
  view.setInt16(0, channels);
  view.setUint32(2, frames);
  view.setInt16(6, bits);
  body.set(rate, 8);
  // AIFC: four characters, then a name as a Pascal string.
  return chunk('COMM', compression ? concat([body, ascii(`${compression}\x03any`)]) : body);
}

function file(header: Header, data: Uint8Array, size?: number): Uint8Array {
  const kind = header.compression ? 'AIFC' : 'AIFF';
  const ssnd = chunk('SSND', concat([new Uint8Array(8), data]), size);
  return chunk('FORM', concat([ascii(kind), chunk('NAME', ascii('odd')), comm(header), ssnd]));
}

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
  ['AIFF float 32-bit', { compression: 'fl32', bits: 32 }, big('f', [0, -1, 0.5])],
  ['AIFF float 32-bit', { compression: 'FL32', bits: 16 }, big('f', [0, -1, 0.5])],
  ['AIFF float 64-bit', { compression: 'fl64', bits: 64 }, big('d', [0, -1, 0.5])],
])('%s %o', (encoding, header, data) => {
  const pcm = read(file({ frames: 3, ...header }, data));
  expect(pcm).toEqual({ sampleRateHz: 24414, encoding, channels: [Float32Array.of(0, -1, 0.5)] });
});

test('A-law and µ-law, 16 bits in the header as QuickTime writes them', () => {
  const alaw = read(file({ frames: 2, compression: 'alaw' }, Uint8Array.of(0xaa, 0x55)));
  expect([...alaw.channels[0]]).toEqual([32256 / 32768, -8 / 32768]);
  const ulaw = read(file({ frames: 2, compression: 'ulaw' }, Uint8Array.of(0x80, 0xff)));
  expect([...ulaw.channels[0]]).toEqual([32124 / 32768, 0]);
});

test('stereo at 44.1 kHz', () => {
  const pcm = read(file({ channels: 2, frames: 2, rate: RATE_44100 }, big(2, [8192, -8192, 16384, -16384])));
  expect(pcm.sampleRateHz).toBe(44100);
  expect(pcm.channels.map((c) => [...c])).toEqual([
    [0.25, 0.5],
    [-0.25, -0.5],
  ]);
});

test('a rate with a fraction is rounded', () => {
  // 22254 6/11 Hz, the first Macintoshes' rate.
  const rate = Uint8Array.of(0x40, 0x0d, 0xad, 0xdd, 0x17, 0x45, 0xd1, 0x74, 0x5d, 0x17);
  expect(read(file({ frames: 1, rate }, big(2, [0]))).sampleRateHz).toBe(22255);
});

describe('sizes that lie', () => {
  const data = big(2, new Array(2000).fill(1000));

  test('an SSND size of 0 and no frames in the header read to the end', () => {
    expect(read(file({ frames: 0 }, data, 0)).channels[0]).toHaveLength(2000);
  });

  test('a file cut off in its data is read as far as it goes', () => {
    const whole = file({ frames: 2000 }, data);
    expect(read(whole.subarray(0, whole.length - 1001)).channels[0]).toHaveLength(1499);
    expect(() => read(whole.subarray(0, whole.length - 3000))).toThrow(/cut off; only 20 ms/);
  });
});

test.each([
  ['no COMM', chunk('FORM', concat([ascii('AIFF'), chunk('SSND', new Uint8Array(99))])), 'no COMM'],
  ['no SSND', chunk('FORM', concat([ascii('AIFF'), comm({ frames: 9 })])), 'no sound data'],
  ['no samples', file({ frames: 9 }, new Uint8Array(0)), 'no samples'],
  ['no channels', file({ frames: 9, channels: 0 }, new Uint8Array(99)), 'no channels'],
  ['negative channels', file({ frames: 9, channels: -1 }, new Uint8Array(99)), 'no channels'],
  ['a rate of 0', file({ frames: 9, rate: new Uint8Array(10) }, new Uint8Array(99)), '0 Hz'],
  ['a boundless rate', file({ frames: 9, rate: new Uint8Array(10).fill(255) }, new Uint8Array(99)), 'rate'],
  ['another compression', file({ frames: 9, compression: 'ima4' }, new Uint8Array(99)), 'ima4'],
])('%s is refused by name', (_, bytes, part) => {
  expect(() => read(bytes)).toThrow(UnreadableAudioError);
  expect(() => read(bytes)).toThrow(/clip\.aif/);
  expect(() => read(bytes)).toThrow(part);
});
