// For tests only: zips built record by record, so that each field may lie.
import { concat } from '../../audio/testing/build.ts';
import type { RandomAccess } from '../access.ts';
import { crc32 } from '../crc32.ts';

const NONE = new Uint8Array(0);

export interface EntryParts {
  /** Text is written as Latin-1. */
  name: string | Uint8Array;
  /** As it stands in the zip: compressed, where `method` says so. */
  data?: Uint8Array;
  /** Unpacked; the data's length if not given. */
  bytes?: number;
  crc32?: number;
  method?: number;
  flags?: number;
  /** Of the directory's header. */
  extra?: Uint8Array;
  /** Of the local header. */
  localExtra?: Uint8Array;
  comment?: Uint8Array;
  disk?: number;
  /** Sizes and offset stand in a zip64 extra field. */
  zip64?: boolean;
  /** Sizes and checksum stand behind the data, zeros in the local header. */
  descriptor?: boolean;
  /** What the directory says instead of the truth. */
  says?: { offset?: number; compressedBytes?: number; bytes?: number; crc32?: number; signature?: number };
}

export interface ZipParts {
  /** Before the zip. Its length is not in the offsets, unless `prefixCounts`. */
  prefix?: Uint8Array;
  prefixCounts?: boolean;
  /** Between the last entry and the directory. */
  gap?: Uint8Array;
  comment?: Uint8Array;
  suffix?: Uint8Array;
  zip64?: boolean;
  /** What the end record says instead of the truth. */
  says?: {
    disk?: number;
    entriesHere?: number;
    entries?: number;
    bytes?: number;
    start?: number;
    locator?: number;
  };
}

/** A zip of the entries given. */
export function zip(entries: EntryParts[], parts: ZipParts = {}): Uint8Array {
  const { prefix = NONE, comment = NONE, says = {} } = parts;
  const base = parts.prefixCounts ? prefix.length : 0;
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = base;
  for (const entry of entries) {
    const local = localEntry(entry);
    locals.push(local);
    centrals.push(centralHeader(entry, offset));
    offset += local.length;
  }
  const gap = parts.gap ?? NONE;
  const start = offset + gap.length;
  const directory = concat(centrals);
  const end = {
    disk: says.disk ?? 0,
    entriesHere: says.entriesHere ?? says.entries ?? entries.length,
    entries: says.entries ?? entries.length,
    bytes: says.bytes ?? directory.length,
    start: says.start ?? start,
  };
  const zip64 = parts.zip64 ? zip64End(end, says.locator ?? start + directory.length) : NONE;
  const plainEnd = parts.zip64 ? { disk: 0, entriesHere: -1, entries: -1, bytes: -1, start: -1 } : end;
  const suffix = parts.suffix ?? NONE;
  return concat([prefix, ...locals, gap, directory, zip64, endRecord(plainEnd, comment), suffix]);
}

/** A zip of many empty files named by seven digits: far faster than `zip`. `entries` is what the end record says. */
export function zipOfMany(count: number, entries = count): Uint8Array {
  const local = localEntry({ name: '0000000' });
  const central = centralHeader({ name: '0000000' }, 0);
  const start = count * local.length;
  const directory = count * central.length;
  const out = new Uint8Array(start + directory);
  const view = new DataView(out.buffer);
  for (let i = 0; i < count; i++) {
    const header = start + i * central.length;
    out.set(local, i * local.length);
    out.set(central, header);
    view.setUint32(header + 42, i * local.length, true);
    for (let digit = 0, rest = i; digit < 7; digit++, rest = Math.floor(rest / 10))
      out[header + 52 - digit] = 48 + (rest % 10);
  }
  return concat([out, endRecord({ disk: 0, entriesHere: entries, entries, bytes: directory, start }, NONE)]);
}

/** A local header with the data and, where asked for, its descriptor. */
export function localEntry(entry: EntryParts): Uint8Array {
  const data = dataOf(entry);
  const sum = entry.crc32 ?? crc32(data);
  const bytes = entry.bytes ?? data.length;
  const late = entry.descriptor ?? false;
  const flags = (entry.flags ?? 0) | (late ? 8 : 0);
  const [sizeSum, packed, unpacked] = late ? [0, 0, 0] : [sum, data.length, bytes];
  const extra = entry.localExtra ?? NONE;
  const name = bytesOf(entry.name);
  const header = record(
    '42222244422',
    [0x04034b50, 20, flags, entry.method ?? 0, 0, 0, sizeSum, packed, unpacked, name.length, extra.length],
    name,
    extra,
  );
  return concat([header, data, ...(late ? [record('4444', [0x08074b50, sum, data.length, bytes])] : [])]);
}

function centralHeader(entry: EntryParts, offset: number): Uint8Array {
  const data = dataOf(entry);
  const says = entry.says ?? {};
  const bytes = says.bytes ?? entry.bytes ?? data.length;
  const compressedBytes = says.compressedBytes ?? data.length;
  const at = says.offset ?? offset;
  const zip64 = entry.zip64 ? record('22888', [1, 24, bytes, compressedBytes, at]) : NONE;
  const extra = concat([entry.extra ?? NONE, zip64]);
  const name = bytesOf(entry.name);
  const comment = entry.comment ?? NONE;
  const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
  const sum = says.crc32 ?? entry.crc32 ?? crc32(data);
  const [packed, unpacked, offset32] = entry.zip64 ? [-1, -1, -1] : [compressedBytes, bytes, at];
  return record(
    '42222224442222244',
    [
      ...[says.signature ?? 0x02014b50, 20, 20, flags, entry.method ?? 0, 0, 0, sum, packed, unpacked],
      ...[name.length, extra.length, comment.length, entry.disk ?? 0, 0, 0, offset32],
    ],
    name,
    extra,
    comment,
  );
}

interface End {
  disk: number;
  entriesHere: number;
  entries: number;
  bytes: number;
  start: number;
}

export function endRecord(end: End, comment: Uint8Array): Uint8Array {
  const { disk, entriesHere, entries, bytes, start } = end;
  const fields = [0x06054b50, disk, disk, entriesHere, entries, bytes, start, comment.length];
  return record('42222442', fields, comment);
}

/** The zip64 end record and its locator. */
function zip64End(end: End, position: number): Uint8Array {
  const { disk, entriesHere, entries, bytes, start } = end;
  return concat([
    record('4822448888', [0x06064b50, 44, 45, 45, disk, disk, entriesHere, entries, bytes, start]),
    record('4484', [0x07064b50, 0, position, 1]),
  ]);
}

/** A file in memory. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  };
}

/** A file of any size, of which only these pieces are not zero. */
export function sparse(size: number, pieces: { at: number; bytes: Uint8Array }[]): RandomAccess {
  return {
    size,
    read: (offset, length) => {
      const out = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (const { at, bytes } of pieces)
        for (let i = Math.max(at, offset); i < Math.min(at + bytes.length, offset + out.length); i++)
          out[i - offset] = bytes[i - at];
      return Promise.resolve(out);
    },
  };
}

/**
 * Little-endian fields, then bytes as they are.
 * @param widths each field's width in bytes, as digits: 2, 4 or 8
 * @param values −1 stands for all ones
 */
export function record(widths: string, values: number[], ...rest: Uint8Array[]): Uint8Array {
  const fixed = Array.from(widths, Number);
  const length = [...fixed, ...rest.map((bytes) => bytes.length)].reduce((a, b) => a + b, 0);
  const out = new Uint8Array(length);
  const view = new DataView(out.buffer);
  let at = 0;
  fixed.forEach((width, i) => {
    if (width === 2) view.setUint16(at, values[i], true);
    else view.setUint32(at, values[i] % 2 ** 32, true);
    if (width === 8) view.setUint32(at + 4, Math.floor(values[i] / 2 ** 32), true);
    at += width;
  });
  for (const bytes of rest) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

function dataOf(entry: EntryParts): Uint8Array {
  return entry.data ?? NONE;
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Uint8Array.from(text, (c) => c.charCodeAt(0)) : text;
}
