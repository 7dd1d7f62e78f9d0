/** Where the parts of runs are: in the browser's storage, or in memory where that is not to be had. */
import type { RunKeep } from '../storage/run-keep.ts';
import type { RunPartChanges, RunPartName, RunParts, RunRow } from '../storage/run-record.ts';

export class RunShelf {
  private kept: RunKeep | null = null;
  private failed = false;
  private readonly inMemory = new Map<string, Map<RunPartName, RunParts[RunPartName]>>();

  /** @param onFailed told once, when something could not be kept; new parts then stay in memory until there is room */
  constructor(private readonly onFailed: (error: unknown) => void) {}

  attach(kept: RunKeep): void {
    this.kept = kept;
  }

  /** Room was made. */
  tryAgain(): void {
    this.failed = false;
  }

  /** Never rejects. @returns whether the row and the parts outlast the tab */
  async put(row: RunRow, parts: RunPartChanges = {}): Promise<boolean> {
    if (this.kept && !this.failed) {
      try {
        await this.kept.put(row, parts);
        return true;
      } catch (error) {
        this.failed = true;
        this.onFailed(error);
      }
    }
    this.hold(row.id, parts);
    return false;
  }

  async part<Name extends RunPartName>(runId: string, name: Name): Promise<RunParts[Name] | null> {
    const held = this.inMemory.get(runId)?.get(name);
    if (held !== undefined) return held as RunParts[Name];
    return (await this.kept?.part(runId, name)) ?? null;
  }

  async remove(runId: string): Promise<void> {
    this.inMemory.delete(runId);
    await this.kept?.remove(runId);
    this.tryAgain();
  }

  private hold(runId: string, parts: RunPartChanges): void {
    const held = this.inMemory.get(runId) ?? new Map();
    for (const [name, part] of Object.entries(parts)) {
      if (part === null) held.delete(name as RunPartName);
      else held.set(name as RunPartName, part);
    }
    this.inMemory.set(runId, held);
  }
}
