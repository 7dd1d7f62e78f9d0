import type { EpochReport } from './training.ts';

/**
 * Says when a run has gone too long without getting better. Better is a higher validation UAR; an equal one is not, even
 * where its loss is lower and BestKeeper therefore prefers it. It knows nothing but what it was offered: a resumed run
 * offers the reports of its epochs again.
 * Source: Goodfellow, Bengio & Courville 2016, "Deep learning", algorithm 7.1; Keras's EarlyStopping(patience).
 */
export class EarlyStopping {
  /** Whether, after the reports offered so far, the run should end. */
  shouldStop = false;
  private bestUar = Number.NEGATIVE_INFINITY;
  private bestEpoch = 0;

  /** @param patience epochs without a better validation UAR after which to stop; 0 for never */
  constructor(private readonly patience: number) {}

  /**
   * Takes an epoch's figures, in the epochs' order; one without validation never stops a run.
   * @returns whether the run should end
   */
  offer({ epoch, validationUar }: Pick<EpochReport, 'epoch' | 'validationUar'>): boolean {
    if (validationUar === null) return this.shouldStop;
    if (validationUar > this.bestUar) {
      this.bestUar = validationUar;
      this.bestEpoch = epoch;
    }
    this.shouldStop = this.patience > 0 && epoch - this.bestEpoch >= this.patience;
    return this.shouldStop;
  }
}
