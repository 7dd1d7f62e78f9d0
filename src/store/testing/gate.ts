/** Something that takes its time while a test holds it. */
export class Gate {
  private closed: Promise<void> | null = null;

  /** From now on all wait. @returns lets them go */
  hold(): () => void {
    let open = () => {};
    this.closed = new Promise((resolve) => {
      open = resolve;
    });
    return () => {
      this.closed = null;
      open();
    };
  }

  async pass(): Promise<void> {
    await this.closed;
  }
}

/** Once all that can go on without the test's help has gone on. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
