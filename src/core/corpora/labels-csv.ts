import type { Gender } from '../dataset/clip.ts';
import { IntoneError } from '../errors.ts';
import { readCsv, UnclosedQuote } from './csv.ts';
import { wordsOf } from './words.ts';

/** A table of labels could not be used, or not all of it. */
export class UnreadableLabelsError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('UnreadableLabelsError', message, remedy);
  }
}

/** One clip's line in a table of labels. */
export interface LabelRow {
  /** In the file, from 1. */
  line: number;
  /** As spelled. */
  file: string;
  emotion: string;
  speaker: string | null;
  text: string | null;
  gender: Gender | null;
}

export interface LabelsTable {
  /** Of the table itself. */
  path: string;
  rows: LabelRow[];
  /** What is the matter with some of its rows. */
  problems: UnreadableLabelsError[];
}

type Role = 'file' | 'emotion' | 'speaker' | 'text' | 'gender';

/** What people head their columns with, letters only and without accents; of two in one table the earlier here counts. */
const HEADERS: Record<Role, readonly string[]> = {
  file: `path filepath relativepath filename file audiopath audiofile audiofilename audio wavpath wavfile wavname wav
    clippath clipname clip recording soundfile sound fileid uttid utteranceid dateiname datei pfad
    fichier archivo nomefile name`.split(/\s+/),
  emotion:
    `emotion emotions emotionlabel labelemotion emotionname emotionclass emotionexpressed expressedemotion label
    labels class classname target category emo feeling affect gefuhl emozione emocion`.split(/\s+/),
  speaker:
    `speaker speakerid speakername spk spkid actor actorid subject subjectid participant participantid person
    performer voice sprecher locuteur parlante hablante`.split(/\s+/),
  text: `text transcript transcription sentence rawtext normalizedtext utterance prompt words satz phrase`.split(
    /\s+/,
  ),
  gender: 'gender sex geschlecht genre genere sexo'.split(' '),
};

const GENDERS = new Map<string, Gender>([
  ['f', 'female'],
  ['w', 'female'],
  ['female', 'female'],
  ['woman', 'female'],
  ['m', 'male'],
  ['male', 'male'],
  ['man', 'male'],
]);

const DELIMITERS = ['\t', ';', ','];

/** 64 MB as plain letters. */
const LONGEST_TEXT = 64 * 1024 * 1024;
const MOST_ROWS = 1_000_000;

/**
 * Reads a table of labels: any CSV, TSV or semicolon-separated text whose header has a column of files and one of
 * emotions. Which column is which is told by its name, in any case; speaker, text and gender are read where present.
 * Quoting is RFC 4180's; a byte-order mark, Excel's `sep=` line, blank lines and line ends of any kind are taken.
 *
 * @param path of the table, for messages. @param text decoded from UTF-8.
 * @returns null where the header lacks either column: a table about something else.
 * @throws UnreadableLabelsError for a file called labels.csv without these columns, an unclosed quote, and more than
 *   64 MB or 1,000,000 rows. Rows that lack a file or an emotion are skipped and reported in `problems`.
 */
export function parseLabels(path: string, text: string): LabelsTable | null {
  const layout = layoutOf(text);
  if (layout === null) {
    if (!/(?:^|[/\\])labels\.(?:csv|tsv)$/i.test(path)) return null;
    throw new UnreadableLabelsError(
      `“${path}”, line 1: the header has no column of files or none of emotions.`,
      'Begin the table with a line such as “path,emotion,speaker” and add it again.',
    );
  }
  if (text.length > LONGEST_TEXT)
    throw new UnreadableLabelsError(
      `“${path}” is larger than 64 MB, too large for a table of labels.`,
      'Keep only the columns path, emotion and speaker.',
    );

  const { columns, delimiter, headerLine } = layout;
  const rows: LabelRow[] = [];
  const incomplete: number[] = [];
  try {
    for (const { fields, line } of readCsv(layout.body, delimiter)) {
      if (line <= headerLine) continue;
      const cell = (role: Role) => fields[columns[role] ?? -1]?.trim() || null;
      const file = cell('file');
      const emotion = cell('emotion');
      if (file === null || emotion === null) {
        incomplete.push(line);
        continue;
      }
      if (rows.length === MOST_ROWS)
        throw new UnreadableLabelsError(
          `“${path}”, line ${line}: it has more than 1,000,000 rows.`,
          'Split the recordings and their table into parts, and add one at a time.',
        );
      const gender = GENDERS.get(cell('gender')?.toLowerCase() ?? '') ?? null;
      rows.push({ line, file, emotion, speaker: cell('speaker'), text: cell('text'), gender });
    }
  } catch (error) {
    if (!(error instanceof UnclosedQuote)) throw error;
    throw new UnreadableLabelsError(
      `“${path}”, line ${error.line}: a quotation mark opens a field that never ends.`,
      'Close it, or remove it, and add the table again.',
    );
  }
  return { path, rows, problems: incompleteRows(path, incomplete) };
}

function incompleteRows(path: string, lines: readonly number[]): UnreadableLabelsError[] {
  if (lines.length === 0) return [];
  const what =
    lines.length === 1 ? `line ${lines[0]} lacks` : `${lines.length} lines, the first line ${lines[0]}, lack`;
  return [
    new UnreadableLabelsError(
      `“${path}”: ${what} a file or an emotion.`,
      'Fill both columns in to have these rows used.',
    ),
  ];
}

interface Layout {
  /** The text with Excel's `sep=` line blanked, so that line numbers stay. */
  body: string;
  delimiter: string;
  columns: Partial<Record<Role, number>>;
  headerLine: number;
}

/** Tries the delimiters on the header; null where none gives both columns. */
function layoutOf(text: string): Layout | null {
  const sep = /^\ufeff?sep=(.)(?=[\r\n])/i.exec(text);
  const body = sep === null ? text : text.slice(sep[0].length);
  const tried = sep === null ? DELIMITERS : [sep[1]];
  for (const delimiter of tried) {
    let header: ReturnType<typeof readHeader>;
    try {
      header = readHeader(body, delimiter);
    } catch (error) {
      if (error instanceof UnclosedQuote) continue;
      throw error;
    }
    if (header?.columns.file === undefined || header.columns.emotion === undefined) continue;
    return { body, delimiter, columns: header.columns, headerLine: header.line };
  }
  return null;
}

function readHeader(text: string, delimiter: string) {
  const [first] = readCsv(text, delimiter);
  if (first === undefined) return null;
  const names = first.fields.map((field) => wordsOf(field).join(''));
  const columns: Partial<Record<Role, number>> = {};
  for (const role of Object.keys(HEADERS) as Role[]) {
    const found = HEADERS[role].map((name) => names.indexOf(name)).find((column) => column >= 0);
    if (found !== undefined) columns[role] = found;
  }
  return { columns, line: first.line };
}
