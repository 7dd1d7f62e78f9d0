// For tests only: WAVE files built byte by byte.

/** A chunk, with a pad byte after an odd body; `size` may lie. */
export function chunk(id: string, body: Uint8Array, size: number = body.length): Uint8Array {
  const out = new Uint8Array(8 + body.length + (body.length % 2));
  out.set(ascii(id));
  new DataView(out.buffer).setUint32(4, size, true);
  out.set(body, 8);
  return out;
}

/** The body of a fmt chunk. */
export function fmt(options: {
  tag?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  blockAlign?: number;
  subFormat?: number;
}): Uint8Array {
  const { tag = 1, channels = 1, rate = 16000, bits = 16, subFormat } = options;
  const blockAlign = options.blockAlign ?? channels * Math.ceil(bits / 8);
  const body = new Uint8Array(subFormat === undefined ? 16 : 40);
  const view = new DataView(body.buffer);
  view.setUint16(0, subFormat === undefined ? tag : 0xfffe, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, rate * blockAlign, true);
  view.setUint16(12, blockAlign, true);
  view.setUint16(14, bits, true);
  if (subFormat !== undefined) {
    view.setUint16(16, 22, true);
    view.setUint16(24, subFormat, true);
  }
  return body;
}

/** A WAVE file of the chunks given. */
export function riff(chunks: Uint8Array[], magic = 'RIFF'): Uint8Array {
  const body = concat([ascii('WAVE'), ...chunks]);
  return magic === 'RIFF' ? chunk('RIFF', body) : concat([ascii(magic), new Uint8Array(4).fill(255), body]);
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
