import type { Clip } from '../../core/dataset/clip.ts';
import type { AccuracyReport, VoicePoint } from '../../core/metrics/accuracyReport.ts';
import type { Recipe } from '../../core/recipe/recipe.ts';

/** A clip as one run heard it. */
export interface JudgedClip {
  clip: Clip;
  /** Which of report.runs. */
  run: number;
  /** Indices into report.labels. */
  truth: number;
  predicted: number;
  /** By report.labels. */
  probabilities: number[];
}

/** All that a report says: plain values. */
export interface ReportInput {
  /** What was judged: 'Run 3, 6 folds × 3 seeds'. */
  title: string;
  report: AccuracyReport;
  /** What knowing a new voice gives, the mean of the runs'; null where the recipe does not scale by speaker. */
  voiceCurve: VoicePoint[] | null;
  recipe: Recipe;
  /** ISO 8601 in UTC. */
  createdAt: string;
  judged: readonly JudgedClip[];
  dataset: { corpora: string[]; clips: number; speakers: number };
}
