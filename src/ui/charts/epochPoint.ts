/** One finished epoch. Accuracies and UAR are shares, 0…1; null where not measured. */
export interface EpochPoint {
  /** From 1. */
  epoch: number;
  trainLoss: number;
  trainAccuracy: number | null;
  trainUar: number | null;
  validationLoss: number | null;
  validationAccuracy: number | null;
  validationUar: number | null;
}
