/** Several runs side by side, each with a worker and a core of its own; a single run is a series of one. */
import { CancelledError } from '../clients/channel.ts';
import type { TrainerClient } from '../clients/learn.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { BackendId } from './backend.ts';
import { mainFailure } from './failures.ts';
import { useRun } from './run.ts';
import { setMember } from './runProgress.ts';
import { deleteRun, putRun, type RunRow, rowOf } from './runs.ts';
import { trainer } from './services.ts';
import { type Begun, trainMember } from './trainMember.ts';

/** What came of a series. */
export interface SeriesEnd {
  /** Those that came to their end, in the order given. */
  ended: RunRow[];
  /** Of those that did not, but for the ones that the user gave up. */
  failures: unknown[];
}

/** Failures of the recipe itself: going on would only repeat them. */
const HOPELESS = ['TrainingDivergedError', 'UntrainableJobError'];

/** A GPU is not faster for being shared; a core each is what the others have. */
export function sideBySide(backend: BackendId, runs: number): number {
  if (backend === 'webgpu' || backend === 'webgl') return 1;
  return Math.max(1, Math.min(runs, navigator.hardwareConcurrency ?? 1));
}

export class Series {
  /** The trainers at work, by their run. */
  private readonly atWork = new Map<string, TrainerClient>();
  /** Those above the first that are between two runs, by their lane. */
  private readonly idle = new Map<number, TrainerClient>();
  /** In the order in which they are to be tried: what failed one run is not tried by those begun later. */
  private backends: readonly BackendId[] = [];
  /** No further run is begun. */
  private ending = false;
  /** Came to their end. */
  private readonly ended: RunRow[] = [];
  private paused = false;
  private wake: (() => void)[] = [];

  /**
   * Trains all, as many at a time as there are cores. One that fails does not stop the others. To be called once.
   * @param clips of the dataset, with all that are asked for
   * @param backends in the order in which they are to be tried
   * @throws what failed, where no run came to its end; CancelledError
   */
  async train(
    begun: readonly Begun[],
    clips: readonly Clip[],
    backends: readonly BackendId[],
  ): Promise<SeriesEnd> {
    const queue = [...begun];
    this.backends = backends;
    const { ended } = this;
    const failures: unknown[] = [];
    const lanes = sideBySide(backends[0], begun.length);
    const work = async (_: unknown, lane: number) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await this.whilePaused();
        if (this.ending) await drop(next.row.id);
        else await this.trainOne(next, clips, lane).then((end) => ended.push(end), keepFailure);
      }
      this.giveBack(lane);
    };
    const keepFailure = (error: unknown) => {
      if (!(error instanceof CancelledError)) failures.push(error);
    };
    await Promise.all(Array.from({ length: lanes }, work));
    if (ended.length === 0) throw mainFailure(failures) ?? new CancelledError();
    const order = begun.map(({ row }) => row.id);
    ended.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    return { ended, failures };
  }

  pause(): void {
    this.paused = true;
    useRun.setState({ phase: this.atWork.size > 0 ? 'pausing' : 'paused' });
    for (const client of this.atWork.values()) client.control('pause');
  }

  resume(): void {
    this.paused = false;
    useRun.setState({ phase: 'training' });
    for (const client of this.atWork.values()) client.control('resume');
    for (const wake of this.wake.splice(0)) wake();
  }

  /**
   * Ends every run at work with its best epoch so far; one before its first epoch has none, and is dropped. Those not
   * begun yet are dropped too, or, where they have a checkpoint, stay as they were.
   * @returns whether there is anything to wait for
   */
  stop(): boolean {
    this.ending = true;
    const worth = [...this.atWork].filter(([id]) => (rowOf(id)?.epochs.length ?? 0) > 0);
    const some = worth.length > 0 || this.ended.length > 0;
    if (some) useRun.setState({ phase: 'stopping' });
    for (const [id, client] of [...this.atWork]) {
      if (worth.some(([other]) => other === id)) client.control('stop');
      else client.terminate();
    }
    // By the time that their lanes come to an end they may be at work for another series.
    for (const lane of [...this.idle.keys()]) this.giveBack(lane);
    for (const wake of this.wake.splice(0)) wake();
    return some;
  }

  private async trainOne(begun: Begun, clips: readonly Clip[], lane: number): Promise<RunRow> {
    const { row } = begun;
    const client = trainer(lane);
    this.idle.delete(lane);
    this.atWork.set(row.id, client);
    client.control('resume');
    setMember(row.id, { state: 'training' });
    try {
      const end = await trainMember(begun, clips, client, this.backends, (to) => this.fallBack(to));
      if (lane > 0) this.idle.set(lane, client);
      setMember(row.id, { state: 'done', fraction: 1 });
      return end;
    } catch (error) {
      setMember(row.id, { state: 'failed' });
      if (error instanceof CancelledError) {
        // Its worker was ended then and there; by now it may be at work for another run.
        await drop(row.id);
        throw error;
      }
      if (lane > 0) this.idle.set(lane, client);
      if (error instanceof Error && HOPELESS.includes(error.name))
        await putRun({ ...row, status: 'diverged' }, { plan: null, checkpoint: null });
      throw error;
    } finally {
      this.atWork.delete(row.id);
    }
  }

  private fallBack(to: BackendId): void {
    const at = this.backends.indexOf(to);
    // Another run may have gone further back.
    if (at > 0) this.backends = this.backends.slice(at);
  }

  /**
   * What memory a worker took, it gives back only by ending. Not before its lane has no more to do: a page that has gone
   * offline could not fetch another, and each would have to start and be tested anew. The first stays, for the next run.
   */
  private giveBack(lane: number): void {
    this.idle.get(lane)?.terminate();
    this.idle.delete(lane);
  }

  private async whilePaused(): Promise<void> {
    while (this.paused && !this.ending)
      await new Promise<void>((resolve) => {
        this.wake.push(resolve);
      });
  }
}

/** Of a run that was given up before anything came of it no trace is left. */
async function drop(runId: string): Promise<void> {
  if (rowOf(runId)?.epochs.length === 0) await deleteRun(runId);
}
