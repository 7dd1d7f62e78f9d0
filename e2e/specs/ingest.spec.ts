import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

test('a RAVDESS-named zip becomes a dataset with counts, speakers and duplicates listed', async ({
  intone,
}) => {
  const files = ravdessFiles();
  // Kaggle's doubled tree, and what macOS leaves behind.
  const doubled = files.slice(0, 5).map(({ path, bytes }) => ({ path: `copy/${path}`, bytes }));
  const litter = { path: '__MACOSX/Actor_01/._03-01-03-01-01-01-01.wav', bytes: new Uint8Array(8) };
  await intone.open();
  await intone.add([{ name: 'ravdess.zip', buffer: await zipOf([...files, ...doubled, litter]) }]);

  await intone.expectState('Data', `${files.length} clips, 4 speakers`);
  await expect(intone.page.getByRole('heading', { name: /5 files left out/ })).toBeVisible();
  await expect(intone.page.getByRole('table', { name: 'Files left out' })).toContainText('byte for byte');
  const speakers = intone.page.getByRole('table', { name: 'Clips by speaker and emotion' });
  await expect(speakers.getByRole('row')).toHaveCount(5);
  await expect(speakers).toContainText('RAVDESS 04');
});

test('a second zip adds to the dataset; the same zip again adds nothing', async ({ intone }) => {
  const files = ravdessFiles();
  const first = { name: 'a.zip', buffer: await zipOf(files.slice(0, 24)) };
  const second = { name: 'b.zip', buffer: await zipOf(files.slice(24)) };
  await intone.open();
  await intone.add([first]);
  await intone.expectState('Data', '24 clips');
  await intone.add([second]);
  await intone.expectState('Data', `${files.length} clips, 4 speakers`);
  await intone.add([second]);
  await expect(intone.status('were in the dataset already')).toBeVisible();
  await intone.expectState('Data', `${files.length} clips, 4 speakers`);
});

test('loose files and labelled folders are read too', async ({ intone }) => {
  const files = ravdessFiles({ speakers: 2, emotions: ['happy', 'sad'], takes: 2 });
  const folders = files.map(({ bytes }, i) => ({
    path: `recordings/${i < 4 ? 'Anna' : 'Ben'}/${i % 2 ? 'joyful' : 'Sadness'}/take${i}.wav`,
    bytes,
  }));
  await intone.open();
  await intone.add([{ name: 'own.zip', buffer: await zipOf(folders) }]);
  await intone.confirmLabels(8);
  await intone.expectState('Data', '8 clips, 2 speakers');

  const loose = ravdessFiles({ speakers: 3, emotions: ['angry'], takes: 1 });
  await intone.add(
    loose.map(({ path, bytes }) => ({ name: path.split('/').at(-1)!, buffer: Buffer.from(bytes) })),
  );
  await intone.expectState('Data', '11 clips, 5 speakers');
});

test('reading can be cancelled, and what was read stays', async ({ intone }) => {
  await intone.open();
  await intone.add([await longZip()]);
  await intone.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(intone.status('Stopped')).toBeVisible();
});

test('reading can be paused, gone on with to its end, and cancelled while paused', async ({ intone }) => {
  const { page } = intone;
  const zip = await longZip();
  const pause = page.getByRole('button', { name: 'Pause' });
  const resume = page.getByRole('button', { name: 'Resume' });
  const progress = page.getByRole('progressbar', { name: 'Paused' });
  await intone.open();

  await intone.add([zip]);
  await pause.click();
  await expect(resume).toBeFocused();
  await intone.expectState('Data', /Paused, \d+ of 96/);
  // Those under way end first.
  const held = await settled(() => progress.getAttribute('aria-valuetext'));
  expect(held).toMatch(/\d+ of 96 clips$/);
  await resume.click();
  await expect(pause).toBeFocused();
  await intone.expectState('Data', '96 clips, 6 speakers', 60_000);

  await page.getByRole('button', { name: 'Remove all clips' }).click();
  await intone.expectState('Data', 'Drop recordings');
  await intone.add([zip]);
  await pause.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(intone.status(/Stopped: \d+ clips? (is|are) read/)).toBeVisible();
  await intone.expectState('Data', /\d+ clips?, \d speakers?/);

  await intone.add([zip]);
  await pause.click();
  await page.getByRole('button', { name: 'Remove all clips' }).click();
  await intone.expectState('Data', 'Drop recordings');
});

let zipped: Promise<string> | null = null;

/** 96 long recordings, so that there is something to pause and to cancel. Made once: that takes half a minute. */
function longZip(): Promise<string> {
  zipped ??= makeLongZip();
  return zipped;
}

async function makeLongZip(): Promise<string> {
  const files = ravdessFiles({ speakers: 6, emotions: ['happy', 'sad', 'angry', 'fearful'], takes: 4 });
  const long = files.map(({ path, bytes }) => ({ path, bytes: repeated(bytes, 60) }));
  const path = join(mkdtempSync(join(tmpdir(), 'intone-')), 'long.zip');
  writeFileSync(path, await zipOf(long));
  return path;
}

/** What reads the same for a whole second. */
async function settled(read: () => Promise<string | null>): Promise<string | null> {
  let last = await read();
  await expect
    .poll(
      async () => {
        const before = last;
        last = await read();
        return last === before;
      },
      { intervals: [1000] },
    )
    .toBe(true);
  return last;
}

/** The same recording over and over, as one longer WAV. */
function repeated(wav: Uint8Array, times: number): Uint8Array {
  const header = 44;
  const data = wav.subarray(header);
  const out = new Uint8Array(header + data.length * times);
  out.set(wav.subarray(0, header));
  for (let i = 0; i < times; i++) out.set(data, header + i * data.length);
  const view = new DataView(out.buffer);
  view.setUint32(4, out.length - 8, true);
  view.setUint32(40, data.length * times, true);
  return out;
}
