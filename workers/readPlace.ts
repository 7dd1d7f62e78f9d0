/** The bytes of a recording, from its place in a zip or on disk. */
import { UnreadableSourceError } from '../src/core/errors.ts';
import type { RandomAccess } from '../src/core/zip/directory.ts';
import type { Place } from './protocol.ts';
import { readAhead } from './readAhead.ts';
import type { StageClock } from './stageClock.ts';
import { accessOf, packedOf, unpack } from './unpack.ts';

/** No recording of speech is larger; a zip bomb is. */
export const LARGEST_RECORDING_BYTES = 256 * 1024 * 1024;

/**
 * @param allocate gives the room for what is unpacked
 * @throws UnreadableSourceError where the file is gone, damaged, or larger than any recording is
 */
export async function readPlace(
  place: Place,
  name: string,
  clock: StageClock,
  allocate = (bytes: number) => new Uint8Array(bytes),
): Promise<Uint8Array<ArrayBuffer>> {
  if (place.kind === 'packed') {
    const archive = archiveOf(place);
    const access = accessTo(archive, place.archiveId, clock);
    return clock.time('inflate', () =>
      unpack(packedOf(archive, place.entry, access), { limitBytes: LARGEST_RECORDING_BYTES, allocate }),
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

/** Zips this worker was sent. */
const archives = new Map<string, Blob>();

function archiveOf({ archive, archiveId }: Extract<Place, { kind: 'packed' }>): Blob {
  if (archive) archives.set(archiveId, archive);
  const known = archives.get(archiveId);
  if (!known)
    throw new UnreadableSourceError('The zip is no longer open.', 'Drop it again to read the rest.');
  return known;
}

/** Lets go of zips. */
export function forgetArchives(ids: readonly string[]): void {
  for (const id of ids) archives.delete(id);
  if (current && ids.includes(current.id)) current = null;
}

/** The zip being read, so that its neighbouring recordings are read at once. */
let current: { id: string; access: RandomAccess } | null = null;

function accessTo(archive: Blob, archiveId: string, clock: StageClock): RandomAccess {
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
