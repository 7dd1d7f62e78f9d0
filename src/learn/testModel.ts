import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { BackendGuard } from './backendGuard.ts';
import { Predictor, type TrainedModel } from './model.ts';

/** Clips per prediction call: bounds memory, not the result. */
const CLIPS_PER_PASS = 32;

/**
 * Probabilities of every clip, [clips][labels], with the model as it will be used.
 * @throws BackendLostError, OutOfMemoryError: the model is whole, and can be tested elsewhere
 */
export async function testModel(model: TrainedModel, clips: readonly FeatureMatrix[]): Promise<number[][]> {
  const guard = new BackendGuard();
  let predictor: Predictor | null = null;
  try {
    predictor = await guard.wait(Predictor.load(model));
    const rows: number[][] = [];
    for (let at = 0; at < clips.length; at += CLIPS_PER_PASS)
      rows.push(...(await guard.wait(predictor.predict(clips.slice(at, at + CLIPS_PER_PASS)))));
    return rows;
  } catch (error) {
    throw guard.explain(error, model.recipe.training.batchSize);
  } finally {
    guard.dispose();
    predictor?.dispose();
  }
}
