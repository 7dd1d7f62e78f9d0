import { viewOf } from './bytes.ts';
import { A_LAW, MU_LAW } from './companding.ts';

/** How one sample is written. Integers are left-justified in their bytes, so the bytes alone decide the scale. */
export interface SampleFormat {
  kind: 'unsigned' | 'signed' | 'float' | 'alaw' | 'mulaw';
  bytesPerSample: number;
  littleEndian: boolean;
}

/** A format's name for people: '16-bit', 'float 32-bit', 'A-law'. */
export function formatName(format: SampleFormat): string {
  if (format.kind === 'alaw') return 'A-law';
  if (format.kind === 'mulaw') return 'µ-law';
  const bits = `${8 * format.bytesPerSample}-bit`;
  return format.kind === 'float' ? `float ${bits}` : bits;
}

/** Whether readSamples knows the format. */
export function isReadable({ kind, bytesPerSample }: SampleFormat): boolean {
  if (kind === 'signed') return bytesPerSample >= 1 && bytesPerSample <= 4;
  if (kind === 'float') return bytesPerSample === 4 || bytesPerSample === 8;
  return bytesPerSample === 1;
}

/**
 * Interleaved samples to one Float32Array per channel, full scale at ±1 (as libsndfile scales: 16-bit by 1/32768).
 * Bytes that do not fill a whole frame are left out.
 */
export function readSamples(bytes: Uint8Array, format: SampleFormat, channels: number): Float32Array[] {
  const frames = Math.floor(bytes.length / (format.bytesPerSample * channels));
  const interleaved = toFloats(bytes.subarray(0, frames * channels * format.bytesPerSample), format);
  if (channels === 1) return [interleaved];
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let i = 0, j = channel; i < frames; i++, j += channels) samples[i] = interleaved[j];
    return samples;
  });
}

function toFloats(bytes: Uint8Array, format: SampleFormat): Float32Array {
  switch (format.kind) {
    case 'alaw':
      return lookUp(bytes, A_LAW);
    case 'mulaw':
      return lookUp(bytes, MU_LAW);
    case 'unsigned':
      return Float32Array.from(bytes, (byte) => (byte - 128) / 128);
    case 'float':
      return readFloats(bytes, format.bytesPerSample, format.littleEndian);
    case 'signed':
      return readIntegers(bytes, format.bytesPerSample, format.littleEndian);
  }
}

function lookUp(bytes: Uint8Array, table: Float32Array): Float32Array {
  const out = new Float32Array(bytes.length);
  for (let i = 0; i < out.length; i++) out[i] = table[bytes[i]];
  return out;
}

function readFloats(bytes: Uint8Array, width: number, littleEndian: boolean): Float32Array {
  const view = viewOf(bytes);
  const out = new Float32Array(bytes.length / width);
  if (width === 4) for (let i = 0; i < out.length; i++) out[i] = view.getFloat32(4 * i, littleEndian);
  else for (let i = 0; i < out.length; i++) out[i] = view.getFloat64(8 * i, littleEndian);
  return out;
}

function readIntegers(bytes: Uint8Array, width: number, littleEndian: boolean): Float32Array {
  const out = new Float32Array(bytes.length / width);
  if (width === 2 && littleEndian) {
    // Every machine a browser runs on is little-endian; a view needs an even offset, a copy always has one.
    const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
    const view = new Int16Array(even.buffer, even.byteOffset, out.length);
    for (let i = 0; i < out.length; i++) out[i] = view[i] / 32768;
    return out;
  }
  // Any width: the bytes, most significant first, shifted to the top of 32 bits.
  const first = littleEndian ? width - 1 : 0;
  const step = littleEndian ? -1 : 1;
  for (let i = 0, sample = first; i < out.length; i++, sample += width) {
    let value = 0;
    for (let b = 0; b < width; b++) value |= bytes[sample + b * step] << (24 - 8 * b);
    out[i] = value / 0x8000_0000;
  }
  return out;
}
