/** A page with a small corpus, ready to train. */
import { type IntonePage, SETTINGS } from '../pages/intone.ts';
import { ravdessFiles, type SmallCorpus, zipOf } from './corpus.ts';

/** What is set up other than the page has it by itself. */
export interface SetUp {
  network?: string;
  epochs?: number;
}

/** Opens the page, gives it the corpus and goes to Train. */
export async function readyToTrain(
  intone: IntonePage,
  corpus: SmallCorpus,
  { network, epochs }: SetUp = {},
): Promise<void> {
  const files = ravdessFiles(corpus);
  // RAVDESS has a folder for each actor.
  const speakers = new Set(files.map(({ path }) => path.split('/')[0]));
  await intone.open();
  await intone.add([{ name: 'small.zip', buffer: await zipOf(files) }]);
  await intone.expectState('Data', `${files.length} clips, ${speakers.size} speakers`);
  await intone.go('Train');
  if (network !== undefined) await intone.chooseSetting(SETTINGS.network, network);
  if (epochs !== undefined) await intone.setNumber(SETTINGS.epochs, epochs);
}
