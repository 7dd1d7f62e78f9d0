/** `?demo`: the whole job on the synthetic corpus, without a click. */
import { addDemoCorpus } from './dataset.ts';
import { goTo, type StageId, useNavigation } from './navigation.ts';
import { startRun, useRun } from './run.ts';

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
  goTo('data');
  if (!(await addDemoCorpus())) return;
  follow('train');
  await startRun();
  if (useRun.getState().phase === 'done') follow('evaluate');
}
