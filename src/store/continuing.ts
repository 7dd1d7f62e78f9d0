/** Going on with what was cut off. */
import type { Clip } from '../core/dataset/clip.ts';
import { IntoneError } from '../core/errors.ts';
import type { RunRow } from '../storage/run-record.ts';
import { attempt } from './attempt.ts';
import { backendsFor, prepareBackend, useBackend } from './backend.ts';
import { useDataset } from './dataset.ts';
import { clipsOf } from './plan.ts';
import { cutOffTogether, putRun, renameRun, rowOf, runPart } from './runs.ts';
import { trainAndShow, trainingState } from './toTheEnd.ts';
import type { Begun } from './trainMember.ts';

export interface ContinueOptions {
  /** Trains no further: its best or last epoch, as the recipe has it, is tested and kept. */
  stop?: boolean;
  /** With fewer clips per step: memory ran out. */
  batchSize?: number;
}

/**
 * Goes on with a run that was cut off, from its last checkpoint, and with all others of its series. Resolves when done;
 * errors become notices.
 */
export function continueRun(runId: string, { stop = false, batchSize }: ContinueOptions = {}): Promise<void> {
  return attempt(async (mine) => {
    const named = rowOf(runId);
    if (!named) throw new RunGoneError();
    const { clips } = useDataset.getState();
    // What has no epoch yet has nothing to keep.
    const rows = cutOffTogether(named).filter(({ epochs }) => !stop || epochs.length > 0);
    if (rows.length === 0) throw new NothingToKeepError(named.name);
    const begun = await Promise.all(
      rows.map((row) => takeUp(batchSize ? withBatchSize(row, batchSize) : row, stop)),
    );
    const used = checkClips(begun, clips);
    if (batchSize)
      for (const { row } of begun) {
        await renameRun(row.id, row.name);
        await putRun(row);
      }
    mine.show({ ...trainingState(begun), phase: 'extracting' });
    await mine.extract(named.recipe, used);
    const { chosen } = await prepareBackend();
    // As it began, for the same curve, unless the user has said otherwise.
    const wanted = useBackend.getState().preference === 'auto' ? named.backend : chosen;
    const backends = await backendsFor(wanted);
    mine.check();
    for (const one of begun) one.row = { ...one.row, backend: backends[0] };
    mine.show(trainingState(begun));
    await trainAndShow(mine, begun, clips, backends);
  });
}

async function takeUp(row: RunRow, stop: boolean): Promise<Begun> {
  const [plan, resume] = await Promise.all([runPart(row.id, 'plan'), runPart(row.id, 'checkpoint')]);
  if (!plan) throw new RunGoneError();
  return { row, plan, resume, stop };
}

/** The clips that the runs need, as they are now. @throws ClipsGoneError */
function checkClips(begun: readonly Begun[], clips: readonly Clip[]): Clip[] {
  const here = new Set(clips.map(({ id }) => id));
  for (const { row, plan } of begun)
    if (!clipsOf(plan).every(({ clipId }) => here.has(clipId))) throw new ClipsGoneError(row.name);
  const needed = new Set(begun.flatMap(({ plan }) => clipsOf(plan).map(({ clipId }) => clipId)));
  return clips.filter(({ id }) => needed.has(id));
}

/** Its name says so: the recipe alone no longer tells how the earlier epochs were trained. */
function withBatchSize(row: RunRow, batchSize: number): RunRow {
  const { recipe, name, epochs } = row;
  return {
    ...row,
    name: `${name}, ${batchSize} clips per step from epoch ${epochs.length + 1}`,
    recipe: { ...recipe, training: { ...recipe.training, batchSize } },
  };
}

/** The run is not kept any more. */
class RunGoneError extends IntoneError {
  constructor() {
    super('RunGoneError', 'That run is not kept any more.', 'Train again.');
  }
}

class ClipsGoneError extends IntoneError {
  constructor(name: string) {
    super(
      'ClipsGoneError',
      `“${name}” cannot go on: some of its clips are not in the dataset any more.`,
      'Drop the same recordings again, then go on.',
    );
  }
}

class NothingToKeepError extends IntoneError {
  constructor(name: string) {
    super(
      'NothingToKeepError',
      `“${name}” was cut off in its first epoch: there is nothing to keep.`,
      'Go on with it.',
    );
  }
}
