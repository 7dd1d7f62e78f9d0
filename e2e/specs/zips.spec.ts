/** Zips as people and attackers make them: nested, huge in number, bombs. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { type EntryParts, localEntry, zip as zipRecords } from '../../src/core/zip/testing/build.ts';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

const files = ravdessFiles({ speakers: 3, emotions: ['happy', 'sad'], takes: 2 });

test('zips inside a zip are read, one level deep', async ({ intone }) => {
  const inner = await zipOf(files.slice(0, 6));
  const deepest = await zipOf([{ path: 'too-deep.zip', bytes: await zipOf(files.slice(0, 1)) }]);
  const outer = await zipOf([
    ...files.slice(6),
    { path: 'parts/speech.zip', bytes: inner },
    { path: 'parts/more.zip', bytes: deepest },
  ]);
  await intone.open();
  await intone.add([{ name: 'outer.zip', buffer: outer }]);
  await intone.expectState('Data', '12 clips, 3 speakers');
  const table = intone.page.getByRole('table', { name: 'Files left out' });
  await expect(table).toContainText('a zip inside a zip inside a zip');
});

test('100,000 recordings that cannot be used are all listed, and the page answers meanwhile', async ({
  intone,
}) => {
  const { page } = intone;
  const zip = new JSZip();
  for (const { path, bytes } of files) zip.file(path, bytes);
  for (let i = 0; i < 100_000; i++) zip.file(`notes/${i}.wma`, '');
  const buffer = await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
  await intone.open();
  await intone.add([{ name: 'crowd.zip', buffer }]);
  await intone.expectState('Data', '12 clips, 3 speakers', 60_000);
  await expect(page.getByRole('heading', { name: '100,000 files left out' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('101–200 of 100,000')).toBeVisible();
});

test('a recording that unpacks to more than any recording has is refused, the others are read', async ({
  intone,
}) => {
  const zip = new JSZip();
  for (const { path, bytes } of files) zip.file(path, bytes);
  // 300 MB of zeros in 300 kB.
  zip.file('Actor_09/03-01-03-01-01-01-09.wav', new Uint8Array(300 * 1024 ** 2));
  const buffer = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  expect(buffer.length).toBeLessThan(3_000_000);
  await intone.open();
  await intone.add([{ name: 'bomb.zip', buffer }]);
  await intone.expectState('Data', '12 clips, 3 speakers');
  await expect(intone.page.getByRole('table', { name: 'Files left out' })).toContainText('more than 256 MB');
});

test('a zip of 5 GB is read where its recordings are, and nowhere else', async ({ intone }) => {
  const folder = mkdtempSync(join(tmpdir(), 'intone-'));
  const path = join(folder, 'huge.zip');
  const { bytes, start } = zipAt(5 * 1024 ** 3, files);
  // A hole in the file: it takes no room on disk.
  const file = openSync(path, 'w');
  writeSync(file, bytes, 0, bytes.length, start);
  closeSync(file);
  try {
    await intone.open();
    await intone.add([path]);
    await intone.expectState('Data', '12 clips, 3 speakers');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A zip64 whose entries begin at `start`, and the bytes from there on. */
function zipAt(start: number, contents: { path: string; bytes: Uint8Array }[]) {
  let offset = start;
  const entries = contents.map(({ path, bytes }): EntryParts => {
    const entry: EntryParts = { name: path, data: bytes, zip64: true, says: { offset } };
    offset += localEntry(entry).length;
    return entry;
  });
  const plain = zipRecords(entries, { zip64: true });
  // The directory's length is what stands between the last entry and the three end records.
  const directoryBytes = plain.length - (offset - start) - 56 - 20 - 22;
  const bytes = zipRecords(entries, {
    zip64: true,
    says: { start: offset, locator: offset + directoryBytes },
  });
  return { bytes, start };
}
