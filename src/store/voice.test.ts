import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blendVoice, fitVoice, measureVoice } from '../core/dataset/voice.ts';
import { INTONE_FRONT_END } from '../core/frontend/config.ts';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import { frontEndKey } from '../storage/front-end-key.ts';
import {
  addToVoice,
  forgetVoice,
  knownVoice,
  NO_VOICE,
  rememberVoice,
  restoreVoice,
  switchVoice,
  useVoice,
  voiceFor,
} from './voice.ts';

const outside = vi.hoisted(() => ({ facts: new Map<string, unknown>() }));
vi.mock('./keeping.ts', () => ({
  keepFact: async (name: string, value: unknown) => void outside.facts.set(name, value),
}));

const AVERAGE = { mean: [0, 10], std: [1, 2] };
const MODEL = { voice: AVERAGE, recipe: COMPACT_RECIPE };
const OTHER_FRONT_END = { ...INTONE_FRONT_END, nMfcc: 20 };
const CLIP = { frames: 2, coefficients: 2, data: Float32Array.of(3, 20, 5, 30) };
const LATER = { frames: 1, coefficients: 2, data: Float32Array.of(9, 9) };

const KEY = frontEndKey(INTONE_FRONT_END);
const KEPT = { frontEndKey: KEY, ...measureVoice([CLIP])! };
const keepOf = (voices: unknown, rememberVoice?: unknown) => {
  const facts: Record<string, unknown> = { voices, rememberVoice };
  return { fact: async (name: string) => facts[name] as never };
};
/** The page is opened anew, with what it has kept. */
const comeBack = async () => {
  const voices = kept();
  const wish = outside.facts.get('rememberVoice');
  await forgetVoice();
  useVoice.setState(NO_VOICE);
  await restoreVoice(keepOf(voices, wish));
};

const known = (frontEnd = INTONE_FRONT_END) => knownVoice(useVoice.getState(), frontEnd);
const kept = () => outside.facts.get('voices');

beforeEach(async () => {
  await forgetVoice();
  outside.facts.clear();
  useVoice.setState(NO_VOICE);
});

describe('the voice a model hears with', () => {
  it('is none where the model does not scale by voice', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    expect(voiceFor({ ...MODEL, voice: null })).toBeNull();
  });

  it('is the average one until the user’s is heard, or while it is switched off', async () => {
    expect(voiceFor(MODEL)).toEqual({ voice: AVERAGE, clips: 0, calibration: [] });
    await addToVoice(CLIP, INTONE_FRONT_END);
    switchVoice(false);
    expect(voiceFor(MODEL)).toEqual({ voice: AVERAGE, clips: 0, calibration: [] });
    switchVoice(true);
    expect(voiceFor(MODEL)).toEqual({ voice: fitVoice([CLIP], AVERAGE), clips: 1, calibration: [CLIP] });
  });

  it('is fitted anew for a model that knows another average through the same front end', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    await addToVoice(LATER, INTONE_FRONT_END);
    const other = { mean: [5, 5], std: [3, 3] };
    const fitted = voiceFor({ ...MODEL, voice: other });
    expect(fitted).toEqual({ voice: fitVoice([CLIP, LATER], other), clips: 2, calibration: [CLIP, LATER] });
    expect(fitted!.voice).not.toEqual(voiceFor(MODEL)!.voice);
  });

  it('is scaled by all clips of it, but only sentences that were read tell of a lean', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END, 'free');
    await addToVoice(LATER, INTONE_FRONT_END);
    expect(known()).toEqual({ clips: 2, read: 1, from: 'this visit' });
    const voice = fitVoice([CLIP, LATER], AVERAGE);
    expect(voiceFor(MODEL)).toEqual({ voice, clips: 2, calibration: [LATER] });
  });

  it('is not known through another front end', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    expect(known(OTHER_FRONT_END)).toEqual({ clips: 0, read: 0, from: null });
    const recipe = { ...COMPACT_RECIPE, frontEnd: OTHER_FRONT_END };
    expect(voiceFor({ ...MODEL, recipe })).toEqual({ voice: AVERAGE, clips: 0, calibration: [] });
    expect(known()).toEqual({ clips: 1, read: 1, from: 'this visit' });
  });

  it('is switched on by a new clip of it', async () => {
    switchVoice(false);
    await addToVoice(CLIP, INTONE_FRONT_END);
    expect(useVoice.getState().on).toBe(true);
  });
});

describe('remembering a voice', () => {
  it('keeps nothing unless asked to', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    expect(kept()).toBeUndefined();
  });

  it('keeps what was measured, of no model, and after each clip anew', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    await rememberVoice(true);
    expect(kept()).toEqual([KEPT]);
    await addToVoice(LATER, INTONE_FRONT_END);
    expect(kept()).toEqual([{ frontEndKey: KEY, ...measureVoice([CLIP, LATER]) }]);
    await rememberVoice(false);
    expect(kept()).toEqual([]);
    expect(known()).toEqual({ clips: 2, read: 2, from: 'this visit' });
  });

  it('keeps it for each front end, the last three of them', async () => {
    await restoreVoice(keepOf([KEPT]));
    await addToVoice(LATER, OTHER_FRONT_END);
    expect(kept()).toEqual([{ frontEndKey: frontEndKey(OTHER_FRONT_END), ...measureVoice([LATER]) }, KEPT]);
    expect(known()).toEqual({ clips: 1, read: 0, from: 'an earlier visit' });
    for (const nMfcc of [13, 14, 13]) await addToVoice(LATER, { ...INTONE_FRONT_END, nMfcc });
    const keys = (kept() as { frontEndKey: string }[]).map(({ frontEndKey }) => frontEndKey);
    expect(keys).toEqual([13, 14, 20].map((nMfcc) => frontEndKey({ ...INTONE_FRONT_END, nMfcc })));
  });

  it('serves on the next visit, with the average of whatever model, until the voice is heard anew', async () => {
    await restoreVoice(keepOf([{ ...KEPT, clips: 8 }]));
    expect(known()).toEqual({ clips: 8, read: 0, from: 'an earlier visit' });
    for (const average of [AVERAGE, { mean: [5, 5], std: [3, 3] }])
      expect(voiceFor({ ...MODEL, voice: average })).toEqual({
        voice: blendVoice({ ...KEPT, clips: 8 }, average),
        clips: 8,
        calibration: [],
      });
    expect(known(OTHER_FRONT_END).from).toBeNull();
    await addToVoice(LATER, INTONE_FRONT_END);
    expect(known()).toEqual({ clips: 1, read: 1, from: 'this visit' });
    expect(voiceFor(MODEL)).toEqual({ voice: fitVoice([LATER], AVERAGE), clips: 1, calibration: [LATER] });
    expect(kept()).toMatchObject([{ clips: 1 }]);
  });

  it('is over once the voice is forgotten', async () => {
    await addToVoice(CLIP, INTONE_FRONT_END);
    await rememberVoice(true);
    await forgetVoice();
    expect(kept()).toEqual([]);
    expect(known()).toEqual({ clips: 0, read: 0, from: null });
    await addToVoice(LATER, INTONE_FRONT_END);
    expect(voiceFor(MODEL)).toEqual({ voice: fitVoice([LATER], AVERAGE), clips: 1, calibration: [LATER] });
  });

  it('is a wish that outlasts the visit, though nothing was read yet or all was forgotten', async () => {
    await rememberVoice(true);
    for (let visit = 0; visit < 2; visit++) {
      await comeBack();
      expect(useVoice.getState()).toMatchObject({ remember: true, kept: [] });
      await addToVoice(CLIP, INTONE_FRONT_END);
      expect(kept()).toEqual([KEPT]);
      await forgetVoice();
    }
    await rememberVoice(false);
    await comeBack();
    expect(useVoice.getState()).toEqual(NO_VOICE);
  });

  it('is wished for by whoever has a voice that was kept before there was such a wish', async () => {
    await restoreVoice(keepOf([KEPT]));
    expect(useVoice.getState()).toMatchObject({ remember: true, kept: [KEPT] });
  });

  it('takes up nothing that cannot scale, and stumbles over nothing', async () => {
    const damaged = [
      { ...KEPT, own: { mean: [1, 2], std: [3, 0] } },
      { ...KEPT, own: { mean: [1], std: [3, 4] } },
      { ...KEPT, own: { mean: [1, Number.NaN], std: [3, 4] } },
      { ...KEPT, own: { mean: 'none', std: null } },
      { ...KEPT, clips: 0 },
      { ...KEPT, own: undefined },
      { own: KEPT.own, clips: 1 },
      null,
      'voice',
    ];
    for (const before of [...damaged.map((one) => [one]), KEPT, null, undefined, 7]) {
      await restoreVoice(keepOf(before));
      expect(useVoice.getState()).toEqual(NO_VOICE);
    }
    await restoreVoice({ fact: () => Promise.reject(new DOMException('', 'DataError')) });
    expect(useVoice.getState()).toEqual(NO_VOICE);
    await restoreVoice(keepOf([...damaged, KEPT]));
    expect(useVoice.getState().kept).toEqual([KEPT]);
  });
});
