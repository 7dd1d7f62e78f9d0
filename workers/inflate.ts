/**
 * Inflates recordings in the kernel, and what is too large for it, or all where there is none, by the browser's own zlib.
 * To that one the raw deflate data of a zip is handed over as a gzip file, which it becomes by a fixed header and a trailer
 * of checksum and length: the browser then checks both natively, and refuses data that ends early or late. Checking the
 * checksum in JavaScript would cost half as much again as inflating. The stream around it costs more than the kernel.
 */
import { canInflate, inflateRaw } from '../src/core/zip/inflate.ts';

/** RFC 1952: the mark, deflate, no flags, no time, no hints, unknown system. */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** Most recordings are one piece. One that lies inflates to at most 264 MB before what comes out is counted. */
const PIECE_BYTES = 256 * 1024;

/** RFC 1952: the checksum and the length modulo 2³², little-endian. */
function gzipTrailer(bytes: number, crc32: number): Uint8Array<ArrayBuffer> {
  const trailer = new Uint8Array(8);
  const view = new DataView(trailer.buffer);
  view.setUint32(0, crc32, true);
  view.setUint32(4, bytes % 2 ** 32, true);
  return trailer;
}

/**
 * Inflates into one buffer.
 *
 * @param data raw deflate (RFC 1951)
 * @param bytes what must come out
 * @param crc32 of what must come out
 * @param allocate gives the room, which is returned filled
 * @returns null where the data is damaged or anything else comes out
 */
export async function inflate(
  data: Uint8Array<ArrayBuffer>,
  bytes: number,
  crc32: number,
  allocate = (bytes: number) => new Uint8Array(bytes),
): Promise<Uint8Array<ArrayBuffer> | null> {
  return canInflate(Math.max(bytes, data.length))
    ? inflateRaw(data, bytes, crc32, allocate)
    : inflateByStream(data, bytes, crc32, allocate);
}

/** The same by the browser's zlib. */
export async function inflateByStream(
  data: Uint8Array<ArrayBuffer>,
  bytes: number,
  crc32: number,
  allocate = (bytes: number) => new Uint8Array(bytes),
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { readable, writable } = new DecompressionStream('gzip');
  void feed(writable.getWriter(), data, gzipTrailer(bytes, crc32));
  const reader = readable.getReader();
  const inflated = allocate(bytes);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > bytes) {
        void reader.cancel().catch(() => undefined);
        return null;
      }
      inflated.set(value, length);
      length += value.length;
    }
  } catch {
    return null;
  }
  return length === bytes ? inflated : null;
}

/** Writes piece by piece, each once the last is taken. What fails here fails at the reading end too, and is told there. */
async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  data: Uint8Array<ArrayBuffer>,
  trailer: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    // A recording in one piece is written at once: each write is a turn of the stream.
    if (data.length <= PIECE_BYTES) writer.write(asGzip(data, trailer)).catch(() => undefined);
    else {
      await writer.write(GZIP_HEADER);
      for (let at = 0; at < data.length; at += PIECE_BYTES)
        await writer.write(data.subarray(at, at + PIECE_BYTES));
      await writer.write(trailer);
    }
    await writer.close();
  } catch {
    // The reader says so.
  }
}

function asGzip(data: Uint8Array<ArrayBuffer>, trailer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const gzip = new Uint8Array(GZIP_HEADER.length + data.length + trailer.length);
  gzip.set(GZIP_HEADER);
  gzip.set(data, GZIP_HEADER.length);
  gzip.set(trailer, GZIP_HEADER.length + data.length);
  return gzip;
}

/**
 * Inflates into a Blob, which the browser keeps on disk where it is large. Parameters as `inflate`.
 * @returns null where the data is damaged or anything else comes out
 */
export async function inflateToBlob(data: Blob, bytes: number, crc32: number): Promise<Blob | null> {
  let length = 0;
  const bounded = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      length += chunk.length;
      if (length > bytes) controller.error(new RangeError('more than declared'));
      else controller.enqueue(chunk);
    },
  });
  const inflated = new Blob([GZIP_HEADER, data, gzipTrailer(bytes, crc32)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(bounded);
  try {
    const blob = await new Response(inflated).blob();
    return blob.size === bytes ? blob : null;
  } catch {
    return null;
  }
}
