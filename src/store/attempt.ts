/** One press of Train or of Go on: what it may still change, how it is paused and stopped, how it fails. */
import { CancelledError } from '../clients/channel.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { extractMissing } from './extracting.ts';
import { isOutOfMemory } from './failures.ts';
import { notifyError } from './notices.ts';
import { IDLE, isActive, type RunState, useRun } from './run.ts';
import { Series } from './series.ts';

let current: Attempt | null = null;

/** One press of Train or of Go on. Once it is over, whatever of it is still on its way changes nothing any more. */
export class Attempt {
  readonly series = new Series();
  readonly extracting = new AbortController();
  extraction: Promise<void> = Promise.resolve();

  /** @throws CancelledError */
  check(): void {
    if (current !== this) throw new CancelledError();
  }

  /** @throws CancelledError */
  show(state: Partial<RunState>): void {
    this.check();
    useRun.setState(state);
  }

  async extract({ frontEnd }: Recipe, clips: readonly Clip[]): Promise<void> {
    this.extraction = extractMissing(frontEnd, clips, this.extracting.signal, (pace) => {
      if (current === this) useRun.setState({ pace });
    });
    await this.extraction;
    this.show({ phase: 'preparing', pace: null });
  }

  abandon(): void {
    current = null;
    useRun.setState(IDLE);
    this.extracting.abort();
  }
}

/** Carries one out, unless one is under way already. Resolves when it is over; errors become notices. */
export async function attempt(work: (mine: Attempt) => Promise<void>): Promise<void> {
  if (isActive(useRun.getState().phase)) return;
  const mine = new Attempt();
  current = mine;
  try {
    await work(mine);
  } catch (error) {
    if (current !== mine) return;
    if (error instanceof CancelledError) useRun.setState(IDLE);
    else fail(error);
  } finally {
    if (current === mine) current = null;
  }
}

function fail(error: unknown): void {
  const { phase, recipe } = useRun.getState();
  if (isActive(phase))
    useRun.setState({ phase: 'failed', step: null, pace: null, smallerBatch: smallerBatch(error, recipe) });
  notifyError(error);
}

/** Clips per step that may do, where this says that memory ran out; else null. */
export function smallerBatch(error: unknown, recipe: RunState['recipe']): number | null {
  const canHalve = recipe && recipe.training.batchSize > 1;
  return isOutOfMemory(error) && canHalve ? recipe.training.batchSize >> 1 : null;
}

export function pauseRun(): void {
  current?.series.pause();
}

export function resumeRun(): void {
  current?.series.resume();
}

/** Ends what is under way with the best epochs so far; before the first epoch there is none, and it is dropped. */
export function stopRun(): void {
  if (!current || useRun.getState().phase === 'testing' || current.series.stop()) return;
  current.abandon();
}

/** Ends an extraction under way, and waits for its end: its clips are to be removed. */
export async function endExtraction(): Promise<void> {
  if (useRun.getState().phase === 'extracting') current?.extracting.abort();
  await current?.extraction.catch(() => undefined);
}
