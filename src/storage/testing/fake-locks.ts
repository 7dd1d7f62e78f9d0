/** A lock manager for one name at a time, as navigator.locks is to all tabs of a browser. */
export class FakeLocks {
  private tail: Promise<unknown> = Promise.resolve();

  /** The part of LockManager that Intone uses: exclusive, waiting until `signal` aborts. */
  request(_name: string, { signal }: { signal: AbortSignal }, held: () => Promise<void>): Promise<void> {
    const before = this.tail;
    let free = () => {};
    this.tail = new Promise<void>((resolve) => {
      free = resolve;
    });
    const givenUp = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason)),
    );
    const turn = before.then(() => {
      if (signal.aborted) throw signal.reason;
    });
    const done = Promise.race([turn, givenUp]).then(held);
    // Whoever waits behind one that gave up still waits for the holder.
    Promise.allSettled([before, done]).then(free);
    return done;
  }

  get manager(): LockManager {
    return this as unknown as LockManager;
  }
}
