/** Zips as people and attackers make them: nested, huge in number, bombs. */
import JSZip from 'jszip';
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

test('100,000 entries are listed without freezing the page', async ({ intone }) => {
  const zip = new JSZip();
  for (const { path, bytes } of files) zip.file(path, bytes);
  for (let i = 0; i < 100_000; i++) zip.file(`notes/${i}.txt`, '');
  const buffer = await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
  await intone.open();
  await intone.add([{ name: 'crowd.zip', buffer }]);
  await intone.expectState('Data', '12 clips, 3 speakers', 60_000);
});

test('a recording that unpacks to more than any recording has is refused, the others are read', async ({ intone }) => {
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
