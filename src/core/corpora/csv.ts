/** Tables as text, by RFC 4180: fields may be quoted, a quote inside doubled, line ends of any kind. */

/** One line of a table, which spans several lines of text where a quoted field does. */
export interface CsvRecord {
  fields: string[];
  /** Where it begins in the text, from 1. */
  line: number;
}

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A quoted field has no end. */
export class UnclosedQuote {
  constructor(readonly line: number) {}
}

/**
 * The records of a table, in order. Blank lines are skipped; blanks around a field are kept, as RFC 4180 says.
 *
 * @param delimiter a single character.
 * @throws UnclosedQuote at the line that opens it; the caller knows the file's name.
 */
export function* readCsv(text: string, delimiter: string): Generator<CsvRecord> {
  const delimiterCode = delimiter.charCodeAt(0);
  const isLineEnd = (code: number) => code === LINE_FEED || code === CARRIAGE_RETURN;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { fields: [], line };
    for (;;) {
      let field = '';
      if (text.charCodeAt(at) === QUOTE) {
        const openedAt = line;
        for (;;) {
          const end = text.indexOf('"', at + 1);
          if (end < 0) throw new UnclosedQuote(openedAt);
          field += text.slice(at + 1, end);
          at = end + 1;
          if (text.charCodeAt(at) !== QUOTE) break;
          field += '"';
        }
        line += countLineEnds(field);
      }
      // The whole of a bare field; after a quoted one nothing should follow, and what does is kept.
      const start = at;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === delimiterCode || isLineEnd(code)) break;
      }
      record.fields.push(start === at ? field : field + text.slice(start, at));
      if (text.charCodeAt(at) !== delimiterCode) break;
      at++;
    }
    if (text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED) at++;
    at++;
    line++;
    if (record.fields.some((field) => field.trim() !== '')) yield record;
  }
}

function countLineEnds(field: string): number {
  let count = 0;
  for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) count++;
  return count;
}
