import { IntonePage } from '../pages/intone.ts';
import { oneRecording } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';
import { playing, withMicrophone } from '../support/microphone.ts';
import { readyToTrain } from '../support/ready.ts';

test('a model that scales by voice learns the user’s from the microphone, and says “not sure” below the threshold', async ({
  baseURL,
}) => {
  await withMicrophone(playing(oneRecording()), baseURL!, async (page) => {
    const intone = new IntonePage(page);
    await readyToTrain(intone, { speakers: 4, emotions: ['happy', 'sad'], takes: 2 }, { epochs: 1 });
    await intone.setSwitch('Normalise by speaker', true);
    await intone.trainToEnd();

    await intone.go('Evaluate');
    await expect(intone.status('uses the test speakers’ own clips, without their labels')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What knowing the voice gives' })).toBeVisible();
    await intone.setThreshold(1);
    await expect(page.getByText('It is never that sure: it answers no clip.')).toBeVisible();

    await intone.go('Live');
    const card = page.getByRole('region', { name: 'Your voice' });
    await expect(card.getByText('Not known yet')).toBeVisible();
    await intone.drop([{ name: 'angry.wav', buffer: Buffer.from(oneRecording()) }]);
    await expect(page.getByText(/angry\.wav · .* · by the average voice · /)).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Not sure: / })).toBeVisible();
    await intone.expectState('Live', 'Not sure');
    await intone.setThreshold(0);
    await expect(page.getByRole('heading', { name: /^(Happy|Sad), \d+ % sure$/ })).toBeVisible();
    await intone.expectState('Live', /Happy|Sad/);
    const average = await intone.exactProbabilities();

    const speak = async (begin: string, end: string) => {
      await page.getByRole('button', { name: begin, exact: true }).click();
      await expect(page.getByText(/^0:0[01]\./)).toBeVisible();
      await expect(page.getByText(/^0:0[2-9]\./)).toBeVisible();
      await page.getByRole('button', { name: end, exact: true }).click();
    };
    const sentence = card.getByRole('blockquote');
    const first = await sentence.textContent();
    await speak('Read aloud', 'Done');
    await expect(card.getByText('Known from 1 clip')).toBeVisible();
    await expect(sentence).not.toHaveText(first!);
    // The microphone's own button ends it too: were the model to change, it would be the only one left.
    await speak('Read aloud', 'Stop');
    await expect(card.getByText('Known from 2 clips')).toBeVisible();
    await speak('Record', 'Stop');
    await expect(page.getByText(/Microphone · .* · by your voice, from 2 clips · /)).toBeVisible();
    await page.getByRole('button', { name: 'Add Microphone to your voice' }).click();
    await expect(card.getByText('Known from 3 clips')).toBeVisible();
    // The same recording, by another voice: another answer.
    await intone.drop([{ name: 'again.wav', buffer: Buffer.from(oneRecording()) }]);
    await expect(page.getByText(/again\.wav · .* · by your voice, from 3 clips · /)).toBeVisible();
    expect(await intone.exactProbabilities()).not.toEqual(average);

    await intone.setSwitch('Remember my voice in this browser', true);
    await page.reload();
    await intone.go('Live');
    await expect(card.getByText('Known from 3 clips of an earlier visit')).toBeVisible();
    await card.getByRole('button', { name: 'Forget my voice' }).click();
    await expect(card.getByText('Not known yet')).toBeVisible();
    await page.reload();
    await intone.go('Live');
    await expect(card.getByText('Not known yet')).toBeVisible();
  });
});
