import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import type { ModelBundle } from './bundle.ts';
import { unzipBundle, zipBundle } from './zip.ts';

const weights = new Float32Array([0.5, -1, 2, 0.25, 1e-7, -3, 4, 5, 6]);

const bundle: ModelBundle = {
  model: {
    artifacts: {
      topology: { class_name: 'Model' },
      weightSpecs: [
        { name: 'emotion/kernel', shape: [2, 2], dtype: 'float32' },
        { name: 'emotion/bias_1', shape: [2], dtype: 'float32' },
        // Batch normalisation's moving averages come after all that is trained.
        { name: 'norm1/moving_mean', shape: [3], dtype: 'float32' },
      ],
      weightData: weights.buffer,
    },
    recipe: COMPACT_RECIPE,
    labels: ['happy', 'sad'],
    scaler: { mean: [0, 1], std: [1, 2] },
  },
  card: {
    createdAt: '2026-11-22T10:00:00.000Z',
    corpora: [{ name: 'RAVDESS', clips: 10, speakers: 2 }],
    synthetic: false,
    trainClips: 8,
    validationClips: 2,
    trainSpeakers: ['RAVDESS 01'],
    epochs: 3,
    bestEpoch: 2,
    parameters: 6,
    backend: 'WebAssembly',
    test: {
      uar: 0.625,
      accuracy: 0.6,
      interval: { low: 0.5, high: 0.75, by: 'speaker' },
      chance: 0.5,
      clips: 4,
      speakers: ['RAVDESS 02'],
      recallByLabel: [0.75, null],
    },
  },
};

/** The zip with one of its files changed. */
async function tampered(name: string, change: (text: string) => string | Uint8Array): Promise<ArrayBuffer> {
  const zip = await JSZip.loadAsync(await zipBundle(bundle));
  zip.file(name, change(await zip.file(name)!.async('string')));
  return zip.generateAsync({ type: 'arraybuffer' });
}

describe('a model bundle', () => {
  it('comes back from its zip as it was, weights to the last bit', async () => {
    const back = await unzipBundle(await zipBundle(bundle));
    expect(new Float32Array(back.model.artifacts.weightData)).toEqual(weights);
    expect({ ...back.model, artifacts: null }).toEqual({ ...bundle.model, artifacts: null });
    expect(back.card).toEqual(bundle.card);
  });

  it('of the first version comes back with the settings that its training had', async () => {
    const zip = await tampered('intone.json', (text) => {
      const json = JSON.parse(text);
      for (const later of ['schedule', 'warmUp', 'classWeights', 'clipNorm', 'ema', 'patience']) {
        delete json.recipe.training[later];
      }
      return JSON.stringify(json);
    });
    expect((await unzipBundle(zip)).model.recipe).toEqual(COMPACT_RECIPE);
  });

  it('holds what stock tf.loadLayersModel reads', async () => {
    const zip = await JSZip.loadAsync(await zipBundle(bundle));
    const model = JSON.parse(await zip.file('model.json')!.async('string'));
    expect(model).toMatchObject({
      format: 'layers-model',
      modelTopology: { class_name: 'Model' },
      weightsManifest: [{ paths: ['weights.bin'] }],
    });
  });

  it('has a card that tells the score, the speakers, and what was not tested', async () => {
    const zip = await JSZip.loadAsync(await zipBundle(bundle));
    const card = await zip.file('MODEL_CARD.md')!.async('string');
    expect(card).toContain('UAR 62.5 % (95 % interval 50.0 % to 75.0 %');
    expect(card).toContain('Speakers it never heard: RAVDESS 02');
    expect(card).toContain('| sad | – |');
    expect(card).toContain('one-cycle learning rate of 0.002 (warm-up 20.0 %), weight decay 0.02');
    // What is off goes unsaid.
    expect(card).not.toContain('clipped');
    expect(card).not.toContain('false');
    expect(card).not.toContain('undefined');
  });

  it.each([
    ['not a zip', async () => new Uint8Array([1, 2, 3]).buffer, /damaged/],
    ['short weights', () => tampered('weights.bin', () => new Uint8Array(8)), /8 bytes where 36 belong/],
    ['NaN weights', () => tampered('weights.bin', () => new Uint8Array(36).fill(255)), /not numbers/],
    ['broken JSON', () => tampered('intone.json', (text) => text.slice(0, 50)), /not valid JSON/],
    [
      'a later format',
      () => tampered('intone.json', (text) => text.replace('"version": 1', '"version": 9')),
      /format 9/,
    ],
    ['a foreign emotion', () => tampered('intone.json', (text) => text.replace('"sad"', '"smug"')), /smug/],
    [
      'one label too many',
      () => tampered('intone.json', (text) => text.replace('"sad"', '"sad", "calm"')),
      /differ in number/,
    ],
    [
      'an impossible front end',
      () => tampered('intone.json', (text) => text.replace('"nMfcc": 40', '"nMfcc": 4000')),
      /front end/,
    ],
    [
      'a recipe that trains nothing',
      () => tampered('intone.json', (text) => text.replace('"learningRate": 0.002', '"learningRate": -1')),
      /recipe cannot be used: The learning rate is -1/,
    ],
    [
      'a recipe without training settings',
      () => tampered('intone.json', (text) => text.replace('"training": {', '"trained": {')),
      /lacks some of its parts/,
    ],
  ])('is refused with a plain word: %s', async (_, zip, says) => {
    await expect(unzipBundle(await zip())).rejects.toThrow(says);
  });
});
