/** Small sound files of every kind the decoder knows, made by formula. */
import { chunk, chunk64, concat, fmt, int16, riff, wave64 } from '../../src/core/audio/testing/build.ts';
import { aiff, RATE_44100 } from '../../src/core/audio/testing/build-aiff.ts';
import { encodeWav16 } from '../../src/core/demo/encode-wav.ts';

export interface Seed {
  name: string;
  bytes: Uint8Array;
}

/** Enough for a front end's few frames, little enough for thousands of runs. */
const FRAMES = 2400;
const ADPCM_BLOCK_BYTES = 128;

/** A voice-like sum of two tones in −1…1. */
const tone = (i: number) => 0.6 * Math.sin(i * 0.05) + 0.3 * Math.sin(i * 0.31 + 1);

/** Integers of so many bytes, interleaved; every channel the same. */
function integers(width: number, channels: number, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(FRAMES * channels * width);
  for (let i = 0; i < FRAMES * channels; i++) {
    const value = Math.round(tone(Math.floor(i / channels)) * (2 ** (8 * width - 1) - 1));
    for (let b = 0; b < width; b++)
      bytes[i * width + (littleEndian ? b : width - 1 - b)] = Math.floor(value / 256 ** b) & 255;
  }
  return bytes;
}

function unsigned8(): Uint8Array {
  return Uint8Array.from({ length: FRAMES }, (_, i) => Math.round(128 + 127 * tone(i)));
}

function floats(width: 4 | 8, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(FRAMES * width);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < FRAMES; i++) {
    if (width === 4) view.setFloat32(4 * i, tone(i), littleEndian);
    else view.setFloat64(8 * i, tone(i), littleEndian);
  }
  return bytes;
}

/** Codes that go up and down; as companded samples or four-bit differences they are sound of a sort. */
function codes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * i * 7 + i * 37 + 11) & 255);
}

function wav(format: Uint8Array, data: Uint8Array, magic = 'RIFF'): Uint8Array {
  const little = magic !== 'RIFX';
  return riff(
    [chunk('fmt ', format, format.length, little), chunk('data', data, data.length, little)],
    magic,
  );
}

function rf64(data: Uint8Array): Uint8Array {
  const ds64 = new Uint8Array(28);
  new DataView(ds64.buffer).setBigUint64(8, BigInt(data.length), true);
  return riff([chunk('ds64', ds64), chunk('fmt ', fmt({})), chunk('data', data, 0xffffffff)], 'RF64');
}

function adpcm(tag: number, channels: number): Uint8Array {
  const headerBytes = tag === 2 ? 7 : 4;
  const codesPerBlock = (2 * (ADPCM_BLOCK_BYTES - headerBytes * channels)) / channels;
  const framesPerBlock = codesPerBlock + (tag === 2 ? 2 : 1);
  const header = fmt({ tag, channels, bits: 4, blockAlign: ADPCM_BLOCK_BYTES, framesPerBlock });
  // libsndfile wants the seven predictors of Microsoft's header in the file.
  const predictors = [256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232];
  const format = tag === 2 ? concat([header, int16([7, ...predictors])]) : header;
  if (tag === 2) format[16] = 32;
  const data = codes(20 * ADPCM_BLOCK_BYTES);
  for (let block = 0; block < data.length; block += ADPCM_BLOCK_BYTES)
    data.fill(0, block, block + headerBytes * channels);
  return wav(format, data);
}

const ID3 = concat([int16([0x4449, 0x0433, 0, 0, 0x2000]), new Uint8Array(32)]);

export function audioSeeds(): Seed[] {
  const plain = integers(2, 1, true);
  const info = chunk(
    'LIST',
    Uint8Array.from('INFOISFT\x06\0\0\0Intone', (c) => c.charCodeAt(0)),
  );
  const seeds: Record<string, Uint8Array> = {
    demo: encodeWav16(
      Float32Array.from({ length: FRAMES }, (_, i) => tone(i)),
      22050,
    ),
    'wav 8-bit': wav(fmt({ bits: 8, rate: 8000 }), unsigned8()),
    'wav 16-bit stereo': wav(fmt({ channels: 2, rate: 44100 }), integers(2, 2, true)),
    'wav 24-bit': wav(fmt({ bits: 24, rate: 48000 }), integers(3, 1, true)),
    'wav 24 bits in 32': wav(fmt({ bits: 24, blockAlign: 4, rate: 48000 }), integers(4, 1, true)),
    'wav 32-bit': wav(fmt({ bits: 32, rate: 96000 }), integers(4, 1, true)),
    'wav float': wav(fmt({ tag: 3, bits: 32, rate: 16000 }), floats(4, true)),
    'wav double': wav(fmt({ tag: 3, bits: 64, rate: 192000 }), floats(8, true)),
    'wav A-law': wav(fmt({ tag: 6, bits: 8, rate: 8000 }), codes(FRAMES)),
    'wav µ-law': wav(fmt({ tag: 7, bits: 8, rate: 8000 }), codes(FRAMES)),
    'wav IMA': adpcm(0x11, 1),
    'wav IMA stereo': adpcm(0x11, 2),
    'wav Microsoft ADPCM': adpcm(2, 1),
    'wav Microsoft ADPCM stereo': adpcm(2, 2),
    'wav extensible': wav(fmt({ subFormat: 1, channels: 8 }), integers(2, 8, true)),
    'wav extensible float': wav(fmt({ subFormat: 3, bits: 32 }), floats(4, true)),
    'wav with chunks': riff([
      info,
      chunk('fmt ', fmt({})),
      chunk('fact', codes(4)),
      info,
      chunk('data', plain),
      info,
    ]),
    'wav of a stream': riff([chunk('fmt ', fmt({})), chunk('data', plain, 0)]),
    'wav behind ID3': concat([ID3, wav(fmt({}), plain)]),
    rifx: wav(fmt({ littleEndian: false, rate: 24414 }), integers(2, 1, false), 'RIFX'),
    rf64: rf64(plain),
    wave64: wave64([chunk64('fmt ', fmt({ rate: 44100 })), chunk64('data', plain)]),
    aiff: aiff({ frames: FRAMES, rate: RATE_44100 }, integers(2, 1, false)),
    'aiff 24-bit stereo': aiff({ frames: FRAMES, bits: 24, channels: 2 }, integers(3, 2, false)),
    'aifc sowt': aiff({ frames: FRAMES, compression: 'sowt' }, plain),
    'aifc fl32': aiff({ frames: FRAMES, bits: 32, compression: 'fl32' }, floats(4, false)),
    'aifc fl64': aiff({ frames: FRAMES, bits: 64, compression: 'fl64' }, floats(8, false)),
    'aifc ulaw': aiff({ frames: FRAMES, compression: 'ulaw' }, codes(FRAMES)),
    'aifc ima4': aiff({ frames: 40, compression: 'ima4' }, codes(40 * 34)),
  };
  return Object.entries(seeds).map(([name, bytes]) => ({ name, bytes }));
}
