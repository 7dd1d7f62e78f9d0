import * as tf from '@tensorflow/tfjs';
import type { Emotion } from '../core/dataset/emotions.ts';
import type { Scaler } from '../core/dataset/scaler.ts';
import { inVoice, type Voice } from '../core/dataset/voice.ts';
import { coefficientsOf } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { align, leanOf } from '../core/metrics/alignment.ts';
import { applyTemperature } from '../core/metrics/temperature.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { predictClips } from './predict.ts';
import { windowShape } from './trainingBatch.ts';

/** What tf.io needs to open a model again; all of it survives structured cloning, `weightData` can be transferred. */
export interface ModelArtifacts {
  /** The layers' JSON, as in model.json's modelTopology. */
  topology: object;
  weightSpecs: tf.io.WeightsManifestEntry[];
  weightData: ArrayBuffer;
}

/** A trained model with everything needed to hear with it again. */
export interface TrainedModel {
  artifacts: ModelArtifacts;
  recipe: Recipe;
  /** What each output stands for, in order. */
  labels: Emotion[];
  scaler: Scaler;
  /**
   * The last step to probabilities: p^(1/T), normalised, so that "70 % sure" is right seven times in ten; 1 changes nothing.
   * Source: Guo et al. 2017, "On Calibration of Modern Neural Networks".
   */
  temperature: number;
  /** Where the recipe scales by speaker: the average of the training voices, for a voice of which nothing is known. Else null. */
  voice: Voice | null;
  /** Whether answers to a known voice are aligned (core/metrics/alignment): the corpus's speakers show all emotions evenly. */
  aligns: boolean;
}

/** What is known of a speaker, for a model that normalises by speaker. */
export interface KnownSpeaker {
  voice: Voice;
  /** What the model leans to with what is known of them, as from Predictor.leanTo; null where answers are not aligned. */
  lean: number[] | null;
}

/** A live model as plain data. The model stays the caller's. */
export async function serialise(model: tf.LayersModel): Promise<ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
  return {
    topology: saved!.modelTopology as object,
    weightSpecs: saved!.weightSpecs!,
    weightData: tf.io.CompositeArrayBuffer.join(saved!.weightData),
  };
}

/** Opens a serialised model with stock tf.loadLayersModel. The caller disposes it. */
export function deserialise(artifacts: ModelArtifacts): Promise<tf.LayersModel> {
  const { topology, weightSpecs, weightData } = artifacts;
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology: topology, weightSpecs, weightData }));
}

/** Hears with a trained model on the current backend. */
export class Predictor {
  private constructor(
    private readonly model: tf.LayersModel,
    private readonly trained: TrainedModel,
  ) {}

  /** Opens the model and runs one empty window through it, so that the first real clip doesn't wait. */
  static async load(trained: TrainedModel): Promise<Predictor> {
    const model = await deserialise(trained.artifacts);
    const predictor = new Predictor(model, trained);
    const coefficients = coefficientsOf(trained.recipe.frontEnd);
    await predictor.predict([{ frames: 1, coefficients, data: new Float32Array(coefficients) }]);
    return predictor;
  }

  /**
   * Probabilities per clip, [clips][labels], by the model's temperature. A clip longer than the model's window is seen
   * through two or three evenly spaced windows, whose probabilities are averaged.
   * @param speaker whose clips these are, for a model that normalises by speaker; null where nothing is known of them
   * @throws RangeError if a clip's coefficients are not the front end's
   */
  async predict(clips: readonly FeatureMatrix[], speaker: KnownSpeaker | null = null): Promise<number[][]> {
    const { temperature, voice: average } = this.trained;
    const rows = await this.hear(clips, speaker?.voice ?? average);
    const lean = speaker?.lean;
    const aligned = lean ? rows.map((row) => align(row, lean)) : rows;
    return temperature === 1 ? aligned : aligned.map((row) => applyTemperature(row, temperature));
  }

  /** What the model leans to with clips of one voice: its answers to that voice are aligned by it. */
  async leanTo(clips: readonly FeatureMatrix[], voice: Voice): Promise<number[]> {
    return leanOf(await this.hear(clips, voice), this.trained.labels.length);
  }

  private hear(clips: readonly FeatureMatrix[], voice: Voice | null): Promise<number[][]> {
    const { recipe, scaler } = this.trained;
    const scaled = voice ? clips.map((clip) => inVoice(clip, voice)) : clips;
    return predictClips(this.model, scaled, scaler, windowShape(recipe));
  }

  dispose(): void {
    this.model.dispose();
  }
}
