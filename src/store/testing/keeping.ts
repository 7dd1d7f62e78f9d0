/** In the place of keeping.ts: runs are kept in a store that is as slow and as full as the test wants. */
import { IntoneError } from '../../core/errors.ts';
import type { RunKeep } from '../../storage/run-keep.ts';
import type { RunPartChanges, RunPartName, RunRow } from '../../storage/run-record.ts';
import { Gate } from './gate.ts';

export class FakeRunKeep implements Pick<RunKeep, 'all' | 'part' | 'put' | 'remove'> {
  readonly rows = new Map<string, RunRow>();
  /** By run and name. */
  readonly parts = new Map<string, unknown>();
  /** Of writing, and of removing. */
  readonly gate = new Gate();
  readonly removal = new Gate();
  full = false;

  async all(): Promise<RunRow[]> {
    return [...this.rows.values()];
  }

  async part<Name extends RunPartName>(runId: string, name: Name) {
    return (this.parts.get(`${runId} ${name}`) ?? null) as never;
  }

  async put(row: RunRow, changes: RunPartChanges = {}): Promise<void> {
    await this.gate.pass();
    if (this.full) throw new IntoneError('StorageFullError', 'The storage is full.', 'Make room.');
    this.rows.set(row.id, row);
    for (const [name, part] of Object.entries(changes))
      if (part === null) this.parts.delete(`${row.id} ${name}`);
      else this.parts.set(`${row.id} ${name}`, part);
  }

  async remove(runId: string): Promise<void> {
    await this.removal.pass();
    this.rows.delete(runId);
    for (const key of [...this.parts.keys()]) if (key.startsWith(runId)) this.parts.delete(key);
  }
}

export const kept = {
  runs: new FakeRunKeep(),
  facts: new Map<string, unknown>(),
  fact: async (name: string) => kept.facts.get(name) as never,
};

export const keep = async () => kept;
export const measureKept = async () => {};
export const storageFailed = () => {};
export const keepFact = async (name: string, value: unknown) => {
  kept.facts.set(name, value);
};
export const keepChanged = async () => {};
export const keepRemoved = async () => {};
