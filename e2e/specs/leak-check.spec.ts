import { expect, test } from '../support/fixtures.ts';
import { readyToTrain } from '../support/ready.ts';
import { keptRuns } from '../support/runs.ts';

test('the leak check shows both scores and what lies between them, and the honest model is the one in use', async ({
  intone,
}) => {
  const { page } = intone;
  await readyToTrain(intone, { speakers: 5 }, { network: 'classic', epochs: 3 });
  await page.getByRole('button', { name: 'Leak check' }).click();
  await expect(page.getByRole('heading', { name: 'Done: 2 runs' })).toBeVisible({ timeout: 60_000 });

  const runs = await keptRuns(page);
  expect(runs.map(({ recipe }) => recipe.split.by)).toEqual(['speaker', 'random']);
  const [honest, random] = runs.map(({ test }) => test!.uar);
  await expect(intone.figure('Test UAR, unseen speakers')).toHaveText(percent(honest));
  await expect(intone.figure('Test UAR, random split (leak)')).toHaveText(percent(random));

  const seen = async () => {
    await intone.go('Evaluate');
    // The report is of the honest run, whatever the other claims.
    await expect(page.getByRole('heading', { name: /^UAR/ })).toHaveText(
      `UAR ${percent(honest)} on speakers it never heard`,
    );
    const card = page.getByRole('region', { name: differenceWords(random - honest) });
    await expect(card).toContainText(`UAR ${percent(honest)} on speakers it never heard`);
    await expect(card).toContainText(`${percent(random)} where the same people are in training and in test`);
    await expect(card.getByText('Only the honest score says')).toBeVisible();
    await intone.go('Export');
    await expect(intone.status('random split')).toHaveCount(0);
    await intone.go('Train');
    await page.getByRole('button', { name: '2 runs of Run 1' }).click();
    await expect(page.getByRole('button', { name: 'In use: Run 1 · unseen speakers' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use Run 1 · random split' })).toBeVisible();
  };
  await seen();
  await page.reload();
  await intone.expectState('Evaluate', 'UAR');
  await seen();
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function differenceWords(difference: number): string {
  const points = (100 * difference).toFixed(1);
  if (Number(points) === 0) return 'The random split claims just as much here';
  return difference > 0
    ? `A random split would have claimed ${points} points more`
    : `The random split claims ${points.slice(1)} points less here`;
}
