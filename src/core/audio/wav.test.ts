import { describe, expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { ascii, chunk, concat, fmt, int16, riff, samples } from './testing/build.ts';
import { decodeWav } from './wav.ts';

const read = (bytes: Uint8Array) => decodeWav(bytes, 'clip.wav');
const file = (format: Uint8Array, data: Uint8Array) => riff([chunk('fmt ', format), chunk('data', data)]);
const refusal = (bytes: Uint8Array) => {
  try {
    read(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableAudioError);
    return (error as Error).message;
  }
  throw new Error('the file was read');
};
/** 0.1 s at 16 kHz. */
const RAMP = Array.from({ length: 1600 }, (_, i) => i);
const ramp = (n = 1600) => Array.from({ length: n }, (_, i) => Math.fround(i / 32768));

describe('encodings', () => {
  const int24 = (values: number[]) =>
    samples(values, 3, (view, o, v) => {
      view.setUint8(o, v & 255);
      view.setInt16(o + 1, v >> 8, true);
    });
  const int32 = (values: number[]) => samples(values, 4, (view, o, v) => view.setInt32(o, v, true));
  const float32 = (values: number[]) => samples(values, 4, (view, o, v) => view.setFloat32(o, v, true));
  const float64 = (values: number[]) => samples(values, 8, (view, o, v) => view.setFloat64(o, v, true));

  test.each([
    ['WAV 8-bit', fmt({ bits: 8 }), Uint8Array.of(128, 0, 255, 192), [0, -1, 127 / 128, 0.5]],
    ['WAV 16-bit', fmt({}), int16([0, -32768, 32767, 16384]), [0, -1, 32767 / 32768, 0.5]],
    ['WAV 24-bit', fmt({ bits: 24 }), int24([0, -8388608, 4194304, 1]), [0, -1, 0.5, 2 ** -23]],
    ['WAV 24-bit', fmt({ bits: 20 }), int24([0, -8388608, 4194304, 16]), [0, -1, 0.5, 2 ** -19]],
    ['WAV 32-bit', fmt({ bits: 32 }), int32([0, -(2 ** 31), 2 ** 30, 256]), [0, -1, 0.5, 2 ** -23]],
    ['WAV 32-bit', fmt({ bits: 24, blockAlign: 4 }), int32([0, -(2 ** 31), 2 ** 30, 0]), [0, -1, 0.5, 0]],
    ['WAV float 32-bit', fmt({ tag: 3, bits: 32 }), float32([0, -1, 0.25, 1.5]), [0, -1, 0.25, 1.5]],
    ['WAV float 64-bit', fmt({ tag: 3, bits: 64 }), float64([0, -1, 0.25, 1.5]), [0, -1, 0.25, 1.5]],
    [
      'WAV 24-bit',
      fmt({ bits: 24, blockAlign: 7 }),
      int24([0, -8388608, 4194304, 1]),
      [0, -1, 0.5, 2 ** -23],
    ],
    ['WAV 16-bit', fmt({ blockAlign: 4 }), int16([0, -32768, 32767, 16384]), [0, -1, 32767 / 32768, 0.5]],
    // Reference values of ITU-T G.711.
    ['WAV A-law', fmt({ tag: 6, bits: 8 }), Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a), [8, -8, 32256, -32256]],
    ['WAV µ-law', fmt({ tag: 7, bits: 8 }), Uint8Array.of(0xff, 0x7f, 0x80, 0x00), [0, 0, 32124, -32124]],
  ])('%s', (encoding, format, data, expected) => {
    const scale = encoding.endsWith('law') ? 32768 : 1;
    const pcm = read(file(format, data));
    expect(pcm.encoding).toBe(encoding);
    expect(pcm.sampleRateHz).toBe(16000);
    expect(Array.from(pcm.channels[0], (v) => v * scale)).toEqual(expected);
  });

  test('extensible headers name the encoding in their sub-format', () => {
    expect(read(file(fmt({ subFormat: 1 }), int16([16384]))).channels[0][0]).toBe(0.5);
    expect(read(file(fmt({ subFormat: 3, bits: 32 }), float32([0.25]))).encoding).toBe('WAV float 32-bit');
  });

  test('µ-law is bytes, though a header may say 16 bits', () => {
    const pcm = read(file(fmt({ tag: 7, bits: 16 }), Uint8Array.of(0x80, 0x00)));
    expect(Array.from(pcm.channels[0], (v) => v * 32768)).toEqual([32124, -32124]);
  });

  test('RIFX is big-endian throughout', () => {
    const big = samples([0, -32768, 16384, 1], 2, (view, o, v) => view.setInt16(o, v));
    for (const format of [fmt({ littleEndian: false }), fmt({ littleEndian: false, subFormat: 1 })]) {
      const chunks = [chunk('fmt ', format, format.length, false), chunk('data', big, 8, false)];
      const pcm = read(riff(chunks, 'RIFX'));
      expect(pcm.sampleRateHz).toBe(16000);
      expect([...pcm.channels[0]]).toEqual([0, -1, 0.5, 1 / 32768]);
    }
  });

  test('channels are taken apart and an unfinished last frame is left out', () => {
    const { channels } = read(file(fmt({ channels: 2 }), int16([1, -1, 2, -2, 3])));
    expect(channels.map((c) => Array.from(c, (v) => v * 32768))).toEqual([
      [1, 2],
      [-1, -2],
    ]);
  });

  test('16-bit samples at any address read the same', () => {
    const bytes = file(fmt({}), int16(RAMP));
    const stereo = file(fmt({ channels: 2 }), int16(RAMP.slice(0, 1598)));
    const { channels } = read(stereo);
    for (const shift of [1, 2, 3]) {
      const shifted = (whole: Uint8Array) => concat([new Uint8Array(shift), whole]).subarray(shift);
      expect([...read(shifted(bytes)).channels[0]]).toEqual(ramp());
      expect(read(shifted(stereo)).channels).toEqual(channels);
    }
    expect(Array.from(channels[1], (v) => v * 32768)).toEqual(RAMP.slice(0, 1598).filter((v) => v % 2 === 1));
  });
});

describe('chunks and sizes', () => {
  const data = chunk('data', int16(RAMP));
  const format = chunk('fmt ', fmt({}));

  test('other chunks stand anywhere, odd ones with their pad byte', () => {
    const odd = chunk('FLLR', new Uint8Array(4051));
    const info = chunk('LIST', ascii('INFOabc'));
    const bytes = riff([
      info,
      format,
      odd,
      data,
      info,
      chunk('bext', new Uint8Array(9)),
      chunk('_PMX', ascii('<x>')),
    ]);
    expect([...read(bytes).channels[0]]).toEqual(ramp());
  });

  test('an odd chunk without its pad byte', () => {
    const unpadded = chunk('LIST', ascii('INFOabc')).subarray(0, 15);
    expect([...read(riff([unpadded, format, data])).channels[0]]).toEqual(ramp());
  });

  test('the data may come before the format', () => {
    expect([...read(riff([data, format])).channels[0]]).toEqual(ramp());
  });

  test.each([0, 0xffffffff])('a data size of %i reads to the end', (size) => {
    const open = chunk('data', int16(RAMP), size);
    expect([...read(riff([format, open])).channels[0]]).toEqual(ramp());
  });

  test('of several fmt or data chunks the first counts', () => {
    const late = [chunk('fmt ', fmt({ rate: 8000 })), chunk('data', int16([9]))];
    const pcm = read(riff([format, data, ...late]));
    expect(pcm.sampleRateHz).toBe(16000);
    expect([...pcm.channels[0]]).toEqual(ramp());
  });

  test('a megabyte of empty chunks is given up on at once', () => {
    expect(refusal(riff([format, new Uint8Array(2 ** 20), data]))).toContain('no sound data');
  });

  test('a data size of 0 before another chunk means no samples', () => {
    const empty = chunk('data', new Uint8Array(0));
    expect(refusal(riff([format, empty, chunk('LIST', ascii('INFO'))]))).toContain('holds no samples');
  });

  test('RF64 takes the data size from its ds64 chunk', () => {
    const ds64 = new Uint8Array(28);
    new DataView(ds64.buffer).setBigUint64(8, 3200n, true);
    const open = chunk('data', int16(RAMP), 0xffffffff);
    const bytes = riff([chunk('ds64', ds64), format, open, chunk('LIST', ascii('INFO'))], 'RF64');
    expect([...read(bytes).channels[0]]).toEqual(ramp());
  });

  test('a lying RIFF size does not matter', () => {
    const bytes = riff([format, data]);
    new DataView(bytes.buffer).setUint32(4, 12, true);
    expect(read(bytes).channels[0]).toHaveLength(1600);
  });

  test('a file cut off in its data is read as far as it goes', () => {
    const whole = riff([format, data]);
    expect([...read(whole.subarray(0, whole.length - 1001)).channels[0]]).toEqual(ramp(1099));
  });

  test('less than 50 ms left of a cut-off file is refused', () => {
    const whole = riff([format, data]);
    const message = refusal(whole.subarray(0, 44 + 2 * 400));
    expect(message).toBe('clip.wav: the WAV file is cut off; only 25 ms of sound are left.');
  });
});

describe('hostile headers are refused by name', () => {
  const data = int16(RAMP);
  test.each([
    ['only the magic', riff([]), 'no format chunk'],
    ['a header cut in the format', riff([chunk('fmt ', fmt({}).subarray(0, 10))]), 'cut off'],
    ['no data chunk', riff([chunk('fmt ', fmt({}))]), 'no sound data'],
    ['no samples', file(fmt({}), new Uint8Array(0)), 'holds no samples'],
    ['no channels', file(fmt({ channels: 0 }), data), 'no channels'],
    ['more channels than there are', file(fmt({ channels: 1025 }), data), '1025 channels'],
    ['more channels than samples', file(fmt({ channels: 1024 }), data.subarray(0, 2046)), 'holds no samples'],
    ['rate 0', file(fmt({ rate: 0 }), data), 'sample rate of 0 Hz'],
    ['rate 3999', file(fmt({ rate: 3999 }), data), 'sample rate of 3999 Hz'],
    ['rate 2³²−1', file(fmt({ rate: 0xffffffff }), data), 'sample rate of 4294967295 Hz'],
    ['0 bits', file(fmt({ bits: 0, blockAlign: 2 }), data), 'not supported'],
    ['40 bits', file(fmt({ bits: 40 }), data), 'not supported'],
    ['16-bit float', file(fmt({ tag: 3 }), data), 'not supported'],
    ['GSM', file(fmt({ tag: 0x31, bits: 0 }), data), 'GSM 6.10'],
    ['ADPCM of 3 bits', file(fmt({ tag: 0x11, bits: 3 }), data), 'format 0x11'],
    [
      'an extensible header cut short',
      file(fmt({ subFormat: 1 }).subarray(0, 26), data),
      'unknown extension',
    ],
    ['another sub-format', file(fmt({ subFormat: 1 }).fill(9, 32), data), 'unknown extension'],
    ['an unknown tag', file(fmt({ tag: 0x1234 }), data), 'format 0x1234'],
  ])('%s', (_, bytes, part) => {
    const message = refusal(bytes);
    expect(message).toContain('clip.wav');
    expect(message).toContain(part);
  });

  test('no cut of a good file does anything but read or refuse', () => {
    const whole = riff([chunk('LIST', ascii('odd')), chunk('fmt ', fmt({})), chunk('data', data)]);
    let readable = 0;
    for (let length = 12; length < whole.length; length++) {
      try {
        read(whole.subarray(0, length));
        readable++;
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableAudioError);
      }
    }
    // 50 ms are 800 samples, 1600 bytes of the 3200.
    expect(readable).toBe(1600);
  });
});
