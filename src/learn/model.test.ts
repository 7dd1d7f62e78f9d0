import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fitScaler } from '../core/dataset/scaler.ts';
import { inVoice, type Voice } from '../core/dataset/voice.ts';
import { align, leanOf } from '../core/metrics/alignment.ts';
import { applyTemperature } from '../core/metrics/temperature.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import { activateBackend } from './backends.ts';
import { Predictor } from './model.ts';
import { toyJob } from './testing/toyJob.ts';
import { WASM_FOLDER } from './testing/wasmFolder.ts';
import { train } from './train.ts';

// Real training on a shared machine: seconds, not the runner's default patience.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(async () => {
  await activateBackend('wasm', WASM_FOLDER);
});

describe('Predictor', () => {
  async function trainedWith(changes: Partial<Recipe>) {
    const job = toyJob('compact', { epochs: 1 });
    const { best } = await train({ ...job, recipe: { ...job.recipe, ...changes } });
    return { best, validation: job.validation };
  }

  /** Batches of other sizes round otherwise. */
  function expectClose(actual: number[][], expected: number[][]): void {
    expect(actual.map((row) => row.map((p) => expect.closeTo(p, 5)))).toEqual(expected);
  }

  it('hears as the run’s validation did, after a structured clone', async () => {
    const job = toyJob('compact', { epochs: 3 });
    const result = await train(job);
    const predictor = await Predictor.load(structuredClone(result.best));
    const probabilities = await predictor.predict(job.validation.map((sample) => sample.features));
    predictor.dispose();
    const hits = probabilities.filter((row, i) => row.indexOf(Math.max(...row)) === job.validation[i].label);
    expect(hits.length / job.validation.length).toBe(result.epochs[result.bestEpoch - 1].validationAccuracy);
    for (const row of probabilities) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  });

  it('takes a speaker’s voice and lean out first, then tells how sure it is', async () => {
    const { best, validation } = await trainedWith({ scale: 'speaker' });
    const clips = validation.map(({ features }) => features);
    const [average, own] = [fitScaler(clips), fitScaler(clips.slice(0, 3))];
    const model = { ...best, voice: average, temperature: 2 };
    const predictor = await Predictor.load(model);
    const plain = await Predictor.load(best);
    const heard = (voice: Voice) => plain.predict(clips.map((clip) => inVoice(clip, voice)));
    const tempered = (rows: number[][]) => rows.map((row) => applyTemperature(row, 2));

    expect(await predictor.predict(clips)).toEqual(tempered(await heard(average)));
    const lean = await predictor.leanTo(clips.slice(0, 3), own);
    const rows = await heard(own);
    expectClose([lean], [leanOf(rows.slice(0, 3), best.labels.length)]);
    const known = await predictor.predict(clips, { voice: own, lean });
    expectClose(known, tempered(rows.map((row) => align(row, lean))));
    for (const one of [predictor, plain]) one.dispose();
  });

  it('leaves no tensor behind', async () => {
    const { best } = await train(toyJob('classic', { epochs: 1 }));
    const before = tf.memory().numTensors;
    const predictor = await Predictor.load(best);
    const loaded = tf.memory().numTensors;
    await predictor.predict([{ frames: 130, coefficients: 16, data: new Float32Array(130 * 16) }]);
    expect(tf.memory().numTensors).toBe(loaded);
    predictor.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
