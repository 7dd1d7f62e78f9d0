/** Zips by jszip, with plain errors and bounds on what one entry may unpack to. */
import JSZip from 'jszip';
import { UnreadableSourceError } from '../src/core/errors.ts';

/** No recording of speech is larger; a zip bomb is. */
const LARGEST_ENTRY_BYTES = 256 * 1024 * 1024;

/** A tab cannot hold more than this in one buffer. */
const LARGEST_ZIP_BYTES = 2 * 1024 ** 3 - 1;

/** True where the first bytes are a zip's, whatever the name says. */
export async function looksLikeZip(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2] + 1;
}

/**
 * Opens a zip's directory.
 * @throws UnreadableSourceError where it is not a zip, truncated, encrypted, or too large for a tab
 */
export async function openZip(file: Blob, name: string): Promise<JSZip> {
  if (file.size > LARGEST_ZIP_BYTES)
    throw new UnreadableSourceError(
      `“${name}” is larger than 2 GB, more than a browser tab can open at once.`,
      'Unzip it and drop the folder instead.',
    );
  if (!(await looksLikeZip(file)))
    throw new UnreadableSourceError(
      file.size === 0 ? `“${name}” is empty.` : `“${name}” is not a zip file, although its name says so.`,
      'Download it again, or drop the unzipped folder.',
    );
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new UnreadableSourceError(
      `“${name}” could not be read from disk.`,
      'It may have been moved or changed since you dropped it, or memory ran out. Drop it again, or drop the unzipped folder.',
    );
  }
  try {
    return await JSZip.loadAsync(bytes);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (/encrypted/i.test(text))
      throw new UnreadableSourceError(
        `“${name}” is protected by a password.`,
        'Unzip it with its password and drop the folder.',
      );
    throw new UnreadableSourceError(
      `“${name}” is a damaged or incomplete zip.`,
      'Download it again (compare its size with the site’s), or unzip what can be saved and drop the folder.',
    );
  }
}

/**
 * Unpacks one entry.
 * @throws UnreadableSourceError where it is missing, damaged, or unpacks to more than any recording has
 */
export function readZipEntry(zip: JSZip, path: string): Promise<ArrayBuffer> {
  const entry = zip.file(path);
  if (!entry)
    return Promise.reject(new UnreadableSourceError(`“${path}” is not in the zip.`, 'Drop the zip again.'));
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let total = 0;
    // The declared size may lie, so the bound is kept on what really comes out.
    const stream = (entry as JSZip.JSZipObject & StreamableEntry).internalStream('uint8array');
    stream
      .on('data', (chunk) => {
        total += chunk.length;
        if (total > LARGEST_ENTRY_BYTES) {
          stream.pause();
          chunks.length = 0;
          reject(
            new UnreadableSourceError(
              `“${path}” unpacks to more than ${LARGEST_ENTRY_BYTES / 1024 ** 2} MB.`,
              'Cut it into single recordings first.',
            ),
          );
          return;
        }
        chunks.push(chunk);
      })
      .on('error', () =>
        reject(new UnreadableSourceError(`“${path}” is damaged inside the zip.`, 'Download the zip again.')),
      )
      .on('end', () => resolve(join(chunks, total)))
      .resume();
  });
}

function join(chunks: Uint8Array[], total: number): ArrayBuffer {
  const joined = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined.buffer;
}

/** jszip documents `internalStream` but its types leave it out. */
interface StreamableEntry {
  internalStream(type: 'uint8array'): Stream;
}

interface Stream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): Stream;
  on(event: 'error', listener: (error: Error) => void): Stream;
  on(event: 'end', listener: () => void): Stream;
  pause(): Stream;
  resume(): Stream;
}
