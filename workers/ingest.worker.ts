/** Opens zips, folders and files, reads labels off their paths, and hands out bytes. A thin shell over core/corpora. */
import type JSZip from 'jszip';
import { readPath } from '../src/core/corpora/index.ts';
import type { LeftOut } from '../src/core/dataset/clip.ts';
import { UnreadableSourceError } from '../src/core/errors.ts';
import type { Entry, IngestCalls, Opened, Source } from './protocol.ts';
import { serve, Transferred } from './serve.ts';
import { openZip, readZipEntry } from './zip.ts';

/** The file inside a zip that marks it as a model taken away from Intone. */
const MODEL_MARK = 'intone.json';

interface OpenSource {
  paths: string[];
  read(path: string): Promise<ArrayBuffer>;
}

const open = new Map<string, OpenSource>();

function zipSource(zip: JSZip): OpenSource {
  const paths = Object.values(zip.files)
    .filter((entry) => !entry.dir)
    .map((entry) => entry.name);
  return { paths, read: (path) => readZipEntry(zip, path) };
}

function filesSource(files: { path: string; file: File }[]): OpenSource {
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  return {
    paths: [...byPath.keys()],
    read: async (path) => {
      try {
        return await byPath.get(path)!.arrayBuffer();
      } catch {
        throw new UnreadableSourceError(
          `“${path}” could not be read from disk.`,
          'It may have been moved or changed since you dropped it. Drop it again.',
        );
      }
    },
  };
}

async function openSource(source: Source): Promise<Opened> {
  if (!crypto.subtle)
    throw new UnreadableSourceError(
      'This page was opened over plain http, where browsers offer no file hashing.',
      'Open it over https or on localhost.',
    );
  const opened =
    source.kind === 'zip' ? zipSource(await openZip(source.file, source.name)) : filesSource(source.files);
  if (opened.paths.includes(MODEL_MARK)) return { kind: 'model' };

  const entries: Entry[] = [];
  const leftOut: LeftOut[] = [];
  // Sorted, so that which of two identical clips is kept never depends on a zip's order.
  for (const path of opened.paths.sort()) {
    const reading = readPath(path);
    if (reading.kind === 'clip') entries.push({ path, labels: reading.labels });
    else if (reading.kind === 'left-out')
      leftOut.push({ path, source: source.name, kind: reading.leftOutKind, reason: reading.reason });
  }
  if (entries.length === 0 && leftOut.length === 0)
    throw new UnreadableSourceError(
      opened.paths.length === 0
        ? `“${source.name}” is empty.`
        : `“${source.name}” holds no audio (${opened.paths.length} other files).`,
      'Drop a corpus zip as its site ships it, or a folder of recordings sorted into one folder per emotion.',
    );
  open.set(source.id, opened);
  return { kind: 'corpus', entries, leftOut };
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function read(sourceId: string, path: string): Promise<{ bytes: ArrayBuffer; sha256: string }> {
  const source = open.get(sourceId);
  if (!source)
    throw new UnreadableSourceError(`“${path}” is no longer open.`, 'Drop its zip or folder again.');
  const bytes = await source.read(path);
  return { bytes, sha256: await sha256(bytes) };
}

/** One read at a time, so that answers come in the order asked: which twin is kept depends on that. */
let reading: Promise<unknown> = Promise.resolve();

serve<IngestCalls>({
  open: ({ source }) => openSource(source),

  read: async ({ sourceId, path }) => {
    const mine = reading.then(() => read(sourceId, path));
    reading = mine.catch(() => undefined);
    const result = await mine;
    return new Transferred(result, [result.bytes]);
  },

  close: ({ sourceId }) => {
    open.delete(sourceId);
    return undefined;
  },
});
