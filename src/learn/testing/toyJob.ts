import { Random } from '../../core/dataset/random.ts';
import { fitScaler } from '../../core/dataset/scaler.ts';
import type { FeatureMatrix } from '../../core/frontend/matrix.ts';
import { type ArchitectureId, COMPACT_RECIPE, type Recipe } from '../../core/recipe/recipe.ts';
import type { TrainingJob } from '../training.ts';
import type { Sample } from '../trainingBatch.ts';

const COEFFICIENTS = 16;

/** Three easily told classes: noise with a ripple over the coefficients whose pitch is the class, of uneven length. */
function toySample(label: number, random: Random): Sample {
  const frames = 30 + random.below(40);
  const data = Float32Array.from({ length: frames * COEFFICIENTS }, (_, i) => {
    const c = i % COEFFICIENTS;
    return 5 + 2 * Math.sin(((label + 1) * Math.PI * c) / COEFFICIENTS) + 0.7 * random.normal();
  });
  const features: FeatureMatrix = { frames, coefficients: COEFFICIENTS, data };
  return { features, label };
}

/** A job small enough for a test: 48 training clips of three classes, a window of 48 frames × 16 coefficients. */
export function toyJob(
  architecture: ArchitectureId,
  settings: Partial<Recipe['training']> = {},
): TrainingJob {
  const random = new Random(11);
  const draw = (count: number) => Array.from({ length: count }, (_, i) => toySample(i % 3, random));
  const train = draw(48);
  return {
    recipe: {
      ...COMPACT_RECIPE,
      architecture,
      frontEnd: { ...COMPACT_RECIPE.frontEnd, nMfcc: COEFFICIENTS },
      windowS: 0.48,
      training: { ...COMPACT_RECIPE.training, epochs: 5, batchSize: 16, ...settings },
    },
    labels: ['neutral', 'happy', 'sad'],
    train,
    validation: draw(18),
    scaler: fitScaler(train.map((sample) => sample.features)),
  };
}
