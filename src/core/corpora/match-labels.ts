import { withoutAudioExtension } from './extensions.ts';
import { type LabelRow, type LabelsTable, UnreadableLabelsError } from './labels-csv.ts';
import { SuffixIndex } from './suffix-index.ts';

/** Which row labels which recording, and what could not be matched. */
export interface LabelClaims {
  /** By the recording's path, as given. */
  rows: Map<string, LabelRow>;
  problems: UnreadableLabelsError[];
}

/**
 * Finds the recordings that tables of labels speak of. A row's file is looked for
 *   1. at its path relative to the table's folder;
 *   2. by the end of its path, among the recordings of the table's own tree (its folder, less what lies beneath a
 *      deeper table), then among those beneath no table at all. The one that agrees in most folders is taken,
 *      and where the row tells more folders than agree, only if no other row ends alike: rows of spk1/01.wav and
 *      spk2/01.wav must not both take the only 01.wav that is here.
 * Case, Unicode composition and slashes' lean do not matter; the extension may be missing or another.
 * Where rows contradict each other the first counts: outer tables before inner, labels.csv before others.
 *
 * Time and memory grow with the number of paths plus rows.
 *
 * @param paths of all recordings, unique.
 */
export function matchLabels(tables: readonly LabelsTable[], paths: readonly string[]): LabelClaims {
  const rows = new Map<string, LabelRow>();
  const problems = tables.flatMap((table) => table.problems);
  if (tables.length === 0) return { rows, problems };

  const recordings = new Recordings(paths, new Set(tables.map(({ path }) => folderOf(path))));
  for (const table of [...tables].sort(byRank)) {
    const missing: LabelRow[] = [];
    const several: LabelRow[] = [];
    const contradicting: LabelRow[] = [];
    // Only for rows whose folders do not all agree: most tables have none.
    let ends: SuffixIndex | undefined;
    const endsOnce = () => {
      ends ??= endsOfRows(table.rows);
      return ends;
    };
    const folder = folderOf(table.path);
    for (const row of table.rows) {
      const found = recordings.find(row.file, folder, endsOnce);
      if (found === 'none') missing.push(row);
      else if (found === 'several') several.push(row);
      else {
        const path = paths[found];
        const earlier = rows.get(path);
        if (earlier === undefined) rows.set(path, row);
        else if (earlier.emotion.toLowerCase() !== row.emotion.toLowerCase()) contradicting.push(row);
      }
    }
    report(table, { missing, several, contradicting }, problems);
  }
  return { rows, problems };
}

/** The recordings, by exact path and by the ends of their paths. */
class Recordings {
  readonly #segments: string[][];
  /** By folder, then by file name with and without its extension; -1 for several. */
  readonly #exact = new Map<string, Map<string, number>>();
  readonly #trees = new Map<string | null, SuffixIndex>();

  constructor(paths: readonly string[], tableFolders: ReadonlySet<string>) {
    this.#segments = paths.map(segmentsOf);
    const owners = new Map<string, string | null>();
    for (const [index, segments] of this.#segments.entries()) {
      const folders = segments.slice(0, -1);
      const folder = folders.join('/');
      const file = segments[segments.length - 1] ?? '';
      const name = withoutAudioExtension(file);
      this.#note(folder, file, index);
      if (name !== file) this.#note(folder, name, index);

      let owner = owners.get(folder);
      if (owner === undefined) {
        owner = ownerOf(folders, tableFolders);
        owners.set(folder, owner);
      }
      let tree = this.#trees.get(owner);
      if (tree === undefined) {
        tree = new SuffixIndex(this.#segments);
        this.#trees.set(owner, tree);
      }
      tree.add(index, file);
      if (name !== file) tree.add(index, name);
    }
  }

  find(file: string, tableFolder: string, rows: () => SuffixIndex): number | 'none' | 'several' {
    const segments = segmentsOf(file);
    const ending = segments[segments.length - 1];
    if (ending === undefined) return 'none';
    const name = withoutAudioExtension(ending);
    const beside = this.#exact.get(relativeTo(tableFolder, file));
    // With its extension first: 'x.wav' is not 'x.mp3' where both are there.
    const exact = beside?.get(ending) ?? beside?.get(name);
    if (exact !== undefined) return exact < 0 ? 'several' : exact;

    for (const owner of [tableFolder, null])
      for (const spelled of new Set([ending, name])) {
        const match = this.#trees.get(owner)?.find(segments, spelled) ?? { kind: 'none' };
        if (match.kind === 'several') return 'several';
        if (match.kind === 'none') continue;
        const whole = match.agreeing === segments.length;
        if (whole || rows().sharing(segments, name, match.agreeing) === 1) return match.index;
      }
    return 'none';
  }

  #note(folder: string, file: string, index: number): void {
    let files = this.#exact.get(folder);
    if (files === undefined) {
      files = new Map();
      this.#exact.set(folder, files);
    }
    files.set(file, files.has(file) ? -1 : index);
  }
}

/** The folder of a file that is told relative to another folder. */
function relativeTo(folder: string, file: string): string {
  const lastSlash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return lastSlash < 0 ? folder : segmentsOf(`${folder}/${file.slice(0, lastSlash)}`).join('/');
}

/** A path's parts for comparing: lower case, composed, without '.', '..' resolved, without a drive letter. */
function segmentsOf(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.normalize('NFC').toLowerCase().replaceAll('\\', '/').split('/')) {
    if (segment === '' || segment === '.' || (kept.length === 0 && /^[a-z]:$/.test(segment))) continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return kept;
}

/** The folder of a table, for comparing. */
function folderOf(path: string): string {
  return segmentsOf(path).slice(0, -1).join('/');
}

/** The nearest folder above that holds a table; null where none does. */
function ownerOf(folders: readonly string[], tableFolders: ReadonlySet<string>): string | null {
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders.slice(0, depth).join('/');
    if (tableFolders.has(folder)) return folder;
  }
  return null;
}

/** The files that rows name, each once, by the ends of their paths. */
function endsOfRows(rows: readonly LabelRow[]): SuffixIndex {
  const distinct = new Map<string, string[]>();
  for (const { file } of rows) {
    const segments = segmentsOf(file);
    distinct.set(segments.join('/'), segments);
  }
  const paths = [...distinct.values()].filter((segments) => segments.length > 0);
  const index = new SuffixIndex(paths);
  for (const [i, segments] of paths.entries())
    index.add(i, withoutAudioExtension(segments[segments.length - 1]));
  return index;
}

/** Outer tables first; in one folder labels.csv, then by name. */
function byRank(a: LabelsTable, b: LabelsTable): number {
  const rank = ({ path }: LabelsTable) => {
    const segments = segmentsOf(path);
    return [segments.length, /^labels\./.test(segments.at(-1) ?? '') ? 0 : 1];
  };
  const [depthA, nameA] = rank(a);
  const [depthB, nameB] = rank(b);
  return depthA - depthB || nameA - nameB || (a.path < b.path ? -1 : 1);
}

interface Unmatched {
  missing: LabelRow[];
  several: LabelRow[];
  contradicting: LabelRow[];
}

/** One problem of each kind for a table, however many rows it concerns. */
function report(table: LabelsTable, unmatched: Unmatched, problems: UnreadableLabelsError[]): void {
  const { missing, several, contradicting } = unmatched;
  const add = (rows: LabelRow[], what: string, remedy: string) => {
    if (rows.length === 0) return;
    const [{ line, file }] = rows;
    const count = rows.length === 1 ? 'a file' : `${rows.length.toLocaleString('en-GB')} files`;
    const which = rows.length === 1 ? `line ${line}` : `the first in line ${line}`;
    problems.push(
      new UnreadableLabelsError(`“${table.path}” names ${count} ${what}: ${which}, “${file}”.`, remedy),
    );
  };
  if (missing.length === table.rows.length && missing.length > 0) {
    problems.push(
      new UnreadableLabelsError(
        `“${table.path}” looks like a table of labels, but none of the ${missing.length.toLocaleString('en-GB')} files it names is here (line ${missing[0].line}: “${missing[0].file}”).`,
        'Add it together with its recordings, and check the paths in it.',
      ),
    );
  } else
    add(
      missing,
      missing.length === 1 ? 'that is not here' : 'that are not here',
      'Check how the table spells them, or add the missing recordings.',
    );
  add(
    several,
    'of which several here could be meant',
    'Write the path from the table’s folder, with the folders that tell them apart.',
  );
  add(contradicting, 'twice with different emotions', 'Keep one row of each; until then the first counts.');
}
