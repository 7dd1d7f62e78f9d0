import type { Random } from '../../core/dataset/random.ts';
import type { ArchitectureId } from '../../core/recipe/recipe.ts';

/** What `buildModel` needs to know. Input [frames, coefficients, channels], output [classes] probabilities. */
export interface ModelSpec {
  architecture: ArchitectureId;
  frames: number;
  /** Rows per frame: MFCCs and measures. */
  coefficients: number;
  /** 1 + deltas. */
  channels: number;
  classes: number;
  /** Share of units dropped before the output, 0…1. */
  dropout: number;
  /** Draws the initial weights. */
  random: Random;
}
