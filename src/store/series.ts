/** Several runs side by side, each with a worker and a core of its own; a single run is a series of one. */
import { CancelledError } from '../clients/channel.ts';
import type { TrainerClient } from '../clients/learn.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { BackendId } from './backend.ts';
import { type RunPhase, useRun } from './run.ts';
import { setMember } from './runProgress.ts';
import { deleteRun, rowOf } from './runs.ts';
import { trainer } from './services.ts';
import { type Begun, type Ended, trainMember } from './trainMember.ts';

/** The trainers at work, by their run. */
const atWork = new Map<string, TrainerClient>();

/** Of the series under way: no further run is begun once it is to end. */
let series = { ending: false };

/** A GPU is not faster for being shared; a core each is what the others have. */
export function sideBySide(backend: BackendId, runs: number): number {
  if (backend === 'webgpu' || backend === 'webgl') return 1;
  return Math.max(1, Math.min(runs, navigator.hardwareConcurrency ?? 1));
}

/**
 * Trains all, as many at a time as there are cores. One that fails does not stop the others.
 * @returns those that came to their end, in the order given
 * @throws the first failure, where none did; CancelledError
 */
export async function trainSeries(
  begun: readonly Begun[],
  clips: readonly Clip[],
  backends: readonly BackendId[],
): Promise<Ended[]> {
  const mine = { ending: false };
  series = mine;
  const queue = [...begun];
  const ended: Ended[] = [];
  const failures: unknown[] = [];
  const work = async (_: unknown, lane: number) => {
    await untilNotPaused();
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { id } = next.row;
      if (mine.ending) {
        await drop(id);
        continue;
      }
      atWork.set(id, trainer(lane));
      setMember(id, { state: 'training' });
      try {
        ended.push(await trainMember(next, clips, trainer(lane), backends));
        setMember(id, { state: 'done', fraction: 1 });
      } catch (error) {
        setMember(id, { state: 'failed' });
        failures.push(error);
        if (error instanceof CancelledError) await drop(id);
      } finally {
        atWork.delete(id);
      }
      if (queue.length > 0) await untilNotPaused();
    }
  };
  await Promise.all(Array.from({ length: sideBySide(backends[0], begun.length) }, work));
  if (ended.length === 0)
    throw failures.find((error) => !(error instanceof CancelledError)) ?? new CancelledError();
  const order = begun.map(({ row }) => row.id);
  return ended.sort((a, b) => order.indexOf(a.row.id) - order.indexOf(b.row.id));
}

/** Of a run that was given up before anything came of it no trace is left. */
async function drop(runId: string): Promise<void> {
  if (rowOf(runId)?.epochs.length === 0) await deleteRun(runId);
}

function untilNotPaused(): Promise<void> {
  const holds = (phase: RunPhase) => phase === 'pausing' || phase === 'paused';
  if (!holds(useRun.getState().phase)) return Promise.resolve();
  return new Promise((resolve) => {
    const end = useRun.subscribe(({ phase }) => {
      if (holds(phase)) return;
      end();
      resolve();
    });
  });
}

export function pauseRun(): void {
  useRun.setState({ phase: 'pausing' });
  for (const client of atWork.values()) void client.control('pause');
}

export function resumeRun(): void {
  useRun.setState({ phase: 'training' });
  for (const client of atWork.values()) void client.control('resume');
}

/**
 * Ends every run with its best epoch so far; one before its first epoch has none, and is dropped.
 * @returns whether there is anything to wait for
 */
export function stopSeries(): boolean {
  series.ending = true;
  const worth = [...atWork].filter(
    ([id, client]) => client.isTraining && (rowOf(id)?.epochs.length ?? 0) > 0,
  );
  const some = worth.length > 0 || useRun.getState().members.some(({ state }) => state === 'done');
  if (some) useRun.setState({ phase: 'stopping' });
  for (const [id, client] of [...atWork]) {
    if (worth.some(([other]) => other === id)) void client.control('stop');
    else client.terminate();
  }
  return some;
}
