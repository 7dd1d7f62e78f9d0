/** Our reading of damaged sounds beside libsndfile's: who reads what, and whether they hear the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePcmContainer } from '../../src/core/audio/decode.ts';
import { chunksOf } from '../../src/core/audio/iff.ts';
import type { Pcm } from '../../src/core/audio/pcm.ts';
import { fourCc } from '../../src/core/bytes.ts';
import { Inputs } from './inputs.ts';
import { type Answer, type Reading, readByLibsndfile } from './libsndfile.ts';
import { realSeeds } from './real-seeds.ts';
import { table } from './table.ts';

/** One step of 16 bits. */
const LARGEST_DIFFERENCE = 1 / 32768;
const ONE_OF_EACH = ['fmt ', 'data', 'ds64', 'COMM', 'SSND'];

type Ours = Pcm | { error: string } | null;

/** Inputs that went the same way. */
interface Group {
  count: number;
  /** Some of their numbers. */
  examples: number[];
}

export async function compare(python: string, seed: number, from: number, to: number): Promise<boolean> {
  const inputs = new Inputs({ seed, real: await realSeeds(), zips: false });
  const folder = mkdtempSync(join(tmpdir(), 'intone-fuzz-'));
  try {
    const pathOf = (index: number) => join(folder, `${index}.wav`);
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    for (const index of indices) writeFileSync(pathOf(index), inputs.at(index).bytes);
    const answers = await readByLibsndfile(python, indices.map(pathOf));
    report(
      indices.map((index, i) => {
        const { name, bytes } = inputs.at(index);
        const ours = read(bytes, name);
        return {
          index,
          ours,
          theirs: answers[i],
          how: howTheyDiffer(ours, answers[i], pathOf(index), bytes),
        };
      }),
    );
    return true;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(bytes: Uint8Array, name: string): Ours {
  try {
    return decodePcmContainer(bytes, name);
  } catch (error) {
    return { error: (error as Error).message.replace(name, 'FILE') };
  }
}

/** In words, without numbers, so that inputs of one kind fall together. */
function howTheyDiffer(ours: Ours, theirs: Answer, path: string, bytes: Uint8Array): string {
  if (ours === null) return 'ours leaves it to the browser';
  if ('error' in ours) return 'error' in theirs ? 'both refuse' : `ours refuses: ${kindOf(ours.error)}`;
  if ('error' in theirs) return `libsndfile refuses${twins(bytes)}: ${kindOf(theirs.error)}`;
  const pair = twins(bytes) || `: ${ours.encoding} / ${theirs.format}`;
  if (ours.sampleRateHz !== theirs.sampleRateHz) return `other rate${pair}`;
  if (ours.channels.length !== theirs.channels) return `other channels${pair}`;
  return howSamplesDiffer(ours, theirs, path, pair);
}

function howSamplesDiffer(ours: Pcm, theirs: Reading, path: string, pair: string): string {
  const samples = new Float32Array(new Uint8Array(readFileSync(`${path}.f32`)).buffer);
  const frames = Math.min(ours.channels[0].length, theirs.frames);
  let largest = 0;
  ours.channels.forEach((channel, c) => {
    for (let i = 0; i < frames; i++) {
      const difference = Math.abs(channel[i] - samples[c * theirs.frames + i]);
      // Infinities and NaN in the file are the same to both.
      if (difference > largest && Number.isFinite(difference)) largest = difference;
    }
  });
  const values = largest <= LARGEST_DIFFERENCE ? 'same values' : 'other values';
  const length = ours.channels[0].length - theirs.frames;
  if (length === 0) return values === 'same values' ? 'both read the same' : `${values}${pair}`;
  return `ours has ${length > 0 ? 'more' : 'fewer'} samples, ${values} so far${pair}`;
}

/** A chunk that may stand but once and stands twice: of two, ours takes the first and libsndfile the last. */
function twins(bytes: Uint8Array): string {
  const seen = new Set<string>();
  for (const { id } of chunksOf(bytes, !['RIFX', 'FORM'].includes(fourCc(bytes, 0)))) {
    if (seen.has(id)) return `, ${id} stands twice`;
    if (ONE_OF_EACH.includes(id)) seen.add(id);
  }
  return '';
}

function kindOf(message: string): string {
  return message
    .replace("Error opening 'FILE': ", '')
    .replace(/0x[0-9a-f]+|\d[\d.e+]*/g, 'N')
    .replace(/\bWaveN\b|\bAIFF\b|\bRFN\b/, 'WAV')
    .replace(/(?<=compressed \()[^)]*/, '…');
}

function report(results: { index: number; ours: Ours; theirs: Answer; how: string }[]): void {
  const isRead = (reading: Ours | Answer) => reading !== null && !('error' in reading);
  const count = (us: boolean, them: boolean) =>
    String(
      results.filter(({ ours, theirs }) => ours !== null && isRead(ours) === us && isRead(theirs) === them)
        .length,
    );
  console.log(
    table([
      ['', 'libsndfile reads', 'libsndfile refuses'],
      ['ours reads', count(true, true), count(true, false)],
      ['ours refuses', count(false, true), count(false, false)],
      ['left to the browser', String(results.filter(({ ours }) => ours === null).length), ''],
    ]),
  );
  const groups = new Map<string, Group>();
  for (const { index, how } of results) {
    const group = groups.get(how) ?? { count: 0, examples: [] };
    group.count++;
    if (group.examples.length < 3) group.examples.push(index);
    groups.set(how, group);
  }
  const rows = [...groups].sort((a, b) => b[1].count - a[1].count);
  console.log(
    `\n${table(rows.map(([how, group]) => [String(group.count), how, `e.g. ${group.examples.join(', ')}`]))}`,
  );
}
