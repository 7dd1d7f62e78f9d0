/** Steers a training run from outside; the loop looks at it between steps. */
export class TrainingControl {
  private paused = false;
  private stopAsked = false;
  private wake: (() => void) | null = null;
  /** Called when the run really holds, which is after the step under way. */
  onPaused: () => void = () => {};

  /** Holds the run after the step under way. */
  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.wake?.();
  }

  /** Ends the run after the step under way, paused or not; what was best so far is kept. */
  stop(): void {
    this.stopAsked = true;
    this.wake?.();
  }

  get stopped(): boolean {
    return this.stopAsked;
  }

  /** Resolves at once unless paused; otherwise on resume or stop. Tells how long it waited. */
  async whilePaused(): Promise<number> {
    const start = performance.now();
    if (this.paused && !this.stopAsked) this.onPaused();
    while (this.paused && !this.stopAsked) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    this.wake = null;
    return performance.now() - start;
  }
}

/**
 * Lets the worker read its messages between two steps. A message to oneself is a task like any other, and unlike
 * timers and animation frames it is not slowed down in a hidden tab.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
