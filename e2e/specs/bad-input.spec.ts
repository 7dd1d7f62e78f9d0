import type { IntonePage } from '../pages/intone.ts';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

const files = ravdessFiles({ speakers: 3, emotions: ['happy', 'sad'], takes: 2 });

/** A page that already holds a good dataset, which no bad input may touch. */
async function withDataset(intone: IntonePage): Promise<void> {
  await intone.open();
  await intone.add([{ name: 'good.zip', buffer: await zipOf(files) }]);
  await intone.expectState('Data', '12 clips, 3 speakers');
}

const whole = zipOf(files);

const UNUSABLE: { what: string; bytes: () => Promise<Buffer>; says: RegExp; remedy: RegExp }[] = [
  {
    what: 'not a zip',
    bytes: async () => Buffer.from('hello, I am a text'),
    says: /not a zip file/,
    remedy: /Download it again/,
  },
  {
    what: 'an empty file',
    bytes: async () => Buffer.alloc(0),
    says: /is empty/,
    remedy: /Download it again/,
  },
  {
    what: 'a truncated zip',
    bytes: async () => (await whole).subarray(0, 40_000),
    says: /incomplete/,
    remedy: /compare its size/,
  },
  { what: 'an encrypted zip', bytes: encryptedZip, says: /protected by a password/, remedy: /Unzip it/ },
  {
    what: 'an empty zip',
    bytes: () => zipOf([]),
    says: /is empty/,
    remedy: /zip the recordings again/,
  },
  {
    what: 'a zip with no audio',
    bytes: () => zipOf([{ path: 'notes/readme.txt', bytes: new TextEncoder().encode('nothing to hear') }]),
    says: /holds no audio/,
    remedy: /corpus zip/,
  },
];

for (const { what, bytes, says, remedy } of UNUSABLE) {
  test(`${what} is refused with a remedy, and the dataset stays`, async ({ intone }) => {
    await withDataset(intone);
    await intone.add([{ name: 'bad.zip', buffer: await bytes() }]);
    const alert = intone.alert(says);
    await expect(alert).toBeVisible();
    await expect(alert).toContainText('bad.zip');
    await expect(alert).toContainText(remedy);
    await intone.expectState('Data', '12 clips, 3 speakers');
  });
}

test('corrupt, empty, silent and unlabelled clips are listed with their reasons; the others are read', async ({
  intone,
}) => {
  const good = ravdessFiles({ speakers: 2, emotions: ['angry', 'happy'], takes: 2 });
  const silent = good[0].bytes.slice();
  silent.fill(0, 44);
  await intone.open();
  await intone.add([
    {
      name: 'mixed.zip',
      buffer: await zipOf([
        ...good,
        {
          path: 'Actor_05/03-01-05-01-01-01-05.wav',
          bytes: new TextEncoder().encode('RIFF but not a WAV at all'),
        },
        { path: 'Actor_05/03-01-05-01-02-01-05.wav', bytes: new Uint8Array(0) },
        { path: 'Actor_05/03-01-05-02-01-01-05.wav', bytes: silent },
        { path: 'somewhere/unknown.wav', bytes: good[1].bytes },
        { path: 'Actor_05/03-01-05-02-02-01-05.mp3', bytes: new Uint8Array(500).fill(7) },
      ]),
    },
  ]);
  await intone.confirmLabels(12);
  await intone.expectState('Data', '8 clips, 2 speakers');
  const table = intone.page.getByRole('table', { name: 'Files left out' });
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table).toContainText('Silent');
  await expect(table).toContainText('No emotion in its name');
  await expect(table.getByRole('row').filter({ hasText: '03-01-05-01-02-01-05.wav' })).toContainText(
    /empty|no sound/i,
  );
});

test('one emotion only: says what is missing, and training is refused', async ({ intone }) => {
  await intone.open();
  await intone.add([
    { name: 'a.zip', buffer: await zipOf(ravdessFiles({ speakers: 3, emotions: ['sad'], takes: 2 })) },
  ]);
  await expect(intone.status('Every clip is sad')).toContainText('at least one more emotion');
  await intone.go('Train');
  await intone.page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(intone.alert(/emotion/)).toBeVisible();
});

test('one speaker only: says what is missing, and a split by speaker is refused', async ({ intone }) => {
  await intone.open();
  await intone.add([{ name: 'a.zip', buffer: await zipOf(ravdessFiles({ speakers: 1, takes: 4 })) }]);
  await expect(intone.status('one speaker')).toContainText('Add recordings of another speaker');
  await intone.go('Train');
  await intone.page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(intone.alert(/speaker/)).toBeVisible();
});

/** A zip whose entry is marked as encrypted (bit 0 of the general-purpose flags, APPNOTE 4.4.4). */
async function encryptedZip(): Promise<Buffer> {
  const zip = Buffer.from(await whole);
  for (let at = 0; at < zip.length - 4; at++) {
    const signature = zip.readUInt32LE(at);
    if (signature === 0x04034b50) zip[at + 6] |= 1;
    if (signature === 0x02014b50) zip[at + 8] |= 1;
  }
  return zip;
}
