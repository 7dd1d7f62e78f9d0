/** Dropping, setting up and training by the page's own buttons, and following what it keeps to the end. */
import type { RunRow } from '../../../src/storage/run-record.ts';
import { type IntonePage, SETTINGS } from '../../pages/intone.ts';
import { keptRuns } from '../../support/runs.ts';
import { checkBegun } from './begun.ts';
import type { Asked } from './options.ts';
import { Progress } from './progress.ts';
import type { KeptSession } from './session.ts';

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 5000;

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Drops the corpora and waits until all is read. @returns what the page says of the dataset */
export async function dropCorpora(intone: IntonePage, zips: string[]): Promise<string> {
  await intone.add(zips);
  const state = intone.stageLink('Data');
  await intone.expectState('Data', /clips,|Waits for your answer/, HOUR_MS);
  const words = (await state.textContent()) ?? '';
  if (/Waits/.test(words))
    throw new Error('The page asks what these folders mean. This bench is for corpora that it knows.');
  return words.replace(/^Data/, '').trim();
}

/** Sets up what is asked for; all else stays as the page has it. The network first: it brings its own settings. */
export async function setUp(intone: IntonePage, asked: Asked): Promise<void> {
  await intone.go('Train');
  await intone.chooseSetting(SETTINGS.network, asked.recipe);
  if (asked.protocol !== 'leak') {
    await intone.chooseSetting(SETTINGS.protocol, asked.protocol);
    await intone.setNumber(SETTINGS.seeds, asked.seeds);
  }
  if (asked.scale) await intone.setSwitch(SETTINGS.scale, asked.scale === 'speaker');
  if (asked.folds !== null) await intone.setNumber(SETTINGS.folds, asked.folds);
  // Ahead of the validation share: without validation there is nothing to choose, and the field is closed.
  if (asked.keep) await intone.chooseSetting(SETTINGS.keep, asked.keep);
  if (asked.validationShare !== null) await intone.setNumber(SETTINGS.validationShare, asked.validationShare);
  if (asked.epochs !== null) await intone.setNumber(SETTINGS.epochs, asked.epochs);
  if (asked.firstSeed !== null) await intone.setNumber(SETTINGS.seed, asked.firstSeed);
  if (asked.backend) await intone.chooseSetting(SETTINGS.backend, asked.backend);
}

/** Begins all runs. Resolves when the page keeps them: from then on nothing is lost. @throws Error as the page says it */
export async function begin({ intone, look }: KeptSession, asked: Asked): Promise<void> {
  const keptBefore = new Set((await keptRuns(intone.page)).map(({ id }) => id));
  const saidBefore = await intone.complaints();
  const checkWords = async () => {
    const fresh = (await intone.complaints()).filter((complaint) => !saidBefore.includes(complaint));
    if (fresh.length > 0) throw new Error(`Training did not begin: ${fresh.join(' ')}`);
  };
  await intone
    .beginTraining(asked.protocol === 'leak' ? 'leak check' : 'train')
    .catch(async (error: unknown) => {
      // Refused at once, it leaves the training before it on show.
      await checkWords();
      throw error;
    });
  for (;;) {
    const state = await intone.trainingState();
    const rows = (await keptRuns(intone.page)).filter(({ id }) => !keptBefore.has(id));
    if (rows.length > 0 && rows.length === (rows[0].series?.of ?? 1)) return checkBegun(rows, asked);
    await checkWords();
    if (state === 'failed') throw new Error(`Training did not begin: ${await wordsOf(intone)}`);
    if (state === 'done') throw new Error('The page keeps no runs: its storage does not work here.');
    await look();
    await later(LOOK_EVERY_MS);
  }
}

/**
 * Trains the same recipe on everybody, for the model that is taken away: its card tells of the cross-validation before it.
 * Where that was cut off, going on has brought it to its end already.
 * @throws Error as the page says it
 */
export async function trainOnEveryone(session: KeptSession, asked: Asked): Promise<void> {
  if ((await keptRuns(session.intone.page)).some(isOnEveryone)) return;
  const onEveryone: Asked = { ...asked, protocol: 'everyone', seeds: 1, folds: null };
  await setUp(session.intone, onEveryone);
  await begin(session, onEveryone);
  await follow(session);
}

export const isOnEveryone = ({ recipe }: RunRow) => recipe.split.by === 'everyone';

/** Goes on with what was cut off. @returns false where nothing was: all had been trained */
export async function goOn(intone: IntonePage): Promise<boolean> {
  await intone.expectState('Data', /clips,/, HOUR_MS);
  await intone.go('Train');
  const rows = await keptRuns(intone.page);
  if (!rows.some(isUnfinished)) return false;
  await intone.beginTraining('go on');
  return true;
}

/**
 * Waits until the training under way is over, telling how far it is. Where some runs failed, those are gone on with, as
 * long as it helps.
 * @throws Error where it does not
 */
export async function follow({ intone, look }: KeptSession): Promise<void> {
  const progress = new Progress((line) => console.error(line));
  let failedBefore = Number.POSITIVE_INFINITY;
  for (;;) {
    const state = await intone.trainingState();
    const rows = await keptRuns(intone.page);
    progress.tell(rows, Date.now());
    await look();
    const unfinished = rows.filter(isUnfinished).length;
    if (state === 'done' && unfinished === 0) return;
    if (state !== 'other') {
      const complaints = await wordsOf(intone);
      if (unfinished === 0 || unfinished >= failedBefore) throw new Error(`Training failed. ${complaints}`);
      failedBefore = unfinished;
      console.error(`${unfinished} did not end. ${complaints} Going on with them.`);
      await intone.beginTraining('go on');
    }
    await later(LOOK_EVERY_MS);
  }
}

/** All that the page complains of. */
async function wordsOf(intone: IntonePage): Promise<string> {
  return (await intone.complaints()).join(' ') || 'The page does not say why.';
}

const isUnfinished = ({ status }: RunRow) => status === 'unfinished';
