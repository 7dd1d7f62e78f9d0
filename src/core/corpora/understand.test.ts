import { describe, expect, it } from 'vitest';
import { applyMapping, type LabelGroup, type Understanding, understand } from './understand.ts';

/** Group words with their guesses and clips: 'Happy → happy: 2'. */
function groupsOf({ groups }: Understanding): string[] {
  return groups.map(({ word, emotion, paths }) => `${word} → ${emotion}: ${paths.length}`);
}

function groupNamed(understanding: Understanding, word: string): LabelGroup {
  const group = understanding.groups.find((candidate) => candidate.word === word);
  if (group === undefined) throw new Error(`no group ${word} in ${groupsOf(understanding).join(', ')}`);
  return group;
}

/** 'path: emotion, speaker' after the guesses are taken. */
function labelled(understanding: Understanding, choices = new Map()): string[] {
  return applyMapping(understanding, choices).entries.map(
    ({ path, labels }) => `${path}: ${labels.emotion}, ${labels.speaker}`,
  );
}

describe('labelled folders', () => {
  it('groups speaker/emotion trees by label word, known or not', () => {
    const understanding = understand(
      ['anna/happy/1.wav', 'anna/boredom/2.wav', 'bert/Happy/3.wav', 'bert/Wut/4.wav', 'bert/excited/5.wav'],
      [],
    );
    expect(groupsOf(understanding)).toEqual([
      'boredom → null: 1',
      'excited → null: 1',
      'happy → happy: 2',
      'Wut → angry: 1',
    ]);
    expect(groupNamed(understanding, 'happy')).toEqual({
      id: 'folders:happy',
      word: 'happy',
      origin: 'folders',
      emotion: 'happy',
      paths: ['anna/happy/1.wav', 'bert/Happy/3.wav'],
      example: 'anna/happy/1.wav',
      speakers: 2,
    });
    expect(understanding.entries).toEqual([]);
  });

  it('groups emotion/speaker trees', () => {
    const understanding = understand(
      ['data/happy/anna/1.wav', 'data/happy/bert/2.wav', 'data/müde/anna/3.wav', 'data/müde/take 2/4.wav'],
      [],
    );
    expect(groupsOf(understanding)).toEqual(['happy → happy: 2', 'müde → null: 2']);
    expect(groupNamed(understanding, 'happy').speakers).toBe(2);
    expect(groupNamed(understanding, 'müde').speakers).toBe(1);
  });

  it('finds the label at the depth where its siblings have theirs', () => {
    const paths = ['d/anna/happy/x/1.wav', 'd/anna/zzz/x/2.wav', 'd/bert/yyy/x/3.wav', 'd/bert/zzz/4.wav'];
    expect(groupsOf(understand(paths, []))).toEqual(['happy → happy: 1', 'yyy → null: 1', 'zzz → null: 2']);
  });

  it('looks to the nearest siblings first: two datasets in one drop', () => {
    const paths = ['a/happy/p1/1.wav', 'a/foo/p1/2.wav', 'b/p1/happy/3.wav', 'b/p1/foo/4.wav'];
    const understanding = understand(paths, []);
    expect(groupsOf(understanding)).toEqual(['foo → null: 2', 'happy → happy: 2']);
    expect(groupNamed(understanding, 'foo').speakers).toBe(1);
  });

  it('folds case, accents and separators of one word, in several languages', () => {
    const paths = ['Traurig', 'TRAURIG', 'felicità', 'Felicita\u0300', 'enojo', 'Très fâché', 'tres_fache'];
    expect(
      groupsOf(
        understand(
          paths.map((folder, i) => `d/${folder}/${i}.wav`),
          [],
        ),
      ),
    ).toEqual(['enojo → angry: 1', 'felicità → happy: 2', 'Traurig → sad: 2', 'Très fâché → null: 2']);
  });

  it('takes numbers for labels', () => {
    const paths = ['set/train/1/a.wav', 'set/train/2/b.wav', 'set/test/1/c.wav', 'set/01/d.wav'];
    expect(groupsOf(understand(paths, []))).toEqual(['01 → null: 1', '1 → null: 2', '2 → null: 1']);
    expect(groupsOf(understand(['1/speaker 4/audio/a.wav', '2/Actor_5/b.wav'], []))).toEqual([
      '1 → null: 1',
      '2 → null: 1',
    ]);
  });

  it.each(['x.wav', 'train/x.wav', 'speaker 3/audio/x.wav', 'Female/x.wav', 'My recordings/x.wav'])(
    'leaves %s out as before: no folder is a label',
    (path) => {
      const { groups, leftOut } = understand([path], []);
      expect(groups).toEqual([]);
      expect(leftOut).toEqual([
        { path, kind: 'unlabelled', reason: expect.stringMatching(/Neither its name nor a folder/) },
      ]);
    },
  );

  it('reads a doubled tree as one', () => {
    const tree = ['anna/happy/1.wav', 'anna/meh/2.wav'];
    const paths = [...tree.map((path) => `set/${path}`), ...tree.map((path) => `set/set/${path}`)];
    const understanding = understand(paths, []);
    expect(groupsOf(understanding)).toEqual(['happy → happy: 2', 'meh → null: 2']);
    expect(groupNamed(understanding, 'meh').speakers).toBe(1);
  });

  it('passes over what is no recording and lists what cannot be decoded', () => {
    const { groups, leftOut } = understand(['happy/.DS_Store', 'happy/x.txt', 'happy/x.wma', 'happy/'], []);
    expect(groups).toEqual([]);
    expect(leftOut).toEqual([
      { path: 'happy/x.wma', kind: 'unreadable', reason: expect.stringMatching(/Convert/) },
    ]);
  });
});

describe('known corpora', () => {
  it('are sure, whatever folders they lie in, and never in groups', () => {
    const paths = ['boredom/03-01-05-02-01-01-07.wav', 'sad/1001_DFA_ANG_XX.wav', 'mine/sad/x.wav'];
    const understanding = understand(paths, []);
    expect(understanding.entries.map(({ labels }) => labels.emotion)).toEqual(['angry', 'angry']);
    expect(groupsOf(understanding)).toEqual(['sad → sad: 1']);
  });

  it('are left out with their own reasons: other emotions, videos, unknown codes', () => {
    const paths = [
      'happy/03a01La.wav',
      'excited/male1_excited_1a_1.wav',
      'x/01-01-05-01-01-01-01.mp4',
      'some/1001_DFA_BOR_XX.wav',
    ];
    const { groups, leftOut } = understand(paths, []);
    expect(groups).toEqual([]);
    expect(leftOut.map(({ kind, reason }) => `${kind}: ${reason.split(' ')[0]}`)).toEqual([
      'unlabelled: EmoDB’s',
      'unlabelled: JL-Corpus’s',
      'not-audio: A',
      'unlabelled: The',
    ]);
  });

  it('give way to an emotion folder where only the spelling is alike', () => {
    expect(groupsOf(understand(['bea/happy/24-01-05-12-30-45-59.wav'], []))).toEqual(['happy → happy: 1']);
  });
});

describe('tables', () => {
  const csv = (path: string, ...rows: string[]) => ({ path, text: rows.join('\n') });

  it('beat folders, and keep what the path tells besides', () => {
    const understanding = understand(
      ['anna/sad/1.wav', 'anna/sad/2.wav', 'speaker 7/3.wav', 'x/4.wav'],
      [csv('labels.csv', 'path,emotion,speaker,text', '1.wav,Joy,,Hi', '3,Joy,,', '4,meh,Cleo,')],
    );
    expect(groupsOf(understanding)).toEqual(['sad → sad: 1', 'Joy → happy: 2', 'meh → null: 1']);
    expect(groupNamed(understanding, 'Joy')).toMatchObject({ id: 'table:joy', origin: 'table', speakers: 2 });
    const { entries } = applyMapping(understanding, new Map([['table:meh', 'calm']]));
    expect(entries.find(({ path }) => path === 'anna/sad/1.wav')!.labels).toEqual({
      corpus: 'Table',
      emotion: 'happy',
      speaker: 'Folders anna',
      gender: null,
      text: 'Hi',
      intensity: null,
    });
    expect(labelled(understanding, new Map([['table:meh', 'calm']]))).toEqual([
      'anna/sad/2.wav: sad, Folders anna',
      'anna/sad/1.wav: happy, Folders anna',
      'speaker 7/3.wav: happy, Folders speaker 7',
      'x/4.wav: calm, Folders cleo',
    ]);
  });

  it('change nothing about a known corpus by repeating it or by codes', () => {
    const paths = [
      'samples/EB0_anger_1.wav',
      'samples/WR0_surprised_64.wav',
      'Actor_01/03-01-05-01-01-01-01.wav',
    ];
    const rows = ['EB0_anger_1.wav\tanger', 'WR0_surprised_64.wav\tsurprised', '03-01-05-01-01-01-01.wav\t5'];
    const understanding = understand(paths, [csv('data.tsv', 'file_id\temotion', ...rows)]);
    expect(understanding).toMatchObject({ groups: [], problems: [], leftOut: [] });
    expect(understanding.entries).toHaveLength(3);
  });

  it('override a known corpus with another emotion; its people keep their names', () => {
    const understanding = understand(
      ['wav/03a01La.wav', 'wav/03a01Wa.wav'],
      [csv('labels.csv', 'path,emotion,speaker', 'wav/03a01La.wav,bored,x', 'wav/03a01Wa.wav,disgust,x')],
    );
    expect(groupsOf(understanding)).toEqual(['bored → null: 1', 'disgust → disgust: 1']);
    expect(labelled(understanding, new Map([['table:bored', 'calm']]))).toEqual([
      'wav/03a01La.wav: calm, EmoDB 03',
      'wav/03a01Wa.wav: disgust, EmoDB 03',
    ]);
  });

  it('are passed over when about something else, and reported when broken', () => {
    const understanding = understand(
      ['happy/x.wav'],
      [csv('VideoDemographics.csv', 'ActorID,Age', '1001,51'), csv('labels.csv', 'a,b', '1,2')],
    );
    expect(understanding.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/“labels\.csv”, line 1/),
    ]);
    expect(groupsOf(understanding)).toEqual(['happy → happy: 1']);
  });

  it('do not call a file missing that cannot be decoded', () => {
    const table = csv('labels.csv', 'path,emotion', 'x.wma,sad', 'y.wav,sad');
    const understanding = understand(['x.wma', 'y.wav'], [table]);
    expect(understanding.problems).toEqual([]);
    expect(understanding.leftOut).toMatchObject([{ path: 'x.wma', kind: 'unreadable' }]);
  });

  it('ignores what macOS leaves of a table', () => {
    const table = csv('__MACOSX/._labels.csv', 'junk');
    expect(understand(['happy/x.wav'], [table]).problems).toEqual([]);
  });
});

describe('applyMapping', () => {
  const understanding = understand(['Actor_01/03-01-05-01-01-01-01.wav', 'happy/1.wav', 'zest/2.wav'], []);

  it('takes the guesses where nothing is chosen', () => {
    const { entries, leftOut } = applyMapping(understanding, new Map());
    expect(entries.map(({ path, labels }) => `${path}: ${labels.emotion}`)).toEqual([
      'Actor_01/03-01-05-01-01-01-01.wav: angry',
      'happy/1.wav: happy',
    ]);
    expect(leftOut).toEqual([
      {
        path: 'zest/2.wav',
        kind: 'unlabelled',
        reason: expect.stringMatching(/“zest” stands for no emotion/),
      },
    ]);
  });

  it('takes the choices', () => {
    const choices = new Map([
      ['folders:happy', null],
      ['folders:zest', 'surprised' as const],
    ]);
    const { entries, leftOut } = applyMapping(understanding, choices);
    expect(entries.map(({ labels }) => labels.emotion)).toEqual(['angry', 'surprised']);
    expect(leftOut).toMatchObject([
      { path: 'happy/1.wav', reason: expect.stringMatching(/“happy” was not/) },
    ]);
  });

  it('leaves the understanding as it is', () => {
    applyMapping(understanding, new Map());
    expect(understanding.entries).toHaveLength(1);
    expect(understanding.leftOut).toEqual([]);
  });
});

describe('hostile and large drops', () => {
  it('survives any name', () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      '..',
      '---',
      '💢',
      '\u0000',
      '\ud800',
      'a'.repeat(65535),
    ];
    const paths = names.flatMap((name) => [`${name}/x.wav`, `happy/${name}/y.wav`, `${name}.wav`]);
    const understanding = understand(paths, []);
    const { entries, leftOut } = applyMapping(understanding, new Map());
    expect(new Set([...entries, ...leftOut].map(({ path }) => path))).toEqual(
      // A dot hides a file, so '...wav' is none of the user's.
      new Set(paths.filter((path) => path !== '...wav')),
    );
    for (const { reason } of leftOut) expect(reason.length).toBeLessThan(300);
    expect(() => structuredClone(understanding)).not.toThrow();
  });

  const range = (make: (i: number) => string) => Array.from({ length: 100_000 }, (_, i) => make(i));

  // Anything that compared paths with each other would take minutes here, and time out.
  it.each<[string, (i: number) => string]>([
    ['of a known corpus', (i) => `AudioWAV/${1001 + (i % 91)}_IEO_SAD_HI (${i}).wav`],
    ['in a few labelled folders', (i) => `d/${i % 50}/${['happy', 'meh', 'sad'][i % 3]}/${i}.wav`],
    ['each in a folder of its own', (i) => `d/${i}/happy ${i % 2 ? '' : 'feet'}/x.wav`],
  ])(
    'understands 100,000 paths %s',
    (_, make) => {
      const { entries, leftOut } = applyMapping(understand(range(make), []), new Map());
      expect(entries.length + leftOut.length).toBe(100_000);
    },
    30_000,
  );

  it('understands 100,000 paths of one name, and a table of them from elsewhere', () => {
    const paths = range((i) => `d/p${i}/${i % 2 ? 'zzz' : 'happy'}/deep/er/01.wav`);
    const text = ['path,emotion', ...paths.map((path) => `/elsewhere/${path},Joy`)].join('\n');
    const { entries, leftOut } = applyMapping(understand(paths, [{ path: 'meta/l.csv', text }]), new Map());
    expect(leftOut).toEqual([]);
    expect(entries).toHaveLength(100_000);
    expect(entries.every(({ labels }) => labels.emotion === 'happy')).toBe(true);
  }, 60_000);
});
