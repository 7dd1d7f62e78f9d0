import { describe, expect, it } from 'vitest';
import { parseLabels } from './labels-csv.ts';
import { matchLabels } from './match-labels.ts';

interface Case {
  /** The tables' rows, `file=emotion`, by the table's path. */
  tables: Record<string, string[]>;
  paths: string[];
}

function match({ tables, paths }: Case) {
  const parsed = Object.entries(tables).map(([path, rows]) => {
    const lines = rows.map((row) => row.replace('=', '\t'));
    return parseLabels(path, ['path\temotion', ...lines].join('\n'))!;
  });
  const { rows, problems } = matchLabels(parsed, paths);
  return {
    labels: Object.fromEntries([...rows].map(([path, row]) => [path, row.emotion])),
    problems: problems.map(({ message }) => message),
  };
}

describe('matchLabels', () => {
  it.each<[string, string, string, string]>([
    ['beside the table', 'labels.csv', 'a.wav', 'a.wav'],
    ['relative to its folder', 'data/labels.csv', 'wavs/a.wav', 'data/wavs/a.wav'],
    ['upwards', 'meta/labels.csv', '../wavs/a.wav', 'wavs/a.wav'],
    ['by the end of the path', 'meta/labels.csv', 'wavs/a.wav', 'data/wavs/a.wav'],
    ['by name alone', 'labels.csv', 'a.wav', 'x/y/a.wav'],
    ['without extension', 'labels.csv', 'a', 'x/a.wav'],
    ['another extension', 'labels.csv', 'a.mp4', 'x/a.wav'],
    ['a dot in the name', 'labels.csv', 'take.2', 'x/take.2.wav'],
    ['another case', 'Labels.csv', 'WAVS/A.WAV', 'wavs/a.wav'],
    ['backslashes', 'data\\labels.csv', '.\\wavs\\a.wav', 'data/wavs/a.wav'],
    ['another machine', 'labels.csv', 'C:\\Users\\me\\wavs\\a.wav', 'voices/wavs/a.wav'],
    ['another root', 'labels.csv', '/home/me/corpus/a.wav', 'voices/a.wav'],
    ['é in two parts', 'labels.csv', 'e\u0301.wav', 'é.wav'],
  ])('finds a file: %s', (_, table, file, path) => {
    expect(match({ tables: { [table]: [`${file}=sad`] }, paths: [path] })).toEqual({
      labels: { [path]: 'sad' },
      problems: [],
    });
  });

  it('tells files of one name apart by their folders', () => {
    const paths = ['d/anna/01.wav', 'd/bert/01.wav'];
    expect(match({ tables: { 'l.csv': ['anna/01=sad', '/old/bert/01.wav=happy'] }, paths }).labels).toEqual({
      'd/anna/01.wav': 'sad',
      'd/bert/01.wav': 'happy',
    });
  });

  it('reports a file of which several could be meant, and labels none', () => {
    const paths = ['anna/01.wav', 'bert/01.wav'];
    const { labels, problems } = match({ tables: { 'l.csv': ['01.wav=sad'] }, paths });
    expect(labels).toEqual({});
    expect(problems).toEqual([expect.stringMatching(/“l\.csv”.*several.*line 2.*“01\.wav”/)]);
  });

  it('prefers the same extension', () => {
    const paths = ['a.mp3', 'a.wav'];
    expect(match({ tables: { 'l.csv': ['a.mp3=sad'] }, paths }).labels).toEqual({ 'a.mp3': 'sad' });
    expect(match({ tables: { 'l.csv': ['a=sad'] }, paths }).problems).toHaveLength(1);
  });

  it('does not take the only 01.wav of one speaker for the missing ones of the others', () => {
    const rows = ['anna/wavs/01.wav=sad', 'bert/wavs/01.wav=happy', 'cleo/wavs/01.wav=angry'];
    const { labels, problems } = match({ tables: { 'l.csv': rows }, paths: ['x/bert/wavs/01.wav'] });
    expect(labels).toEqual({ 'x/bert/wavs/01.wav': 'happy' });
    expect(problems).toEqual([expect.stringMatching(/2 files that are not here: the first in line 2/)]);
    expect(match({ tables: { 'l.csv': rows }, paths: ['x/wavs/01.wav'] }).labels).toEqual({});
  });

  it('reads a doubled tree, each half by its own table', () => {
    const rows = ['x.wav=sad'];
    const tables = { 'a/labels.csv': rows, 'a/a/labels.csv': rows };
    const paths = ['a/wavs/x.wav', 'a/a/wavs/x.wav'];
    expect(match({ tables, paths })).toEqual({
      labels: { 'a/wavs/x.wav': 'sad', 'a/a/wavs/x.wav': 'sad' },
      problems: [],
    });
  });

  it('takes a table of training and one of test clips together', () => {
    const tables = { 'train.csv': ['a.wav=sad'], 'test.csv': ['b.wav=happy'] };
    expect(match({ tables, paths: ['a.wav', 'b.wav'] }).labels).toEqual({ 'a.wav': 'sad', 'b.wav': 'happy' });
  });

  it('lets labels.csv and the first row count, and reports contradictions', () => {
    const tables = { 'a.csv': ['x.wav=sad'], 'labels.csv': ['x.wav=Happy', 'x.wav=happy', 'x.wav=angry'] };
    const { labels, problems } = match({ tables, paths: ['x.wav'] });
    expect(labels).toEqual({ 'x.wav': 'Happy' });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/labels\.csv.*twice with different emotions: line 4/);
    expect(problems[1]).toMatch(/a\.csv/);
  });

  it('says in one line that a table is of other recordings', () => {
    const { problems } = match({ tables: { 'l.csv': ['a.wav=sad', 'b.wav=sad'] }, paths: ['c.wav'] });
    expect(problems).toEqual([expect.stringMatching(/none of the 2 files it names is here/)]);
  });

  it.each(['..', '/', '.', '', '__proto__', 'constructor', '../../../../etc/passwd'])(
    'takes %j for no recording',
    (file) => {
      expect(match({ tables: { 'l.csv': [`${file}=sad`] }, paths: ['a.wav', 'b/c.wav'] }).labels).toEqual({});
    },
  );
});
