/** Work of many pieces, held between two of them for as long as the user likes. */

export class Pause {
  /** What waits, while paused. */
  private on: { sinceMs: number; waiting: (() => void)[] } | null = null;
  private earlierMs = 0;

  /** @param signal a cancel: it ends the pause, and there is none after it */
  constructor(
    private readonly signal: AbortSignal,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    signal.addEventListener('abort', () => this.end(), { once: true });
  }

  get isOn(): boolean {
    return this.on !== null;
  }

  /** How long all pauses were, with the one under way. */
  get totalMs(): number {
    return this.earlierMs + (this.on ? this.nowMs() - this.on.sinceMs : 0);
  }

  begin(): void {
    if (!this.signal.aborted) this.on ??= { sinceMs: this.nowMs(), waiting: [] };
  }

  end(): void {
    if (!this.on) return;
    const { waiting } = this.on;
    this.earlierMs = this.totalMs;
    this.on = null;
    for (const resolve of waiting) resolve();
  }

  /** Waits between two pieces while paused. Never rejects. */
  async over(): Promise<void> {
    // A pause may have begun anew before who waited for the last one comes to its turn.
    while (this.on) {
      const { waiting } = this.on;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
}
