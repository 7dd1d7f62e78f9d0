/** Opens zips, folders and files and tells what their paths mean. A thin shell over core/zip and core/corpora. */
import {
  applyMapping,
  type LabelGroup,
  type Understanding,
  understand,
} from '../src/core/corpora/understand.ts';
import type { LeftOut } from '../src/core/dataset/clip.ts';
import { UnreadableSourceError } from '../src/core/errors.ts';
import type { Entry, GroupFacts, IngestCalls, Listed, Opened, Place, Source } from './protocol.ts';
import { plainError, serve } from './serve.ts';
import { type FoundFile, filesOf } from './sources.ts';
import { readTables } from './tables.ts';

/** The file inside a zip that marks it as a model taken away from Intone. */
const MODEL_MARK = 'intone.json';

/** Entries in one message: received in a few milliseconds. */
const PORTION = 1000;

interface OpenSource {
  name: string;
  files: Map<string, FoundFile>;
  understanding: Understanding;
  /** Found while opening: nested zips that could not be read. */
  leftOut: LeftOut[];
}

const open = new Map<string, OpenSource>();

async function openSource(source: Source): Promise<Opened> {
  if (!crypto.subtle)
    throw new UnreadableSourceError(
      'This page was opened over plain http, where browsers offer no file hashing.',
      'Open it over https or on localhost.',
    );
  const { files, leftOut } = await filesOf(source);
  if (files.some(({ path }) => path === MODEL_MARK)) return { kind: 'model' };

  // Sorted, so that which of two identical clips is kept never depends on a zip's order.
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { tables, problems } = await readTables(files);
  const understanding = understand(
    files.map(({ path }) => path),
    tables,
  );
  const { entries, groups } = understanding;
  if (entries.length + groups.length + understanding.leftOut.length + leftOut.length === 0)
    throw new UnreadableSourceError(
      files.length === 0
        ? `“${source.name}” is empty.`
        : `“${source.name}” holds no audio (${files.length} other files).`,
      'Drop a corpus zip as its site ships it, or a folder of recordings sorted into one folder per emotion.',
    );
  open.set(source.id, {
    name: source.name,
    files: new Map(files.map((file) => [file.path, file])),
    understanding,
    leftOut,
  });
  return {
    kind: 'corpus',
    sure: entries.length,
    groups: groups.map(factsOf),
    problems: [...problems, ...understanding.problems].map(plainError),
  };
}

function factsOf({ paths, ...facts }: LabelGroup): GroupFacts {
  return { ...facts, clips: paths.length };
}

function stampOf({ place }: FoundFile): string {
  if (place.kind === 'packed') return `crc ${place.entry.crc32.toString(16)}`;
  return place.file instanceof File ? `date ${place.file.lastModified}` : '';
}

function bytesOf(place: Place): number {
  return place.kind === 'packed' ? place.entry.bytes : place.file.size;
}

function* portions<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += PORTION) yield items.slice(at, at + PORTION);
}

serve<IngestCalls>({
  open: ({ source }) => openSource(source),

  list: ({ sourceId, choices }, { progress }) => {
    const source = open.get(sourceId);
    if (!source) return undefined;
    open.delete(sourceId);
    const { entries, leftOut } = applyMapping(source.understanding, choices);
    const sorted = entries.sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const portion of portions(sorted))
      progress({
        entries: portion.map(({ path, labels }): Entry => {
          const file = source.files.get(path)!;
          return { path, labels, place: file.place, bytes: bytesOf(file.place), stamp: stampOf(file) };
        }),
        leftOut: [],
      } satisfies Listed);
    for (const portion of portions(leftOut))
      progress({ entries: [], leftOut: portion.map((item) => ({ ...item, source: source.name })) });
    progress({ entries: [], leftOut: source.leftOut });
    return undefined;
  },

  close: ({ sourceId }) => {
    open.delete(sourceId);
    return undefined;
  },
});
