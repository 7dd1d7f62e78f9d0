/** Reads spans of packs, on the page or in a worker, also while the pack is being appended to. */
import { asStorageError, isNamed, KeptDataLostError, StorageUnavailableError } from './errors.ts';
import { openPack } from './opfs.ts';
import type { PackSpan } from './pack.ts';

/** Neighbouring spans are fetched by reads of up to this size: each read is a round trip to the browser's process. */
const READ_BYTES = 8 * 1024 * 1024;
/** Spans this close are neighbours: bytes read for nothing cost less than another round trip. */
const GAP_BYTES = 64 * 1024;
/** Reads under way at once, so that beside the results no more than this many times READ_BYTES are held. */
const LANES = 4;
/** Times a read is tried while a writer appends to the pack just then. */
const TRIES = 8;

/** A span and its place among the spans asked for. */
interface Wanted {
  span: PackSpan;
  index: number;
}

/** Spans fetched by one read of bytes `start` to `end`. */
interface Run {
  pack: string;
  start: number;
  end: number;
  wanted: Wanted[];
}

/** @returns a copy of the span's bytes. @throws as `readSpans` */
export async function readSpan(span: PackSpan): Promise<ArrayBuffer> {
  return (await readSpans([span]))[0];
}

/**
 * @returns a copy of each span's bytes, in the order asked
 * @throws KeptDataLostError with all the spans that are not there, before any is read, where a pack is missing or
 *   shorter than promised; StorageUnavailableError where the browser fails to read
 */
export async function readSpans(spans: readonly PackSpan[]): Promise<ArrayBuffer[]> {
  const packs = byPack(spans);
  const lost = (await Promise.all([...packs].map(([pack, wanted]) => lostOf(pack, wanted)))).flat();
  if (lost.length > 0) throw lostError(lost);

  const runs = [...packs].flatMap(([pack, wanted]) => runsOf(pack, wanted));
  const results = new Array<ArrayBuffer>(spans.length);
  let next = 0;
  const lane = async () => {
    while (next < runs.length) await readRun(runs[next++], results);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return results;
}

function byPack(spans: readonly PackSpan[]): Map<string, Wanted[]> {
  const packs = new Map<string, Wanted[]>();
  spans.forEach((span, index) => {
    const wanted = packs.get(span.pack);
    if (wanted) wanted.push({ span, index });
    else packs.set(span.pack, [{ span, index }]);
  });
  return packs;
}

async function lostOf(pack: string, wanted: Wanted[]): Promise<PackSpan[]> {
  const length = (await open(pack))?.size ?? Number.NEGATIVE_INFINITY;
  return wanted.map(({ span }) => span).filter(({ offset, bytes }) => offset + bytes > length);
}

function lostError(lost: PackSpan[]): KeptDataLostError {
  const packs = new Set(lost.map(({ pack }) => pack));
  const where = packs.size === 1 ? `the kept file ${[...packs][0]}` : `${packs.size} kept files`;
  const what = lost.length === 1 ? 'One piece' : `${lost.length} pieces`;
  return new KeptDataLostError(`${what} of ${where} can no longer be found.`, lost);
}

/** Groups one pack's spans into reads. */
function runsOf(pack: string, wanted: Wanted[]): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  for (const item of [...wanted].sort((a, b) => a.span.offset - b.span.offset)) {
    const { offset, bytes } = item.span;
    const end = offset + bytes;
    if (run && offset - run.end <= GAP_BYTES && end - run.start <= READ_BYTES) {
      run.end = Math.max(run.end, end);
      run.wanted.push(item);
    } else {
      run = { pack, start: offset, end, wanted: [item] };
      runs.push(run);
    }
  }
  return runs;
}

async function readRun(run: Run, results: ArrayBuffer[]): Promise<void> {
  const all = await readBytes(run);
  if (run.wanted.length === 1) {
    results[run.wanted[0].index] = all;
    return;
  }
  for (const { span, index } of run.wanted) {
    const from = span.offset - run.start;
    results[index] = all.slice(from, from + span.bytes);
  }
}

async function readBytes({ pack, start, end, wanted }: Run): Promise<ArrayBuffer> {
  for (let tries = 0; tries < TRIES; tries++) {
    const file = await open(pack);
    if (!file || file.size < end) throw lostError(wanted.map(({ span }) => span));
    try {
      return await file.slice(start, end).arrayBuffer();
    } catch (error) {
      // The pack has grown since getFile, or was deleted: look again.
      if (!isNamed(error, 'NotReadableError', 'NotFoundError')) throw unreadable(error, pack);
    }
  }
  throw new StorageUnavailableError(
    `The kept file ${pack} could not be read: it kept changing.`,
    'Wait until the reading under way is done, then try again.',
  );
}

async function open(pack: string): Promise<File | null> {
  try {
    return await openPack(pack);
  } catch (error) {
    throw unreadable(error, pack);
  }
}

function unreadable(error: unknown, pack: string) {
  return asStorageError(error, `The kept file ${pack} could not be read`);
}
