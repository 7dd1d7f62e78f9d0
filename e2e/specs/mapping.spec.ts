import type { NamedFile } from '../support/corpus.ts';
import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

const voices = ravdessFiles({ speakers: 3, emotions: ['happy', 'sad', 'angry'], takes: 2 });

/** The recordings under other names: path by number. */
function renamed(pathOf: (i: number) => string): NamedFile[] {
  return voices.map(({ bytes }, i) => ({ path: pathOf(i), bytes }));
}

test('folder names are shown as understood, put right, and only then read', async ({ intone }) => {
  const { page } = intone;
  const folders = ['Freude', 'Wut', 'Langeweile'];
  const speakers = ['Anna', 'Ben', 'Cleo'];
  const files = renamed((i) => `aufnahmen/${folders[i % 3]}/${speakers[Math.floor(i / 3) % 3]}/take${i}.wav`);
  await intone.open();
  await intone.add([{ name: 'eigene.zip', buffer: await zipOf(files) }]);

  await expect(
    page.getByRole('heading', { name: '2 folder names stand for 2 emotions; 1 is not known' }),
  ).toBeVisible();
  await expect(page.getByLabel('Emotion for “Freude”')).toHaveValue('happy');
  await expect(page.getByLabel('Emotion for “Wut”')).toHaveValue('angry');
  await expect(page.getByLabel('Emotion for “Langeweile”')).toHaveValue('leave-out');
  // Nothing has been read yet.
  await expect(intone.stageLink('Data')).not.toContainText('clips');

  await page.getByLabel('Emotion for “Langeweile”').selectOption('calm');
  await page.getByLabel('Emotion for “Wut”').selectOption('leave-out');
  await intone.confirmLabels(12);
  await intone.expectState('Data', '12 clips, 3 speakers');
  await expect(page.getByRole('list', { name: 'Clips by emotion' })).toContainText(/Happy\s*6/);
  await expect(page.getByRole('list', { name: 'Clips by emotion' })).toContainText(/Calm\s*6/);
  await expect(page.getByRole('heading', { name: '6 files left out' })).toBeVisible();
});

test('a labels.csv says what each recording is, who speaks and what is said', async ({ intone }) => {
  const { page } = intone;
  const files = renamed((i) => `clips/${String(i).padStart(3, '0')}.wav`);
  const words = ['joy', 'SADNESS', 'bored'];
  const rows = files.map(
    ({ path }, i) => `"${path}";${words[i % 3]};${i % 2 ? 'Ada' : 'Bo'};"Ein Satz; mit Strichpunkt"`,
  );
  const csv = `\uFEFFfile;label;speaker;text\r\n${rows.join('\r\n')}\r\n`;
  await intone.open();
  await intone.add([
    {
      name: 'tabled.zip',
      buffer: await zipOf([...files, { path: 'labels.csv', bytes: new TextEncoder().encode(csv) }]),
    },
  ]);
  await expect(page.getByLabel('Emotion for “joy”')).toHaveValue('happy');
  await page.getByLabel('Emotion for “bored”').selectOption('neutral');
  await intone.confirmLabels(18);
  await intone.expectState('Data', '18 clips, 2 speakers');
  await intone.go('Explore');
  await expect(page.getByText('Ein Satz; mit Strichpunkt').first()).toBeVisible();
});

test('a table with a mistake is named with its line, and the dataset stays', async ({ intone }) => {
  await intone.open();
  await intone.add([{ name: 'good.zip', buffer: await zipOf(voices) }]);
  await intone.expectState('Data', '18 clips');
  const files = renamed((i) => `clips/${i}.wav`);
  const csv = 'path,emotion\nclips/0.wav,happy\n"clips/1.wav,sad\n';
  await intone.add([
    {
      name: 'broken.zip',
      buffer: await zipOf([...files, { path: 'labels.csv', bytes: new TextEncoder().encode(csv) }]),
    },
  ]);
  await expect(intone.alert(/labels\.csv.*line 3/)).toBeVisible();
  await intone.expectState('Data', '18 clips');
});

test('the question can be cancelled, and another corpus added', async ({ intone }) => {
  const { page } = intone;
  const files = renamed((i) => `${['one', 'two', 'three'][i % 3]}/${i}.wav`);
  await intone.open();
  await intone.add([{ name: 'numbers.zip', buffer: await zipOf(files) }]);
  await expect(page.getByRole('heading', { name: '3 folder names are no known emotions' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
  await intone.expectState('Data', 'Drop recordings');
  await intone.add([{ name: 'good.zip', buffer: await zipOf(voices) }]);
  await intone.expectState('Data', '18 clips, 3 speakers');
});

test('a label put right on a second drop changes the clips that are there', async ({ intone }) => {
  const { page } = intone;
  const folders = ['Freude', 'Wut', 'Langeweile'];
  const files = renamed((i) => `${folders[i % 3]}/take${i}.wav`);
  const zip = { name: 'eigene.zip', buffer: await zipOf(files) };
  const counts = page.getByRole('list', { name: 'Clips by emotion' });
  await intone.open();
  await intone.add([zip]);
  await page.getByLabel('Emotion for “Langeweile”').selectOption('sad');
  await intone.confirmLabels(18);
  await expect(counts).toContainText(/Sad\s*6/);

  await intone.add([zip]);
  await page.getByLabel('Emotion for “Langeweile”').selectOption('neutral');
  await page.getByLabel('Emotion for “Wut”').selectOption('leave-out');
  await intone.confirmLabels(12);
  await expect(counts).toContainText(/Neutral\s*6/);
  await expect(counts).not.toContainText('Sad');
  await expect(counts).not.toContainText('Angry');
  await page.reload();
  await intone.expectState('Data', '12 clips');
  await expect(counts).toContainText(/Neutral\s*6/);
});
