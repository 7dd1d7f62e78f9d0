import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { ascii, concat } from '../audio/testing/build.ts';
import { UnreadableSourceError } from '../errors.ts';
import { crc32 } from './crc32.ts';
import { readDirectory } from './directory.ts';
import {
  type EntryParts,
  endRecord,
  inMemory,
  localEntry,
  record,
  sparse,
  zip,
  zipOfMany,
} from './testing/build.ts';

const GB4 = 2 ** 32;
const A: EntryParts = { name: 'a.wav', data: ascii('some sound') };
const B: EntryParts = { name: 'b/c.wav', data: ascii('more') };

function read(bytes: Uint8Array) {
  return readDirectory(inMemory(bytes), 'test.zip');
}

async function paths(bytes: Uint8Array): Promise<string[]> {
  return (await read(bytes)).map((entry) => entry.path);
}

async function failure(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) throw error;
    expect(error.message).toContain('test.zip');
    expect(error.remedy).not.toBe('');
    return error.message;
  }
  throw new Error('was read');
}

describe('what is read', () => {
  test('every field of an entry, in the directory’s order', async () => {
    const bytes = zip([B, { ...A, method: 8, bytes: 20, crc32: 7, flags: 1 }]);
    const second = 30 + 7 + 4;
    expect(await read(bytes)).toEqual([
      {
        path: 'b/c.wav',
        offset: 0,
        compressedBytes: 4,
        bytes: 4,
        method: 0,
        crc32: crc32(ascii('more')),
        encrypted: false,
      },
      { path: 'a.wav', offset: second, compressedBytes: 10, bytes: 20, method: 8, crc32: 7, encrypted: true },
    ]);
  });

  test('a zip by jszip, with folders dropped', async () => {
    const made = new JSZip();
    made.file('x/Äpfel.wav', 'abc').file('x/y/z.txt', '');
    made.folder('empty');
    const bytes = await made.generateAsync({ type: 'uint8array', compression: 'DEFLATE', streamFiles: true });
    expect(await paths(bytes)).toEqual(['x/Äpfel.wav', 'x/y/z.txt']);
  });

  test('comments, of entries and of the zip, even where one holds an end record', async () => {
    const fake = endRecord({ disk: 3, entriesHere: 1, entries: 2, bytes: 90, start: 4 }, new Uint8Array(0));
    expect(await paths(zip([{ ...A, comment: ascii('hello') }, B], { comment: fake }))).toEqual([
      'a.wav',
      'b/c.wav',
    ]);
    expect(await paths(zip([A], { comment: new Uint8Array(0xffff).fill(0x50) }))).toEqual(['a.wav']);
  });

  test('bytes behind the zip', async () => {
    expect(await paths(zip([A], { suffix: new Uint8Array(500) }))).toEqual(['a.wav']);
  });

  test('data before the zip, whether the offsets know of it or not', async () => {
    const prefix = ascii('MZ this is a program that unpacks itself');
    for (const prefixCounts of [false, true]) {
      const entries = await read(zip([A, B], { prefix, prefixCounts }));
      expect(entries.map((entry) => entry.offset)).toEqual([prefix.length, prefix.length + 45]);
    }
  });

  test('bytes between the directory and the end record', async () => {
    const whole = zip([A]);
    const cut = whole.length - 22;
    expect(await paths(concat([whole.subarray(0, cut), new Uint8Array(9), whole.subarray(cut)]))).toEqual([
      'a.wav',
    ]);
  });

  test('data descriptors and a digital signature', async () => {
    const [entry] = await read(zip([{ ...A, descriptor: true }]));
    expect(entry).toMatchObject({ bytes: 10, compressedBytes: 10, crc32: crc32(ascii('some sound')) });
    const signed = zip([A, { name: '', says: { signature: 0x05054b50 } }], { says: { entries: 1 } });
    expect(await paths(signed)).toEqual(['a.wav']);
  });

  test('exactly 65,535 entries without zip64, and more, of which macOS writes the count’s lower 16 bits', async () => {
    expect(await read(zipOfMany(65_535))).toHaveLength(65_535);
    expect(await read(zipOfMany(65_537, 1))).toHaveLength(65_537);
  });

  test('100,000 entries', async () => {
    const bytes = zipOfMany(100_000);
    const started = performance.now();
    const entries = await read(bytes);
    console.info(`100,000 entries read in ${(performance.now() - started).toFixed(0)} ms`);
    expect(entries.at(-1)).toMatchObject({ path: '0099999', offset: 99_999 * 37 });
  });
});

test('little is read besides the directory, however large the zip', async () => {
  const bytes = zip([{ name: 'a.wav', data: new Uint8Array(1_000_000) }]);
  let bytesRead = 0;
  const file = inMemory(bytes);
  await readDirectory(
    {
      size: file.size,
      read: (offset, length) => file.read(offset, length).finally(() => (bytesRead += length)),
    },
    'test.zip',
  );
  expect(bytesRead).toBeLessThan(70_000);
});

describe('zip64', () => {
  test('end record and extra fields, with and without data before the zip', async () => {
    const entries = [{ ...A, zip64: true }, B];
    expect(await paths(zip(entries, { zip64: true }))).toEqual(['a.wav', 'b/c.wav']);
    const shifted = await read(zip(entries, { zip64: true, prefix: ascii('#!/bin/sh\n') }));
    expect(shifted.map((entry) => entry.offset)).toEqual([10, 55]);
  });

  test('a zip of 9 GB whose second entry lies beyond 4 GB', async () => {
    const first = 4.5 * 1024 ** 3;
    const directoryAt = 9 * 1024 ** 3;
    const built = zip(
      [
        { ...A, zip64: true, says: { bytes: first, compressedBytes: first - 1000 } },
        { ...B, zip64: true, says: { offset: first } },
      ],
      { zip64: true, says: { start: directoryAt } },
    );
    // The two local entries are not needed: only what follows them is laid at the end of the sparse file.
    const end = built.subarray(localEntry(A).length + localEntry(B).length);
    const locatorPosition = directoryAt + end.length - 22 - 20 - 56;
    end.set(record('8', [locatorPosition]), end.length - 22 - 12);
    const file = sparse(directoryAt + end.length, [{ at: directoryAt, bytes: end }]);
    expect(await readDirectory(file, 'big.zip')).toMatchObject([
      { path: 'a.wav', offset: 0, bytes: first, compressedBytes: first - 1000 },
      { path: 'b/c.wav', offset: first, bytes: 4 },
    ]);
  });

  test('an extra field that is too short, and an end record that is not there', async () => {
    const short = { ...A, extra: record('224', [1, 4, 10]), says: { bytes: 0xffffffff } };
    expect(await failure(zip([short]))).toContain('entry 1 ');
    const lost = zip([A], { zip64: true });
    lost.fill(0, lost.length - 22 - 20 - 56, lost.length - 22 - 20);
    expect(await failure(lost)).toContain('zip64');
    expect(await failure(zip([A], { says: { start: 0xffffffff } }))).toContain('zip64');
  });
});

test('macOS’s zips beyond 4 GB, whose offsets are cut to 32 bits', async () => {
  const directoryAt = 2 * GB4 + 5000;
  const offsets = [0, 3e9, 6e9, 8e9];
  const built = zip(
    offsets.map((offset) => ({ name: `${offset}`, says: { offset: offset % GB4 } })),
    { says: { start: directoryAt % GB4 } },
  );
  const end = built.subarray(offsets.reduce((length, offset) => length + 30 + `${offset}`.length, 0));
  const file = sparse(directoryAt + end.length, [
    { at: 0, bytes: localEntry(A) },
    { at: directoryAt, bytes: end },
  ]);
  const entries = await readDirectory(file, 'mac.zip');
  expect(entries.map((entry) => entry.offset)).toEqual(offsets);
});

describe('what is refused', () => {
  test('what is no zip, by what it is', async () => {
    expect(await failure(new Uint8Array(0))).toContain('is empty');
    expect(await failure(ascii('RIFF....WAVE'))).toContain('not a zip file, although');
    expect(await failure(ascii('Rar!\x1a\x07\x01'))).toContain('RAR');
    expect(await failure(ascii('\x1f\x8b\x08'))).toContain('tar');
    expect(await failure(ascii('\r\n<!doctype html><title>Sign in'))).toContain('web page');
  });

  test('a zip without files', async () => {
    expect(await failure(zip([]))).toContain('is empty');
    expect(await failure(zip([{ name: 'folder/' }]))).toContain('is empty');
  });

  test('a zip cut short anywhere', async () => {
    const whole = zip([A, B, A], { comment: ascii('the end') });
    for (let length = 4; length < whole.length; length++)
      expect(await failure(whole.subarray(0, length))).toMatch(/incomplete|damaged/);
  });

  test('a zip cut short inside a stored zip, which has an end record of its own', async () => {
    const inner = zip([B]);
    const whole = zip([A, { name: 'inner.zip', data: inner }, A]);
    const cut = whole.subarray(0, localEntry(A).length + 30 + 9 + inner.length);
    expect(await failure(cut)).toContain('incomplete');
    expect(await failure(concat([cut, new Uint8Array(30)]))).toContain('incomplete');
  });

  test('a zip with its middle missing', async () => {
    const whole = zip([A, B]);
    expect(await failure(concat([whole.subarray(0, 50), whole.subarray(60)]))).toContain('incomplete');
  });

  test('parts of a split zip', async () => {
    expect(await failure(zip([A], { says: { disk: 2 } }))).toContain('split');
    expect(await failure(zip([A], { says: { entriesHere: 1, entries: 9 } }))).toContain('split');
    expect(await failure(zip([{ ...A, disk: 1 }]))).toContain('split');
    expect(await failure(record('4', [0x08074b50], localEntry(A)))).toContain('split');
  });

  test('a directory out of bounds', async () => {
    expect(await failure(zip([A], { says: { bytes: 100_000 } }))).toContain('incomplete');
    expect(await failure(zip([A], { says: { bytes: 20 } }))).toContain('table of contents');
    expect(await failure(zip([A], { says: { bytes: 0 } }))).toContain('table of contents');
    expect(await failure(zip([A], { says: { start: 100_000 } }))).toContain('incomplete');
  });

  test('damaged entries, and more or fewer than the end record says', async () => {
    expect(await failure(zip([A, { ...B, says: { signature: 1 } }]))).toContain('entry 2 ');
    expect(await failure(zip([A, B], { says: { entries: 3 } }))).toContain('lists 2 entries');
    expect(await failure(zip([A, { ...B, says: { offset: 5000 } }]))).toContain('“b/c.wav” lies outside');
    expect(await failure(zip([A, { ...B, says: { compressedBytes: 100 } }]))).toContain(
      '“b/c.wav” lies outside',
    );
  });

  test('a password on everything, but not on one entry', async () => {
    const locked = { ...A, flags: 1 };
    expect(await failure(zip([locked, { ...B, flags: 1 }]))).toContain('password');
    expect((await read(zip([locked, B]))).map((entry) => entry.encrypted)).toEqual([true, false]);
  });

  test('overlapping entries', async () => {
    expect(await failure(zip([A, { ...B, says: { offset: 0 } }]))).toContain('overlap');
    // Fifield's: each entry's data holds the next entry's header.
    const quoted = [{ ...A, says: { compressedBytes: 40 } }, B];
    expect(await failure(zip(quoted))).toContain('overlap');
  });

  test('a bomb, but not much silence', async () => {
    const silence = { ...A, data: new Uint8Array(1000), method: 8 };
    expect(await read(zip([{ ...silence, bytes: 3_000_000_000 }]))).toHaveLength(1);
    const bomb = [1, 2, 3].map((i) => ({ ...silence, name: `${i}`, bytes: 3_000_000_000 }));
    expect(await failure(zip(bomb))).toContain('unpack to 9 GB');
  });

  test('too many entries, told before they are read', async () => {
    expect(await failure(zip([A], { zip64: true, says: { entries: 1_000_001 } }))).toContain('1,000,000');
  });
});
