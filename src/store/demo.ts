/** `?demo`: the whole job on the synthetic corpus, without a click. */

import { keepNothing } from './keeping.ts';
import { goTo, type StageId, useNavigation } from './navigation.ts';
import { addDemoCorpus } from './reading.ts';
import { useRun } from './run.ts';
import { startRun } from './starting.ts';

export function isDemoAddress(address: string): boolean {
  return new URL(address).searchParams.has('demo');
}

/** Makes the corpus, trains, evaluates. The view follows until the user goes somewhere else. */
export async function runDemo(): Promise<void> {
  let shown: StageId = 'data';
  const follow = (stage: StageId) => {
    if (useNavigation.getState().stage !== shown) return;
    shown = stage;
    goTo(stage);
  };
  // What was kept of real work is neither mixed with the demo nor touched by it.
  keepNothing('The demo address keeps nothing.');
  goTo('data');
  if (!(await addDemoCorpus())) return;
  follow('train');
  await startRun();
  if (useRun.getState().phase === 'done') follow('evaluate');
}
