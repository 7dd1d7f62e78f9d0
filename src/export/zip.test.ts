import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import type { ModelBundle } from './bundle.ts';
import { modelCard } from './model-card.ts';
import { BUNDLE, CURVED_BUNDLE, VOICED_BUNDLE, WEIGHTS } from './testing/bundle.ts';
import { unzipBundle, zipBundle } from './zip.ts';

/** A bundle's zip with one of its files changed. */
async function tampered(
  name: string,
  change: (text: string) => string | Uint8Array,
  bundle = BUNDLE,
): Promise<ArrayBuffer> {
  const zip = await JSZip.loadAsync(await zipBundle(bundle));
  zip.file(name, change(await zip.file(name)!.async('string')));
  return zip.generateAsync({ type: 'arraybuffer' });
}

/** The same with intone.json as an object. */
// biome-ignore lint/suspicious/noExplicitAny: a damaged file may hold anything
const withJson = (change: (json: any) => void, bundle = BUNDLE) =>
  tampered(
    'intone.json',
    (text) => {
      const json = JSON.parse(text);
      change(json);
      return JSON.stringify(json);
    },
    bundle,
  );

const valuesOf = ({ model }: ModelBundle) => new Float32Array(model.artifacts.weightData);

describe('a model bundle', () => {
  it.each([
    ['', BUNDLE],
    [' with a voice and a cross-validation', VOICED_BUNDLE],
    [' with a voice curve', CURVED_BUNDLE],
  ])('%scomes back from its zip as it was, weights to the last bit', async (_, bundle) => {
    const back = await unzipBundle(await zipBundle(bundle));
    expect(valuesOf(back)).toEqual(WEIGHTS);
    expect(back.model.artifacts.weightSpecs).toEqual(bundle.model.artifacts.weightSpecs);
    expect({ ...back.model, artifacts: null }).toEqual({ ...bundle.model, artifacts: null });
    expect(back.card).toEqual(bundle.card);
  });

  it('of the first version comes back with what its training and its test were', async () => {
    const zip = await withJson((json) => {
      json.version = 1;
      for (const later of ['schedule', 'warmUp', 'classWeights', 'clipNorm', 'ema', 'patience', 'keep'])
        delete json.recipe.training[later];
      delete json.recipe.scale;
      delete json.recipe.split.folds;
      delete json.recipe.split.trainCorpora;
      delete json.temperature;
      delete json.voice;
      delete json.aligns;
      delete json.card.crossValidation;
      delete json.card.test.usesTestSpeakersClips;
      delete json.card.test.aligned;
      delete json.card.test.voiceCurve;
    });
    const { model, card } = await unzipBundle(zip);
    expect(model.recipe).toEqual(COMPACT_RECIPE);
    expect(model).toMatchObject({ temperature: 1, voice: null, aligns: false });
    expect(card).toEqual(BUNDLE.card);
  });

  it('of the first version that was not tested comes back untested', async () => {
    const zip = await withJson((json) => {
      json.card.test = null;
      delete json.card.crossValidation;
    });
    expect((await unzipBundle(zip)).card).toEqual({ ...BUNDLE.card, test: null });
  });

  it('in half precision says so on its card, also when it is taken away once more in full', async () => {
    const back = await unzipBundle(await zipBundle(BUNDLE, { float16: true }));
    expect(back.card).toEqual({ ...BUNDLE.card, rounded: true });
    const again = await unzipBundle(await zipBundle(back));
    expect(again.card.rounded).toBe(true);
    expect(modelCard(again)).toContain('rounded to half precision');
  });

  it('says a format that earlier versions refuse: they would mistake voices and half precision', async () => {
    const zip = await JSZip.loadAsync(await zipBundle(BUNDLE));
    expect(JSON.parse(await zip.file('intone.json')!.async('string')).version).toBe(2);
  });

  it.each([
    ['not a zip', async () => new Uint8Array([1, 2, 3]).buffer, /damaged/],
    ['short weights', () => tampered('weights.bin', () => new Uint8Array(8)), /8 bytes where 36 belong/],
    ['NaN weights', () => tampered('weights.bin', () => new Uint8Array(36).fill(255)), /not numbers/],
    ['broken JSON', () => tampered('intone.json', (text) => text.slice(0, 50)), /not valid JSON/],
    ['JSON that is no object', () => tampered('intone.json', () => 'null'), /not that of an Intone model/],
    ['a later format', () => withJson((json) => Object.assign(json, { version: 9 })), /format 9/],
    ['a foreign emotion', () => withJson((json) => json.labels.splice(1, 1, 'smug')), /smug/],
    ['one label too many', () => withJson((json) => json.labels.push('calm')), /differ in number/],
    [
      'an impossible front end',
      () => withJson((json) => Object.assign(json.recipe.frontEnd, { nMfcc: 4000 })),
      /front end/,
    ],
    [
      'a recipe that trains nothing',
      () => withJson((json) => Object.assign(json.recipe.training, { learningRate: -1 })),
      /recipe cannot be used: The learning rate is -1/,
    ],
    [
      'a recipe without training settings',
      () => withJson((json) => delete json.recipe.training),
      /lacks some of its parts/,
    ],
    [
      'a recipe without a split',
      () => withJson((json) => delete json.recipe.split),
      /lacks some of its parts/,
    ],
    [
      'a scaler for other features',
      () => withJson((json) => json.scaler.mean.pop()),
      /scaler is for 39 coefficients, its front end makes 40/,
    ],
    [
      'a temperature of zero',
      () => withJson((json) => Object.assign(json, { temperature: 0 })),
      /temperature is 0/,
    ],
    [
      'no temperature at all',
      () => withJson((json) => Object.assign(json, { temperature: null })),
      /temperature is null/,
    ],
    [
      'a recipe by speaker without a voice',
      () => withJson((json) => delete json.voice, VOICED_BUNDLE),
      /lacks the average training voice/,
    ],
    [
      'a voice for other features',
      () => withJson((json) => json.voice.std.push(1), VOICED_BUNDLE),
      /average voice is for 41 coefficients/,
    ],
    [
      'a voice without deviations',
      () => withJson((json) => delete json.voice.std, VOICED_BUNDLE),
      /average voice is for no coefficients/,
    ],
    [
      'a voice that does not vary',
      () => withJson((json) => Object.assign(json.voice.std, { 3: 0 }), VOICED_BUNDLE),
      /average voice holds values/,
    ],
    [
      'a voice that is not a number',
      () => withJson((json) => Object.assign(json.voice.mean, { 3: null }), VOICED_BUNDLE),
      /average voice holds values/,
    ],
    [
      'an unknown protocol',
      () => withJson((json) => Object.assign(json.card.crossValidation, { protocol: 'luck' }), VOICED_BUNDLE),
      /unknown protocol, “luck”/,
    ],
    [
      'a cross-validation without a score',
      () => withJson((json) => delete json.card.crossValidation.uar, VOICED_BUNDLE),
      /cross-validation lacks its scores/,
    ],
    [
      'an empty test',
      () => withJson((json) => Object.assign(json.card, { test: {} })),
      /test lacks its scores/,
    ],
    [
      'a curve that is none',
      () => withJson((json) => Object.assign(json.card.test, { voiceCurve: 'x' })),
      /test lacks its scores/,
    ],
    [
      'recalls of other labels',
      () => withJson((json) => json.card.test.recallByLabel.push(0.5)),
      /test lacks its scores/,
    ],
    [
      'a cross-validation of nobody knows how many folds',
      () => withJson((json) => delete json.card.crossValidation.folds, VOICED_BUNDLE),
      /cross-validation lacks its scores/,
    ],
    [
      'a cross-validation that leaks',
      () =>
        withJson((json) => Object.assign(json.card.crossValidation, { protocol: 'random' }), VOICED_BUNDLE),
      /tested speakers that were trained on/,
    ],
    ['a date that is none', () => withJson((json) => delete json.card.createdAt), /lacks its date/],
    [
      'corpora without names',
      () => withJson((json) => Object.assign(json.card, { corpora: [{}] })),
      /does not say what it was trained on/,
    ],
    [
      'speakers that are none',
      () => withJson((json) => Object.assign(json.card, { trainSpeakers: null })),
      /does not say who it was trained on/,
    ],
    ['no count of epochs', () => withJson((json) => delete json.card.epochs), /lacks some of its numbers/],
    [
      'weights of another kind',
      () => tampered('model.json', (text) => text.replace('"float32"', '"int32"')),
      /stored as int32/,
    ],
    [
      'a weight without a shape',
      () => tampered('model.json', (text) => text.replace('"shape":[2,2]', '"shape":null')),
      /“emotion\/kernel” no shape/,
    ],
  ])('is refused with a plain word: %s', async (_, zip, says) => {
    await expect(unzipBundle(await zip())).rejects.toMatchObject({
      name: 'UnreadableModelError',
      message: expect.stringMatching(says),
    });
  });
});
