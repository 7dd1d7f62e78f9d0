import type { Snapshot } from './snapshot.ts';
import type { EpochReport } from './training.ts';

/** Remembers the weights of the epoch with the highest validation UAR; of equals, the lowest validation loss. */
export class BestKeeper {
  /** The best epoch's weights; null before the first epoch. */
  best: Snapshot | null = null;
  epoch = 0;
  private uar = -Infinity;
  private loss = Infinity;

  /** Without validation figures the latest epoch counts as the best. */
  offer(report: EpochReport, weights: Snapshot): void {
    const { validationUar, validationLoss } = report;
    if (validationUar !== null && validationLoss !== null) {
      const better = validationUar > this.uar || (validationUar === this.uar && validationLoss < this.loss);
      if (!better) return;
      this.uar = validationUar;
      this.loss = validationLoss;
    }
    this.best = weights;
    this.epoch = report.epoch;
  }
}
