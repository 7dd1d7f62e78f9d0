import { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { playing, withMicrophone } from '../support/microphone.ts';
import { readyToTrain } from '../support/ready.ts';

/** A model to speak to, after one short run. */
async function withModel(intone: IntonePage): Promise<void> {
  await readyToTrain(intone, { speakers: 4 }, { epochs: 2 });
  await intone.trainToEnd();
  await intone.go('Live');
}

test('what the microphone hears is predicted within a moment, by the same front end', async ({ baseURL }) => {
  await withMicrophone(playing(oneRecording()), baseURL!, async (page) => {
    const intone = new IntonePage(page);
    await withModel(intone);
    await page.getByRole('button', { name: 'Record' }).click();
    await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
    await expect(page.getByText(/^0:0[2-9]\./)).toBeVisible();
    // The meter moves: the file was heard, not silence.
    const level = Number(
      await page.getByRole('meter', { name: 'Microphone level' }).getAttribute('aria-valuenow'),
    );
    expect(level).toBeGreaterThan(-60);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/Microphone · [2-9]\.\d s .* answered in \d+ ms/)).toBeVisible();
    const probabilities = await intone.exactProbabilities();
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    await intone.expectState('Live', /Happy|Sad|Angry/);
  });
});

test('a denied microphone says so and what to do', async ({ baseURL }) => {
  await withMicrophone(['--deny-permission-prompts'], baseURL!, async (page) => {
    const intone = new IntonePage(page);
    await withModel(intone);
    await page.getByRole('button', { name: 'Record' }).click();
    await expect(intone.alert('The microphone was denied')).toContainText('address bar');
    await expect(page.getByRole('button', { name: 'Record' })).toBeEnabled();
  });
});

for (const [fault, says, remedy] of [
  ['NotFoundError', 'No microphone was found', 'Plug one in'],
  ['NotReadableError', 'in use by another program', 'Close what else uses it'],
] as const) {
  test(`a microphone that gives ${fault} says so and what to do`, async ({ intone }) => {
    const { page } = intone;
    await page.addInitScript((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
    }, fault);
    await withModel(intone);
    await page.getByRole('button', { name: 'Record' }).click();
    await expect(intone.alert(says)).toContainText(remedy);
  });
}

test('a dropped recording is predicted; silence and a text are refused plainly', async ({ intone }) => {
  await withModel(intone);
  const wav = Buffer.from(oneRecording());
  await intone.drop([{ name: 'angry.wav', buffer: wav }]);
  await expect(intone.page.getByText(/angry\.wav · \d\.\d s at 16 kHz/)).toBeVisible();

  const silence = Buffer.from(wav);
  silence.fill(0, 44);
  await intone.drop([{ name: 'silence.wav', buffer: silence }]);
  await expect(intone.alert('silence.wav')).toBeVisible();

  await intone.drop([{ name: 'letter.wav', buffer: Buffer.from('Dear Sir or Madam') }]);
  await expect(intone.alert('letter.wav')).toBeVisible();
  // The earlier prediction is still there.
  await expect(intone.page.getByText(/angry\.wav · /)).toBeVisible();
});
