import { expect, test } from 'vitest';
import { ascii, concat } from '../audio/testing/build.ts';
import { parsePath } from '../corpora/path.ts';
import { crc32 } from './crc32.ts';
import { readDirectory } from './directory.ts';
import { harmlessPath, UniqueLabels } from './labels.ts';
import { localDataOffset } from './local.ts';
import { decodeName } from './names.ts';
import { inMemory, localEntry, record, zip } from './testing/build.ts';
import { decodeUtf8 } from './utf8.ts';

const NONE = new Uint8Array(0);
const utf8 = (text: string) => new TextEncoder().encode(text);

function unicodePath(plain: Uint8Array, text: string, version = 1): Uint8Array {
  const field = concat([Uint8Array.of(version), record('4', [crc32(plain)]), utf8(text)]);
  return concat([record('22', [0x5455, 1], Uint8Array.of(9)), record('22', [0x7075, field.length], field)]);
}

test('the CRC-32 of the standard’s check string, and of every length up to a few steps', () => {
  expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 37);
  for (let length = 0; length <= 40; length++) {
    let crc = 0xffffffff;
    for (const byte of bytes.subarray(0, length)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    expect(crc32(bytes.subarray(0, length))).toBe(~crc >>> 0);
  }
});

test('UTF-8 is decoded as TextDecoder does it, and refused where that refuses it', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const check = (bytes: Uint8Array) => {
    let expected: string | null;
    try {
      expected = strict.decode(bytes);
    } catch {
      expected = null;
    }
    expect(decodeUtf8(bytes)).toBe(expected);
  };
  check(utf8('Grüße, 感情, 😀, \u07ff\u0800\uffff\u{10000}\u{10ffff}'));
  check(utf8(`${'x'.repeat(20_000)}ü${'y'.repeat(20_000)}`));
  const interesting = [
    0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4,
    0xf5, 0xff,
  ];
  for (const a of interesting)
    for (const b of interesting) {
      check(Uint8Array.of(a, b));
      for (const c of interesting) for (const d of [0x41, 0x80, 0xbf]) check(Uint8Array.of(a, b, c, d));
    }
});

test('names: the flag, the Unicode path, UTF-8 without a flag, the DOS code page', () => {
  const dos = Uint8Array.of(0x94, 0x66, 0x81, 0x72, 0xe1); // öfürß
  expect(decodeName(utf8('fröhlich'), NONE, true)).toBe('fröhlich');
  expect(decodeName(utf8('fröhlich'), NONE, false)).toBe('fröhlich');
  expect(decodeName(dos, NONE, false)).toBe('öfürß');
  expect(decodeName(dos, NONE, true)).toBe('öfürß');
  expect(decodeName(dos, unicodePath(dos, '怒り'), false)).toBe('怒り');
  // Renamed since: the checksum is another name's.
  expect(decodeName(ascii('b'), unicodePath(ascii('a'), '怒り'), false)).toBe('b');
  expect(decodeName(ascii('a'), unicodePath(ascii('a'), '怒り', 2), false)).toBe('a');
  expect(decodeName(ascii('a'), unicodePath(ascii('a'), 'xyz').subarray(0, 12), false)).toBe('a');
});

test('code page 437 is whole', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  const text = decodeName(all, NONE, false);
  expect(text).toHaveLength(256);
  expect(new Set(text).size).toBe(256);
  expect(text[0x80] + text[0x84] + text[0x9a] + text[0xe1] + text[0xb0] + text[0xfe]).toBe('ÇäÜß░■');
});

test.each([
  ['/etc/passwd', 'etc/passwd'],
  ['../../a.wav', 'a.wav'],
  ['C:\\Users\\me\\a.wav', 'Users/me/a.wav'],
  ['\\\\server\\share\\a.wav', 'server/share/a.wav'],
  ['a/./b/../c.wav', 'a/b/c.wav'],
  ['a//b.wav', 'a/b.wav'],
  ['a\0.wav\n', 'a.wav'],
  ['\u202egnp.wav', 'gnp.wav'],
  ['', 'unnamed'],
  ['../..', 'unnamed'],
  [' ', 'unnamed'],
  ['Äther/ß (1).wav', 'Äther/ß (1).wav'],
  ['a.b/03-01.wav', 'a.b/03-01.wav'],
])('the path %j becomes %j', (name, label) => {
  expect(harmlessPath(name)).toBe(label);
});

test('a name of 65,535 bytes keeps its end, and no half characters', async () => {
  const [entry] = await readDirectory(inMemory(zip([{ name: `${'/x'.repeat(32_765)}y.wav` }])), 'z.zip');
  expect(entry.path).toHaveLength(1024);
  expect(entry.path.endsWith('/xy.wav')).toBe(true);
  const faces = harmlessPath(`${'😀'.repeat(600)}a`);
  expect(faces).toBe(`${'😀'.repeat(511)}a`);
});

test('two entries of one name are both kept, and read as the same clip', () => {
  const labels = new UniqueLabels();
  const given = ['a/b.wav', 'a/b (2).wav', 'a/b.wav', 'a/b.wav', 'x/a/b.wav', 'a.d/b', 'a.d/b', '.a', '.a'];
  const unique = given.map((path) => labels.unique(path));
  expect(unique).toEqual([
    'a/b.wav',
    'a/b (2).wav',
    'a/b (3).wav',
    'a/b (4).wav',
    'x/a/b.wav',
    'a.d/b',
    'a.d/b (2)',
    '.a',
    '.a (2)',
  ]);
  expect(parsePath(unique[3])).toEqual(parsePath(unique[0]));
});

test('a local header’s data offset', () => {
  const header = localEntry({ name: 'abc', data: ascii('x'), localExtra: new Uint8Array(8) });
  expect(localDataOffset(header)).toBe(41);
  expect(localDataOffset(header.subarray(0, 30))).toBe(41);
  expect(localDataOffset(header.subarray(0, 29))).toBeNull();
  expect(localDataOffset(header.subarray(1))).toBeNull();
});
