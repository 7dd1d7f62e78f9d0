import { describe, expect, it } from 'vitest';
import { parseLabels, UnreadableLabelsError } from './labels-csv.ts';

const table = (text: string, path = 'data/labels.csv') => {
  const parsed = parseLabels(path, text);
  if (parsed === null) throw new Error('not a table of labels');
  return parsed;
};

const error = (text: string, path = 'labels.csv'): UnreadableLabelsError => {
  try {
    parseLabels(path, text);
  } catch (thrown) {
    if (thrown instanceof UnreadableLabelsError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
};

describe('parseLabels', () => {
  it('reads every column', () => {
    expect(table('path,emotion,speaker,text,gender\na.wav,happy,Anna,Hello,F\n')).toEqual({
      path: 'data/labels.csv',
      rows: [{ line: 2, file: 'a.wav', emotion: 'happy', speaker: 'Anna', text: 'Hello', gender: 'female' }],
      problems: [],
    });
  });

  it.each([
    ['comma', 'path,emotion\na.wav,sad'],
    ['semicolon', 'path;emotion\na.wav;sad\n'],
    ['tab', 'path\temotion\r\na.wav\tsad\r\n'],
    ['old Mac line ends', 'path,emotion\ra.wav,sad\r'],
    ['byte-order mark', '\ufeffpath,emotion\na.wav,sad'],
    ['byte-order mark and quotes', '\ufeff"note, long",path,emotion\n"x, y",a.wav,sad'],
    ["Excel's sep line", 'sep=;\r\npath;emotion\r\na.wav;sad'],
    ['a delimiter of its own', 'sep=|\npath|emotion\na.wav|sad'],
    ['blank lines', '\n\npath,emotion\n\n  \n,,\na.wav,sad\n\n'],
    ['blanks around', ' path , emotion \n a.wav , sad '],
    ['other order and case', 'Emotion,x,FileName\nsad,1,a.wav'],
    ['underscores', 'file_name,label_emotion\na.wav,sad'],
    ['camel case', 'audioFile,emotionLabel\na.wav,sad'],
    ['class and wav', 'wav,class\na.wav,sad'],
    ['commas inside tabs', 'path\tnote, long\temotion\na.wav\tx, y\tsad'],
    ['pandas', ',path,emotion\n0,a.wav,sad'],
    ['accents', 'Datei;Gefühl\na.wav;sad'],
  ])('reads: %s', (_, text) => {
    expect(table(text).rows).toMatchObject([{ file: 'a.wav', emotion: 'sad' }]);
  });

  it('prefers the more telling of two columns', () => {
    const { rows } = table('name,path,class,emotion\nAnna,a.wav,1,sad');
    expect(rows).toMatchObject([{ file: 'a.wav', emotion: 'sad' }]);
  });

  it('reads quoted fields with delimiters, quotes and line ends, and counts lines on', () => {
    const { rows } = table('path,emotion,text\n"a, 1.wav",sad,"He said ""no"",\nand left"\nb.wav,happy,');
    expect(rows).toEqual([
      {
        line: 2,
        file: 'a, 1.wav',
        emotion: 'sad',
        speaker: null,
        text: 'He said "no",\nand left',
        gender: null,
      },
      { line: 4, file: 'b.wav', emotion: 'happy', speaker: null, text: null, gender: null },
    ]);
  });

  it.each([
    ['F', 'female'],
    ['weird', null],
    ['constructor', null],
    ['Male', 'male'],
    ['w', 'female'],
  ])('reads gender %s as %s', (cell, gender) => {
    expect(table(`path,emotion,sex\na.wav,sad,${cell}`).rows[0].gender).toBe(gender);
  });

  it('skips rows that lack a cell and reports them once', () => {
    const { rows, problems } = table('path,emotion\na.wav,\n,sad\nb.wav\nc.wav,sad');
    expect(rows).toMatchObject([{ file: 'c.wav', line: 5 }]);
    expect(problems).toHaveLength(1);
    expect(problems[0].message).toMatch(/data\/labels\.csv.*3 lines, the first line 2/);
  });

  it.each([
    '',
    '\n\n',
    'a,b\n1,2',
    'path,age\na.wav,3',
    'ActorID,Age,Sex\n1001,51,Male',
    '"',
    'id,label\n1,2',
  ])('passes over a table about something else: %j', (text) => {
    expect(parseLabels('VideoDemographics.csv', text)).toBeNull();
  });

  it('expects the columns of a file called labels.csv', () => {
    const thrown = error('path,age\na.wav,3', 'x/Labels.CSV');
    expect(thrown.message).toMatch(/x\/Labels\.CSV.*line 1/);
    expect(thrown.remedy).toMatch(/path,emotion,speaker/);
    expect(thrown.name).toBe('UnreadableLabelsError');
  });

  it('names the line of a quotation mark that is never closed', () => {
    expect(error('path,emotion\na.wav,sad\n"b.wav,sad\nc.wav,sad').message).toMatch(/labels\.csv.*line 3/);
  });

  it('refuses more than a million rows, and takes a million', () => {
    const million = `path,emotion\n${'a,b\n'.repeat(1_000_000)}`;
    expect(table(million).rows).toHaveLength(1_000_000);
    expect(error(`${million}a,b`).message).toMatch(/line 1000002.*1,000,000 rows/);
  });

  it('refuses more than 64 MB', () => {
    expect(error(`path,emotion\n${' '.repeat(64 * 1024 * 1024)}`).message).toMatch(/64 MB/);
  });
});
