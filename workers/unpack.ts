/** Unpacks a zip's entries one by one, in whichever worker needs them. */
import { UnreadableSourceError } from '../src/core/errors.ts';
import { crc32 } from '../src/core/zip/crc32.ts';
import type { RandomAccess, ZipEntry } from '../src/core/zip/directory.ts';
import { localDataOffset } from '../src/core/zip/local.ts';
import { inflate, inflateToBlob } from './inflate.ts';

/** One packed file: its description, and where its bytes are read from. */
export interface Packed extends ZipEntry {
  access: RandomAccess;
  /** The same bytes, for what is too large to be read at once. */
  file: Blob;
}

/** No recording of speech is larger. */
export const LARGEST_ENTRY_BYTES = 256 * 1024 ** 2;

/** No corpus that a browser can work on is larger. */
export const LARGEST_NESTED_BYTES = 4 * 1024 ** 3;

/** Deflate cannot do better (zlib's technical notes): a code of one bit for the longest match of 258 bytes. */
const LARGEST_DEFLATE_RATIO = 1032;

/** Deflate of what cannot be compressed adds 5 bytes per block; a careless writer's small blocks add more. */
const LARGEST_DEFLATE_OVERHEAD_BYTES = 1024 ** 2;

const FIXED_HEADER_BYTES = 30;

/** Read along with the data, so that one read nearly always fetches both. */
const LIKELY_HEADER_BYTES = FIXED_HEADER_BYTES + 482;

const STORED = 0;
const DEFLATED = 8;

/** Methods that zip programs offer and browsers do not (APPNOTE 4.4.5). */
const METHOD_NAMES: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  97: 'WavPack',
  98: 'PPMd',
  99: 'AES encryption',
};

/**
 * A file's slices as the zip reader wants them.
 * @throws (on reading) UnreadableSourceError where the disk no longer gives it
 */
export function accessOf(file: Blob, name: string): RandomAccess {
  return {
    size: file.size,
    read: async (offset, length) => new Uint8Array(await bytesOf(file.slice(offset, offset + length), name)),
  };
}

/** @param access to the same file, where reads of several entries are joined */
export function packedOf(file: Blob, entry: ZipEntry, access = accessOf(file, entry.path)): Packed {
  return { ...entry, access, file };
}

/**
 * Unpacks one entry. Holds the packed and the unpacked bytes, nothing more.
 *
 * @param options.allocate gives the room for the unpacked bytes, once their number is known to be within the limit;
 *   a buffer of its own where it is not given
 * @throws UnreadableSourceError where it is damaged, encrypted, packed by a method browsers do not know, larger
 *   than the limit, or another size than the zip says
 */
export async function unpack(
  packed: Packed,
  { limitBytes = LARGEST_ENTRY_BYTES, allocate = (bytes: number) => new Uint8Array(bytes) } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  checkReadable(packed, limitBytes, 'Cut it into single recordings first.');
  const data = await readData(packed);
  if (packed.method === DEFLATED) {
    const bytes = await inflate(data, packed.bytes, packed.crc32, allocate);
    if (!bytes) throw damaged(packed);
    return bytes;
  }
  if (crc32(data) !== packed.crc32) throw damaged(packed);
  const room = allocate(packed.bytes);
  room.set(data);
  return room;
}

/**
 * A zip inside a zip as a Blob of its own: a stored one stays a slice of the outer, a deflated one is inflated to
 * where the browser keeps large Blobs.
 *
 * @throws UnreadableSourceError as `unpack` does
 */
export async function openNested(packed: Packed, { limitBytes = LARGEST_NESTED_BYTES } = {}): Promise<Blob> {
  checkReadable(packed, limitBytes, 'Unzip it and drop the folder.');
  const start = await readDataOffset(packed);
  const data = packed.file.slice(start, start + packed.compressedBytes);
  if (data.size < packed.compressedBytes) throw damaged(packed);
  if (packed.method === STORED) return data;
  const blob = await inflateToBlob(data, packed.bytes, packed.crc32);
  if (!blob) throw damaged(packed);
  return blob;
}

/** Everything that can be known before a byte is read. */
function checkReadable(packed: Packed, limitBytes: number, ifLarger: string): void {
  const { path, compressedBytes, bytes, method } = packed;
  if (packed.encrypted)
    throw new UnreadableSourceError(
      `“${path}” is protected by a password.`,
      'Unzip the zip with its password and drop the folder.',
    );
  if (method !== STORED && method !== DEFLATED)
    throw new UnreadableSourceError(
      `“${path}” is packed by ${METHOD_NAMES[method] ?? `method ${method}`}, which browsers cannot unpack.`,
      'Unzip the zip and drop the folder.',
    );
  if (bytes > limitBytes || compressedBytes > limitBytes + LARGEST_DEFLATE_OVERHEAD_BYTES)
    throw new UnreadableSourceError(
      `“${path}” unpacks to more than ${Math.round(limitBytes / 1024 ** 2).toLocaleString('en')} MB.`,
      ifLarger,
    );
  const mayBe =
    method === STORED ? bytes === compressedBytes : bytes <= LARGEST_DEFLATE_RATIO * compressedBytes;
  if (!mayBe) throw damaged(packed, ': the zip lies about its size');
}

/** The packed bytes, by one read where the header is of ordinary length. */
async function readData(packed: Packed): Promise<Uint8Array<ArrayBuffer>> {
  const { access, offset, compressedBytes } = packed;
  const likely = await access.read(offset, LIKELY_HEADER_BYTES + compressedBytes);
  const start = localDataOffset(likely);
  if (start === null) throw damaged(packed);
  if (start + compressedBytes <= likely.length) return likely.subarray(start, start + compressedBytes);
  const data = await access.read(offset + start, compressedBytes);
  if (data.length < compressedBytes) throw damaged(packed);
  return data;
}

async function readDataOffset(packed: Packed): Promise<number> {
  const start = localDataOffset(await packed.access.read(packed.offset, FIXED_HEADER_BYTES));
  if (start === null) throw damaged(packed);
  return packed.offset + start;
}

async function bytesOf(blob: Blob, name: string): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new UnreadableSourceError(
      `“${name}” could not be read from disk.`,
      'It may have been moved or changed since you dropped it, or memory ran out. Drop it again, or drop the unzipped folder.',
    );
  }
}

function damaged(packed: Packed, why = ''): UnreadableSourceError {
  return new UnreadableSourceError(
    `“${packed.path}” is damaged inside the zip${why}.`,
    'Download the zip again.',
  );
}
