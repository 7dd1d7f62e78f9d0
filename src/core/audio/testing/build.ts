// For tests and the fuzzer only: WAVE and Wave64 files built byte by byte.

/** A chunk, with a pad byte after an odd body; `size` may lie. */
export function chunk(id: string, body: Uint8Array, size = body.length, littleEndian = true): Uint8Array {
  const out = new Uint8Array(8 + body.length + (body.length % 2));
  out.set(ascii(id));
  new DataView(out.buffer).setUint32(4, size, littleEndian);
  out.set(body, 8);
  return out;
}

export interface FmtOptions {
  tag?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  blockAlign?: number;
  /** Makes the header extensible. */
  subFormat?: number;
  /** What an ADPCM header says a block decodes to; 0 leaves the field out. */
  framesPerBlock?: number;
  littleEndian?: boolean;
}

/** The last eight bytes of Microsoft's sub-format GUIDs, the same in either byte order. */
const GUID_REST = [0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

/** The body of a fmt chunk. */
export function fmt(options: FmtOptions): Uint8Array {
  const { tag = 1, channels = 1, rate = 16000, bits = 16, subFormat, framesPerBlock = 0 } = options;
  const little = options.littleEndian ?? true;
  const blockAlign = options.blockAlign ?? channels * Math.ceil(bits / 8);
  const body = new Uint8Array(subFormat !== undefined ? 40 : framesPerBlock > 0 ? 20 : 16);
  const view = new DataView(body.buffer);
  view.setUint16(0, subFormat === undefined ? tag : 0xfffe, little);
  view.setUint16(2, channels, little);
  view.setUint32(4, rate, little);
  view.setUint32(8, rate * blockAlign, little);
  view.setUint16(12, blockAlign, little);
  view.setUint16(14, bits, little);
  if (framesPerBlock > 0) {
    view.setUint16(16, 2, little);
    view.setUint16(18, framesPerBlock, little);
  }
  if (subFormat !== undefined) {
    view.setUint16(16, 22, little);
    view.setUint16(18, bits, little);
    view.setUint32(24, subFormat, little);
    view.setUint16(30, 0x10, little);
    body.set(GUID_REST, 32);
  }
  return body;
}

/** A WAVE file of the chunks given. */
export function riff(chunks: Uint8Array[], magic = 'RIFF'): Uint8Array {
  const body = concat([ascii('WAVE'), ...chunks]);
  if (magic === 'RIFF' || magic === 'RIFX') return chunk(magic, body, body.length, magic === 'RIFF');
  return concat([ascii(magic), new Uint8Array(4).fill(255), body]);
}

const WAVE64_RIFF = [0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00];
const WAVE64_CHUNK = [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a];

/** A Wave64 chunk with its padding; `size`, which counts the 24 bytes of its header, may lie. */
export function chunk64(id: string, body: Uint8Array, size = BigInt(24 + body.length)): Uint8Array {
  const out = new Uint8Array(Math.ceil((24 + body.length) / 8) * 8);
  out.set([...ascii(id), ...WAVE64_CHUNK]);
  new DataView(out.buffer).setBigUint64(16, size, true);
  out.set(body, 24);
  return out;
}

/** A Wave64 file of the chunks given. */
export function wave64(chunks: Uint8Array[]): Uint8Array {
  const rest = concat([ascii('wave'), Uint8Array.from(WAVE64_CHUNK), ...chunks]);
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(24 + rest.length), true);
  return concat([ascii('riff'), Uint8Array.from(WAVE64_RIFF), size, rest]);
}

export function concat(parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

/** Samples written one after another by a DataView setter. */
export function samples(
  values: number[],
  width: number,
  write: (view: DataView, offset: number, value: number) => void,
): Uint8Array {
  const out = new Uint8Array(values.length * width);
  const view = new DataView(out.buffer);
  values.forEach((value, i) => {
    write(view, i * width, value);
  });
  return out;
}

/** 16-bit little-endian PCM. */
export function int16(values: number[]): Uint8Array {
  return samples(values, 2, (view, offset, value) => view.setInt16(offset, value, true));
}
