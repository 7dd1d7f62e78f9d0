import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelledClip } from '../src/core/dataset/clip.ts';
import type { Emotion } from '../src/core/dataset/emotions.ts';
import { Random } from '../src/core/dataset/random.ts';
import { fitScaler } from '../src/core/dataset/scaler.ts';
import { averageVoiceOf, inTheirVoices } from '../src/core/dataset/voice.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { alignBySpeaker } from '../src/core/metrics/alignment.ts';
import { COMPACT_RECIPE, type Recipe } from '../src/core/recipe/recipe.ts';
import { activateBackend } from '../src/learn/backends.ts';
import { TrainingControl } from '../src/learn/control.ts';
import { WASM_FOLDER } from '../src/learn/testing/wasmFolder.ts';
import { testModel } from '../src/learn/testModel.ts';
import type { TrainRequest } from './protocol.ts';
import { trainAndTest } from './trainAndTest.ts';

// Real training on a shared machine: seconds, not the runner's default patience.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(async () => {
  await activateBackend('wasm', WASM_FOLDER);
});

const LABELS: Emotion[] = ['neutral', 'happy', 'sad'];
const COEFFICIENTS = 16;
const SIDES = { train: ['A', 'B', 'C'], validation: ['D'], test: ['E', 'F'] };

const RECIPE: Recipe = {
  ...COMPACT_RECIPE,
  frontEnd: { ...COMPACT_RECIPE.frontEnd, nMfcc: COEFFICIENTS },
  windowS: 0.48,
  scale: 'speaker',
  training: { ...COMPACT_RECIPE.training, epochs: 2, batchSize: 16 },
};

/** Four clips of each emotion by a speaker, whose voice lies about `height`. */
function clipsBy(speaker: string, height: number, features: Map<string, FeatureMatrix>): LabelledClip[] {
  const random = new Random(speaker.charCodeAt(0));
  return LABELS.flatMap((emotion, label) =>
    Array.from({ length: 4 }, (_, take) => {
      const frames = 30 + random.below(40);
      const data = Float32Array.from({ length: frames * COEFFICIENTS }, (_, i) => {
        const c = i % COEFFICIENTS;
        return height + 2 * Math.sin(((label + 1) * Math.PI * c) / COEFFICIENTS) + random.normal();
      });
      const clipId = `${speaker}-${emotion}-${take}`;
      features.set(clipId, { frames, coefficients: COEFFICIENTS, data });
      return { clipId, emotion, speaker };
    }),
  );
}

/** @param testHeight of the test speakers' voices */
async function trained(recipe: Recipe, testHeight: number, more: Partial<TrainRequest> = {}) {
  const features = new Map<string, FeatureMatrix>();
  const side = (name: keyof typeof SIDES) =>
    SIDES[name].flatMap((speaker, i) => clipsBy(speaker, name === 'test' ? testHeight : i, features));
  const request: TrainRequest = {
    ...{ recipe, backend: 'wasm', labels: LABELS, unscored: [], resume: null, stop: false },
    ...{ train: side('train'), validation: side('validation'), test: side('test') },
    ...more,
  };
  const result = await trainAndTest(request, features, new TrainingControl(), () => undefined);
  const voiced = (clips: LabelledClip[]) =>
    clips.map(({ clipId, speaker }) => ({ features: features.get(clipId)!, speaker }));
  return { request, result, voiced };
}

describe('a run that normalises by speaker', () => {
  it('fits all that it fits on training and validation clips, whatever the test clips are', async () => {
    const [one, another] = [await trained(RECIPE, 0), await trained(RECIPE, 50)];
    const { model } = one.result;
    const average = averageVoiceOf(one.voiced(one.request.train));
    expect(model.voice).toEqual(average);
    expect(model.scaler).toEqual(fitScaler(inTheirVoices(one.voiced(one.request.train), average)));
    for (const fitted of ['voice', 'scaler', 'temperature', 'aligns'] as const)
      expect(another.result.model[fitted]).toEqual(model[fitted]);
    expect(new Uint8Array(another.result.model.artifacts.weightData)).toEqual(
      new Uint8Array(model.artifacts.weightData),
    );
    expect(another.result.test).not.toEqual(one.result.test);
  });

  it('tests each speaker in their own voice, with answers aligned, before any temperature', async () => {
    const { request, result, voiced } = await trained(RECIPE, 3);
    const { model, test } = result;
    expect(model.aligns).toBe(true);
    const heard = inTheirVoices(voiced(request.test), model.voice!);
    const rows = await testModel({ ...model, voice: null, temperature: 1 }, heard);
    const speakers = request.test.map(({ speaker }) => speaker);
    expect(test.map(({ probabilities }) => probabilities)).toEqual(alignBySpeaker(rows, speakers));
  });

  it('says what knowing the voice gives, ending with the test’s own score', async () => {
    const { result, request } = await trained(RECIPE, 3);
    const counts = result.voiceCurve!.map(({ clips }) => clips);
    expect(counts).toEqual([0, 1, 2, 5, null]);
    const unknown = request.test.map((clip) => ({ ...clip, speaker: null }));
    expect((await trained(RECIPE, 3, { test: unknown })).result.voiceCurve).toBeNull();
  });

  it.each([
    ['train', false],
    ['validation', false],
    ['test', true],
  ] as const)(
    'of a %s speaker without one emotion: aligned is %s, by what the model may know',
    async (side, aligned) => {
      const { request } = await trained(RECIPE, 0);
      const [{ speaker: first }] = request[side];
      const lacking = request[side].filter(({ speaker, emotion }) => speaker !== first || emotion !== 'sad');
      expect((await trained(RECIPE, 0, { [side]: lacking })).result.model.aligns).toBe(aligned);
    },
  );

  it('aligns nothing from corpus to corpus', async () => {
    const split = { ...RECIPE.split, by: 'corpus' } as const;
    expect((await trained({ ...RECIPE, split }, 0)).result.model.aligns).toBe(false);
  });

  it('aligns by what the recordings are, however a random split deals them', async () => {
    const { request } = await trained(RECIPE, 0);
    const isRare = ({ speaker, emotion }: LabelledClip) => speaker === 'A' && emotion === 'sad';
    const train = request.train.filter((clip) => !isRare(clip));
    const test = [...request.test, ...request.train.filter(isRare)];
    const split = { ...RECIPE.split, by: 'random' } as const;
    expect((await trained({ ...RECIPE, split }, 0, { train, test })).result.model.aligns).toBe(true);
  });
});

describe('a run with one scale for all', () => {
  it('hears test speakers as it heard the others, and aligns nothing', async () => {
    const { request, result, voiced } = await trained({ ...RECIPE, scale: 'dataset' }, 3);
    const { model, test, voiceCurve } = result;
    expect(model).toMatchObject({ voice: null, aligns: false });
    expect(voiceCurve).toBeNull();
    expect(model.scaler).toEqual(fitScaler(voiced(request.train).map(({ features }) => features)));
    const clips = voiced(request.test).map(({ features }) => features);
    const rows = await testModel({ ...model, temperature: 1 }, clips);
    expect(test.map(({ probabilities }) => probabilities)).toEqual(rows);
  });
});
