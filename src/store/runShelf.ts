/** Where the parts of runs are: in the browser's storage, or in memory where that is not to be had. */
import type { RunKeep } from '../storage/run-keep.ts';
import type { RunPartChanges, RunPartName, RunParts, RunRow } from '../storage/run-record.ts';

export class RunShelf {
  private kept: RunKeep | null = null;
  private failed = false;
  /** Of each run what could not be kept so far; null for a part that is to be deleted. */
  private readonly held = new Map<string, RunPartChanges>();

  /** @param onFailed told once, when something could not be kept; new parts then stay in memory until there is room */
  constructor(private readonly onFailed: (error: unknown) => void) {}

  attach(kept: RunKeep): void {
    this.kept = kept;
  }

  /** Room was made. */
  tryAgain(): void {
    this.failed = false;
  }

  /** Never rejects. @returns whether the row and all parts of the run outlast the tab */
  async put(row: RunRow, parts: RunPartChanges = {}): Promise<boolean> {
    // With the next part goes whatever there was no room for before.
    const all = { ...this.held.get(row.id), ...parts };
    if (this.kept && !this.failed) {
      try {
        await this.kept.put(row, all);
        this.held.delete(row.id);
        return true;
      } catch (error) {
        this.failed = true;
        this.onFailed(error);
      }
    }
    this.held.set(row.id, all);
    return false;
  }

  async part<Name extends RunPartName>(runId: string, name: Name): Promise<RunParts[Name] | null> {
    const held = this.held.get(runId)?.[name];
    if (held !== undefined) return held as RunParts[Name] | null;
    return (await this.kept?.part(runId, name)) ?? null;
  }

  async remove(runId: string): Promise<void> {
    this.held.delete(runId);
    await this.kept?.remove(runId);
    this.tryAgain();
  }
}
