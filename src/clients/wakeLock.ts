/** The screen's wake lock: asked for while it is wanted, and again whenever the page comes back into sight. */

/** Whether this browser has one to ask for. */
export function hasWakeLock(): boolean {
  return 'wakeLock' in navigator;
}

export interface AwakeHooks {
  /** The screen is kept on from now, or no longer. */
  onHeld(held: boolean): void;
  /** The browser refused, or took the lock back with the page in sight. @param why in its words; may be empty */
  onRefused(why: string): void;
}

export class AwakeKeeper {
  private wanted = false;
  private asking = false;
  private lock: WakeLockSentinel | null = null;

  constructor(
    private readonly wakeLock: Pick<WakeLock, 'request'>,
    private readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>,
    private readonly hooks: AwakeHooks,
  ) {
    // The browser takes the lock from a page out of sight.
    page.addEventListener('visibilitychange', () => void this.ask());
  }

  /** Never rejects: a refusal goes to the hook. */
  async want(wanted: boolean): Promise<void> {
    this.wanted = wanted;
    await (wanted ? this.ask() : this.letGo());
  }

  private get inSight(): boolean {
    return this.page.visibilityState === 'visible';
  }

  private async ask(): Promise<void> {
    if (!this.wanted || this.lock || this.asking || !this.inSight) return;
    this.asking = true;
    try {
      const lock = await this.wakeLock.request('screen');
      lock.addEventListener('release', () => this.released(lock));
      this.lock = lock;
      this.hooks.onHeld(true);
    } catch (error) {
      // Out of sight it is asked again later.
      if (this.wanted && this.inSight) this.hooks.onRefused(error instanceof Error ? error.message : '');
    } finally {
      this.asking = false;
    }
    // The wish may have gone while the browser answered.
    if (!this.wanted) await this.letGo();
  }

  private async letGo(): Promise<void> {
    const { lock } = this;
    if (!lock) return;
    this.lock = null;
    this.hooks.onHeld(false);
    await lock.release().catch(() => undefined);
  }

  private released(lock: WakeLockSentinel): void {
    if (lock !== this.lock) return;
    this.lock = null;
    this.hooks.onHeld(false);
    if (this.inSight) this.hooks.onRefused('');
  }
}
