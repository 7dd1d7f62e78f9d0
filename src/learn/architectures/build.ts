import type * as tf from '@tensorflow/tfjs';
import type { ArchitectureId } from '../../core/recipe/recipe.ts';
import { classic } from './classic.ts';
import { compact } from './compact.ts';
import { initialiseWeights } from './initialise.ts';
import type { ModelSpec } from './spec.ts';

const ARCHITECTURES: Record<ArchitectureId, (spec: ModelSpec) => tf.LayersModel> = { classic, compact };

/**
 * A model of stock tf.layers, so that stock tf.loadLayersModel opens it anywhere.
 * Input [batch, frames, coefficients, channels], output [batch, classes] probabilities. The caller disposes it.
 */
export function buildModel(spec: ModelSpec): tf.LayersModel {
  const model = ARCHITECTURES[spec.architecture](spec);
  initialiseWeights(model, spec.random);
  return model;
}
