/** Bringing what was begun to its end: training, the best taken into use, and words on how it went. */
import type { Clip } from '../core/dataset/clip.ts';
import { type Attempt, smallerBatch } from './attempt.ts';
import { BACKEND_NAMES, type BackendId } from './backend.ts';
import { isComplete } from './complete.ts';
import { showKept } from './evaluation.ts';
import { mainFailure } from './failures.ts';
import { begunTogether, bestOf, resultsOf, resultsWith, takeRunIntoUse } from './inUse.ts';
import { measureKept } from './keeping.ts';
import { notify, notifyError } from './notices.ts';
import { IDLE, isSeries, type Member, type RunState, useRun } from './run.ts';
import { timingOf } from './runProgress.ts';
import type { RunRow } from './runs.ts';
import type { Begun } from './trainMember.ts';

/** Those to train wait; those of their series that had ended before it was cut off are done. */
export function trainingState(begun: readonly Begun[]): RunState {
  const [{ row, plan }] = begun;
  const { recipe, labels, epochs } = row;
  const waiting = begun.map(({ row: { id, recipe, epochs }, plan }): Member => {
    const fraction = epochs.length / recipe.training.epochs;
    return { id, trainClips: plan.split.train.length, state: 'waiting', fraction, msPerStep: null };
  });
  const done = begunTogether(row)
    .filter((other) => isComplete(other) && !begun.some(({ row: { id } }) => id === other.id))
    .map(({ id }): Member => ({ id, trainClips: 0, state: 'done', fraction: 1, msPerStep: null }));
  const members = [...waiting, ...done];
  const backend = BACKEND_NAMES[row.backend];
  return { ...IDLE, phase: 'training', recipe, split: plan.split, labels, epochs, backend, members };
}

/** Trains all, takes the best into use, and says how it went. @throws as Series.train does */
export async function trainAndShow(
  mine: Attempt,
  begun: readonly Begun[],
  clips: readonly Clip[],
  backends: readonly BackendId[],
): Promise<void> {
  const { ended, failures } = await mine.series.train(begun, clips, backends);
  await takeBestIntoUse(ended);
  const [row] = ended;
  const failure = mainFailure(failures);
  const single = !isSeries(useRun.getState());
  mine.show({
    phase: 'done',
    step: null,
    bestEpoch: single ? row.bestEpoch : null,
    timing: single ? timingOf(row.epochs, row.recipe, begun[0].plan.split) : null,
    smallerBatch: smallerBatch(failure, row.recipe),
  });
  if (failures.length > 0) notifyError(failure);
  if (ended.some(({ status }) => status === 'diverged'))
    notify(
      'warning',
      'The loss ran away, so training ended with the last good weights.',
      'Train again with a lower learning rate.',
    );
  await measureKept();
}

/** Of all runs of the series, those too that had ended before it was cut off. */
async function takeBestIntoUse([ended]: readonly RunRow[]): Promise<void> {
  const together = begunTogether(ended);
  const best = bestOf(together);
  if (best) return takeRunIntoUse(best, resultsWith(best));
  // Of a leak check only the random half: no model to use, but a score to be seen for what it is.
  const shown = resultsOf(together);
  if (shown) await showKept(shown);
}
