// For tests and the fuzzer only: AIFF files built byte by byte.
import { ascii, chunk, concat } from './build.ts';

/** 44.1 kHz as an 80-bit number, as every sample-rate field of the era reads. */
export const RATE_44100 = Uint8Array.of(0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0);
/** 24414 = 0x5F5E: exponent 14, mantissa shifted up to its leading 1. */
export const RATE_24414 = Uint8Array.of(0x40, 0x0d, 0xbe, 0xbc, 0, 0, 0, 0, 0, 0);

export interface AiffHeader {
  channels?: number;
  frames: number;
  bits?: number;
  rate?: Uint8Array;
  /** Four characters; makes the file AIFC. */
  compression?: string;
}

/** A big-endian chunk; `size` may lie. */
export function bigChunk(id: string, body: Uint8Array, size = body.length): Uint8Array {
  return chunk(id, body, size, false);
}

export function comm({
  channels = 1,
  frames,
  bits = 16,
  rate = RATE_24414,
  compression,
}: AiffHeader): Uint8Array {
  const body = new Uint8Array(18);
  const view = new DataView(body.buffer);
  view.setInt16(0, channels);
  view.setUint32(2, frames);
  view.setInt16(6, bits);
  body.set(rate, 8);
  // AIFC: four characters, then a name as a Pascal string.
  return bigChunk('COMM', compression ? concat([body, ascii(`${compression}\x03any`)]) : body);
}

/** A whole file, with an odd chunk in front of the header; `size` of the sound chunk may lie. */
export function aiff(header: AiffHeader, data: Uint8Array, size?: number): Uint8Array {
  const kind = header.compression ? 'AIFC' : 'AIFF';
  const ssnd = bigChunk('SSND', concat([new Uint8Array(8), data]), size);
  return bigChunk('FORM', concat([ascii(kind), bigChunk('NAME', ascii('odd')), comm(header), ssnd]));
}
