import { Kernel } from '../kernel/kernel.ts';

/** What is larger stays with the stream, so that the kernel's memory stays small. */
const LARGEST_BYTES = 16 * 1024 ** 2;

/** The kernel reads that much behind the data. */
const INPUT_SPARE_BYTES = 16;

/**
 * Whether `inflateRaw` may be called.
 * @param bytes packed or unpacked, whichever are more
 */
export function canInflate(bytes: number): boolean {
  return bytes <= LARGEST_BYTES && Kernel.shared() !== null;
}

/**
 * Inflates in the kernel, at once.
 *
 * @param data raw deflate (RFC 1951)
 * @param bytes what must come out
 * @param crc32 of what must come out
 * @param allocate gives the room for what came out, once it is known to be sound; a buffer of its own where it is not given
 * @returns null where the data is damaged, ends early or late, or anything else comes out; also where `canInflate` says no
 * @throws RangeError where memory runs out
 */
export function inflateRaw(
  data: Uint8Array,
  bytes: number,
  crc32: number,
  allocate?: (bytes: number) => Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | null {
  const kernel = Kernel.shared();
  if (!kernel || !canInflate(Math.max(bytes, data.length))) return null;
  kernel.beginPlain();
  const input = kernel.take(data.length + INPUT_SPARE_BYTES);
  const output = kernel.take(bytes);
  kernel.bytes(input, data.length).set(data);
  const { calls } = kernel;
  if (calls.inflate(input, data.length, output, bytes) !== bytes) return null;
  if (calls.crc32(output, bytes) >>> 0 !== crc32) return null;
  const inflated = kernel.bytes(output, bytes);
  // Filling a new array would zero it first.
  if (!allocate) return inflated.slice() as Uint8Array<ArrayBuffer>;
  const room = allocate(bytes);
  room.set(inflated);
  return room;
}
