/** The bytes of a recording, from its place in a zip or on disk. */
import { UnreadableSourceError } from '../src/core/errors.ts';
import type { RandomAccess } from '../src/core/zip/directory.ts';
import type { Place } from './protocol.ts';
import { readAhead } from './readAhead.ts';
import type { StageClock } from './stageClock.ts';
import { accessOf, packedOf, unpack } from './unpack.ts';

/** No recording of speech is larger; a zip bomb is. */
export const LARGEST_RECORDING_BYTES = 256 * 1024 * 1024;

/** @throws UnreadableSourceError where the file is gone, damaged, or larger than any recording is */
export async function readPlace(
  place: Place,
  name: string,
  clock: StageClock,
): Promise<Uint8Array<ArrayBuffer>> {
  if (place.kind === 'packed') {
    const access = accessTo(place, clock);
    return clock.time('inflate', () =>
      unpack(packedOf(place.archive, place.entry, access), { limitBytes: LARGEST_RECORDING_BYTES }),
    );
  }
  if (place.file.size > LARGEST_RECORDING_BYTES)
    throw new UnreadableSourceError(
      `“${name}” is larger than ${LARGEST_RECORDING_BYTES / 1024 ** 2} MB.`,
      'Cut it into single recordings first.',
    );
  try {
    return new Uint8Array(await clock.time('read', () => place.file.arrayBuffer()));
  } catch {
    throw new UnreadableSourceError(
      `“${name}” could not be read from disk.`,
      'It may have been moved or changed since you dropped it. Drop it again.',
    );
  }
}

/** The zip being read, so that its neighbouring recordings are read at once. */
let current: { id: string; access: RandomAccess } | null = null;

function accessTo(
  { archive, archiveId }: Extract<Place, { kind: 'packed' }>,
  clock: StageClock,
): RandomAccess {
  if (current?.id !== archiveId) {
    const { size, read } = accessOf(archive, 'The zip');
    const timed = (offset: number, length: number) => clock.time('read', () => read(offset, length));
    current = { id: archiveId, access: readAhead({ size, read: timed }) };
  }
  return current.access;
}

export async function hexSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
