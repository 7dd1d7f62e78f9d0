import type { ClipLabels, LeftOut } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import { IntoneError } from '../errors.ts';
import { refusalOf } from './extensions.ts';
import { emotionLevel, labelsAround, ownSpeaker, saysPerson } from './folders.ts';
import { readKnown } from './index.ts';
import { type LabelGroup, LabelGroups, type Unlabelled } from './label-groups.ts';
import { LabelLevels } from './label-level.ts';
import { type LabelRow, type LabelsTable, parseLabels } from './labels-csv.ts';
import { matchLabels } from './match-labels.ts';
import { parsePath } from './path.ts';
import { type PathReading, unlabelled as withoutLabel } from './reading.ts';
import { emotionNamed } from './words.ts';

export type { LabelGroup } from './label-groups.ts';

/** A recording and what its path or a table says of it. */
export interface LabelledPath {
  path: string;
  labels: ClipLabels;
}

/** A file that becomes no clip, as LeftOut but for the source. */
export type LeftOutPath = Pick<LeftOut, 'path' | 'kind' | 'reason'>;

/** What a drop of files means, before anything is extracted. Plain data, fit for a worker's message. */
export interface Understanding {
  /** Recordings of known corpora: sure. */
  entries: LabelledPath[];
  /** Labelled folders and tables: shown for confirmation. Every recording is in one group at most. */
  groups: LabelGroup[];
  /** What is known, by path, of the groups' recordings besides the emotion. */
  unlabelled: ReadonlyMap<string, Unlabelled>;
  leftOut: LeftOutPath[];
  /** What is the matter with the tables. */
  problems: IntoneError[];
}

/** An audio file in a drop. */
interface Recording {
  path: string;
  folders: string[];
  known: PathReading | null;
}

/** Corpus of recordings that a table labels. */
const TABLE_CORPUS = 'Table';

/**
 * Tells what a drop of files means, from its paths and tables alone.
 *
 * A table's label beats the folder's and the name's. Known corpora are sure, and no folder counts for them; a table
 * overrules one only with another of the eight emotions: its own spelling of the same, or a code, changes nothing.
 * Every other recording belongs to the group of its label's folder: the nearest that names an emotion, or else the
 * one that LabelLevels takes for a label; recordings in no such folder are left out.
 *
 * Time grows with the number of paths plus table rows.
 *
 * @param paths unique, as the zip or folder spells them.
 * @param tables the CSVs and TSVs among them, decoded; those without a column of files and one of emotions are passed over.
 */
export function understand(
  paths: readonly string[],
  tables: readonly { path: string; text: string }[],
): Understanding {
  const leftOut: LeftOutPath[] = [];
  const problems: IntoneError[] = [];
  const recordings: Recording[] = [];
  for (const path of paths) {
    const parts = parsePath(path);
    if (parts === null) continue;
    const refusal = refusalOf(parts.extension);
    if (refusal === null) recordings.push({ path, folders: parts.folders, known: readKnown(parts) });
    else if (refusal.kind === 'left-out') leftOut.push(leftOutOf(path, refusal));
  }
  const claims = matchLabels(
    readTables(tables, problems),
    // Files that cannot be decoded are named in tables too, and are not missing.
    [...recordings, ...leftOut].map(({ path }) => path),
  );
  problems.push(...claims.problems);

  const entries: LabelledPath[] = [];
  const groups = new LabelGroups();
  const unlabelled = new Map<string, Unlabelled>();
  const inFolders: Recording[] = [];
  for (const recording of recordings) {
    const { path, known } = recording;
    const row = claims.rows.get(path);
    if (row !== undefined && tableCounts(row, known)) {
      const labels = labelsOfRow(row, recording);
      unlabelled.set(path, labels);
      groups.add('table', row.emotion, path, labels.speaker);
    } else if (known?.kind === 'clip') entries.push({ path, labels: known.labels });
    else if (known?.kind === 'left-out' && !mayBeSorted(recording)) leftOut.push(leftOutOf(path, known));
    else inFolders.push(recording);
  }

  const labelled = labelFolders(inFolders);
  for (const { path, folders } of inFolders) {
    const label = labelled.get(folders.join('/'))!;
    if (label.level < 0)
      leftOut.push(leftOutOf(path, withoutLabel('Neither its name nor a folder above it tells an emotion.')));
    else {
      unlabelled.set(path, label.labels);
      groups.add('folders', folders[label.level], path, label.labels.speaker);
    }
  }
  return { entries, groups: groups.sorted(), unlabelled, leftOut, problems };
}

/**
 * What becomes of the groups by the user's choice.
 *
 * @param choices by the group's id; null leaves it out. A group without a choice keeps its guess.
 * @returns every recording of the understanding, once: known corpora first, then the groups in their order.
 */
export function applyMapping(
  understanding: Understanding,
  choices: ReadonlyMap<string, Emotion | null>,
): { entries: LabelledPath[]; leftOut: LeftOutPath[] } {
  const entries = [...understanding.entries];
  const leftOut = [...understanding.leftOut];
  for (const { id, word, origin, emotion: guess, paths } of understanding.groups) {
    const choice = choices.get(id);
    const emotion = choice === undefined ? guess : choice;
    if (emotion === null) {
      const what = `${origin === 'folders' ? 'The folder name' : 'The table’s label'} “${shortened(word)}”`;
      const why =
        guess === null && choice === undefined ? 'stands for no emotion' : 'was not given an emotion';
      const reason = `${what} ${why}, so its clips are left out. Add them again to choose one.`;
      for (const path of paths) leftOut.push({ path, kind: 'unlabelled', reason });
    } else
      for (const path of paths)
        entries.push({ path, labels: { ...understanding.unlabelled.get(path)!, emotion } });
  }
  return { entries, leftOut };
}

/** Of a table's cell or a hostile name: enough to know it by. */
function shortened(word: string): string {
  return word.length > 60 ? `${word.slice(0, 60)}…` : word;
}

function leftOutOf(path: string, reading: PathReading): LeftOutPath {
  if (reading.kind !== 'left-out') throw new Error(`${path} is not left out`);
  return { path, kind: reading.leftOutKind, reason: reading.reason };
}

/** The tables that are about labels; those that cannot be read become problems. */
function readTables(
  tables: readonly { path: string; text: string }[],
  problems: IntoneError[],
): LabelsTable[] {
  return tables.flatMap(({ path, text }) => {
    if (parsePath(path) === null) return [];
    try {
      return parseLabels(path, text) ?? [];
    } catch (error) {
      if (!(error instanceof IntoneError)) throw error;
      problems.push(error);
      return [];
    }
  });
}

/** Whether a row says more than the recording's own name. */
function tableCounts(row: LabelRow, known: PathReading | null): boolean {
  if (known?.kind === 'left-out') return known.leftOutKind === 'unlabelled';
  if (known?.kind !== 'clip') return true;
  const emotion = emotionNamed(row.emotion);
  return emotion !== null && emotion !== known.labels.emotion;
}

/** A name spelled almost as a known corpus's, in a folder that names an emotion: the folder counts. */
function mayBeSorted({ known, folders }: Recording): boolean {
  return (
    known?.kind === 'left-out' &&
    known.leftOutKind === 'unlabelled' &&
    known.known === undefined &&
    emotionLevel(folders) >= 0
  );
}

/** What a row and the path tell besides the emotion. A known corpus's people keep their names. */
function labelsOfRow(row: LabelRow, { known, folders }: Recording): Unlabelled {
  if (known?.kind === 'clip') {
    const { emotion: _, ...labels } = known.labels;
    return labels;
  }
  if (known?.kind === 'left-out' && known.known !== undefined) return known.known;
  const level = emotionLevel(folders);
  const person = folders.filter(saysPerson).at(-1);
  const around =
    level >= 0
      ? labelsAround(folders, level)
      : { ...labelsAround([], 0), speaker: person === undefined ? null : ownSpeaker(person) };
  return {
    ...around,
    corpus: TABLE_CORPUS,
    // Named as in folders: a person labelled here by a table and there by a folder is one.
    speaker: row.speaker === null ? around.speaker : ownSpeaker(row.speaker),
    gender: row.gender ?? around.gender,
    text: row.text,
  };
}

interface FolderLabel {
  /** -1 where no folder is a label. */
  level: number;
  labels: Unlabelled;
}

/** The label of each folder that holds recordings, by its joined path. */
function labelFolders(recordings: readonly Recording[]): Map<string, FolderLabel> {
  const folders = new Map(recordings.map((recording) => [recording.folders.join('/'), recording.folders]));
  const known = new Map<string, number>();
  const levels = new LabelLevels();
  for (const [path, segments] of folders) {
    const named = emotionLevel(segments);
    const level = named >= 0 ? named : LabelLevels.otherEmotion(segments);
    if (level < 0) continue;
    known.set(path, level);
    levels.note(segments, level);
  }
  const labelled = new Map<string, FolderLabel>();
  for (const [path, segments] of folders) {
    const level = known.get(path) ?? levels.guess(segments);
    labelled.set(path, { level, labels: labelsAround(segments, Math.max(level, 0)) });
  }
  return labelled;
}
