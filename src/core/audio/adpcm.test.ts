import { describe, expect, test } from 'vitest';
import { decodePcmContainer } from './decode.ts';
import { chunk, concat, fmt, riff } from './testing/build.ts';
import { aiff } from './testing/build-aiff.ts';

const BLOCK_BYTES = 128;

/** Bytes by a formula, of which the headers below overwrite some. */
const codes = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * i * 7 + i * 37 + 11) & 255);

function imaBlocks(channels: number): Uint8Array {
  const bytes = codes(2 * BLOCK_BYTES);
  const view = new DataView(bytes.buffer);
  for (const block of [0, BLOCK_BYTES]) {
    for (let c = 0; c < channels; c++) {
      view.setInt16(block + 4 * c, 1000 - 3000 * c, true);
      view.setUint16(block + 4 * c + 2, 20 + 80 * c, true);
    }
  }
  return bytes;
}

function msBlocks(channels: number): Uint8Array {
  const bytes = codes(2 * BLOCK_BYTES);
  const view = new DataView(bytes.buffer);
  for (const block of [0, 1]) {
    const start = block * BLOCK_BYTES;
    for (let c = 0; c < channels; c++) {
      // The stereo file's second channel asks for predictors that do not exist.
      bytes[start + c] = (3 * block + 9 * c) % 10;
      view.setInt16(start + channels + 2 * c, 100 + 1000 * c, true);
      view.setInt16(start + 3 * channels + 2 * c, 500 - 900 * c, true);
      view.setInt16(start + 5 * channels + 2 * c, -700 + 20 * c, true);
    }
  }
  return bytes;
}

function appleBlocks(channels: number): Uint8Array {
  const bytes = codes(4 * 34 * channels);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < 4 * channels; k++) view.setUint16(34 * k, ((256 * k - 500) & 0xff80) | (10 + 7 * k));
  return bytes;
}

function wav(tag: number, channels: number, data: Uint8Array): Uint8Array {
  const header = fmt({ tag, channels, bits: 4, blockAlign: BLOCK_BYTES, framesPerBlock: 1 });
  return riff([chunk('fmt ', header), chunk('data', data)]);
}

const apple = (channels: number) => aiff({ channels, frames: 4, compression: 'ima4' }, appleBlocks(channels));

/** Samples 1, 2, 100, 200 and the last, and the sum of magnitudes, in 16-bit steps. */
function digest(samples: Float32Array): number[] {
  const values = Array.from(samples, (v) => v * 32768);
  return [1, 2, 100, 200, values.length - 1]
    .map((i) => values[i])
    .concat(values.reduce((s, v) => s + Math.abs(v), 0));
}

const read = (bytes: Uint8Array) => decodePcmContainer(bytes, 'clip')!;

// Digests of what libsndfile 1.2.2 decodes from the same bytes.
test.each([
  ['WAV IMA ADPCM', 498, wav(0x11, 1, imaBlocks(1)), [[907, 920, 29043, 32767, -32768, 11255234]]],
  [
    'WAV IMA ADPCM',
    242,
    wav(0x11, 2, imaBlocks(2)),
    [
      [1043, 960, -32768, 20481, 31853, 4037840],
      [32767, 4098, -22516, 32767, -32768, 6033845],
    ],
  ],
  ['WAV Microsoft ADPCM', 488, wav(2, 1, msBlocks(1)), [[500, 1100, -30366, -32768, -32768, 12380601]]],
  [
    'WAV Microsoft ADPCM',
    232,
    wav(2, 2, msBlocks(2)),
    [
      [500, 1100, 32767, 32767, 31365, 5819930],
      [-400, -3700, -32768, -1015, -159, 4306824],
    ],
  ],
  ['AIFF IMA ADPCM', 256, apple(1), [[-475, -488, 32767, -189, -20478, 3917210]]],
  [
    'AIFF IMA ADPCM',
    256,
    apple(2),
    [
      [-475, -488, 32767, -1213, 23626, 4313617],
      [-374, -311, -32768, -10890, 20477, 4732239],
    ],
  ],
])('%s, %i frames', (encoding, frames, bytes, digests) => {
  const pcm = read(bytes);
  expect(pcm.encoding).toBe(encoding);
  expect(pcm.channels.map((c) => c.length)).toEqual(digests.map(() => frames));
  expect(pcm.channels.map(digest)).toEqual(digests);
});

test('IMA by hand: from 0 and the smallest step, three times the largest code', () => {
  // 7/8 + 7/4 + 7/2 + 7 of step 7, then of steps 16 and 34, each term rounded down: 11, 30, 63.
  const block = Uint8Array.of(0, 0, 0, 0, 0x77, 0x07, 0, 0);
  const bytes = riff([
    chunk('fmt ', fmt({ tag: 0x11, bits: 4, blockAlign: 8, framesPerBlock: 9 })),
    chunk('data', block),
  ]);
  expect(Array.from(read(bytes).channels[0].subarray(0, 4), (v) => v * 32768)).toEqual([0, 11, 41, 104]);
});

describe('blocks cut off', () => {
  const long = (tag: number, data: Uint8Array) => wav(tag, 1, concat(new Array(10).fill(data)));

  test.each([
    ['IMA', 0x11, imaBlocks(1), 249, 1 + 8 * 9],
    ['Microsoft', 2, msBlocks(1), 244, 2 + 2 * 33],
  ])('%s: the last block is read as far as it goes', (_, tag, data, perBlock, rest) => {
    const whole = long(tag, data);
    const cut = whole.subarray(0, whole.length - BLOCK_BYTES + 40);
    const [samples] = read(cut).channels;
    expect(samples).toHaveLength(19 * perBlock + rest);
    expect(samples).toEqual(read(whole).channels[0].subarray(0, samples.length));
  });

  test('less than a header is no samples', () => {
    expect(() => read(wav(0x11, 1, new Uint8Array(3)))).toThrow('holds no samples');
    expect(() => read(wav(2, 2, new Uint8Array(13)))).toThrow('holds no samples');
  });
});

test.each([
  ['three channels', fmt({ tag: 0x11, channels: 3, bits: 4, blockAlign: BLOCK_BYTES })],
  ['blocks of 0 bytes', fmt({ tag: 2, bits: 4, blockAlign: 0 })],
  ['blocks shorter than their header', fmt({ tag: 2, bits: 4, blockAlign: 6 })],
])('%s are refused', (_, header) => {
  const bytes = riff([chunk('fmt ', header), chunk('data', imaBlocks(1))]);
  expect(() => read(bytes)).toThrow(/clip: WAV with (IMA|Microsoft) ADPCM samples is not supported/);
});
