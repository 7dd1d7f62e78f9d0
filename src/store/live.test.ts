import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fitVoice, type Voice } from '../core/dataset/voice.ts';
import { INTONE_FRONT_END } from '../core/frontend/config.ts';
import { COMPACT_RECIPE } from '../core/recipe/recipe.ts';
import {
  addResultToVoice,
  forgetHeardVoice,
  predictFile,
  startRecording,
  stopRecording,
  useLive,
} from './live.ts';
import { useModel } from './model.ts';
import { forgetVoice, knownVoice, useVoice } from './voice.ts';

const AVERAGE = { mean: [0], std: [1] };
const LEAN = [0.6, 0.4];
/** Of whom nothing is known. */
const ANYBODY = { voice: AVERAGE, lean: null };
const outside = vi.hoisted(() => ({
  model: null as unknown,
  durationS: 2,
  clip: 0,
  /** Called while an answer is on its way. */
  meanwhile: () => {},
  /** What was known of the speaker of each prediction. */
  speakers: [] as unknown[],
  /** How many clips each lean was asked of. */
  asked: [] as number[],
}));
vi.mock('../clients/microphone.ts', () => ({
  record: async () => ({
    sampleRateHz: 48_000,
    stop: async () => ({ signal: new Float32Array(8), sampleRateHz: 48_000 }),
  }),
}));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));
vi.mock('./services.ts', () => ({
  modelStore: () => ({ get: () => outside.model }),
  predictor: () => ({
    predict: async (_model: unknown, _features: unknown, speaker: unknown) => {
      outside.speakers.push(speaker);
      outside.meanwhile();
      return [[0.4, 0.6]];
    },
    leanTo: async (_model: unknown, features: unknown[]) => {
      outside.asked.push(features.length);
      return LEAN;
    },
  }),
  featurePool: () => ({
    features: async () => ({
      features: featuresOf(++outside.clip),
      audio: { durationS: outside.durationS, sampleRateHz: 48_000 },
    }),
  }),
}));

function featuresOf(clip: number) {
  return { frames: 2, coefficients: 1, data: Float32Array.of(clip, 2 * clip) };
}

const use = (voice: Voice | null, frontEnd = INTONE_FRONT_END, id = 'model') => {
  const model = {
    labels: ['happy', 'sad'],
    recipe: { ...COMPACT_RECIPE, frontEnd },
    voice,
    aligns: voice !== null,
  };
  outside.model = { id, model };
};
const heardIn = (...clips: number[]) => ({
  voice: fitVoice(clips.map(featuresOf), AVERAGE),
  lean: LEAN,
});
const live = () => useLive.getState();
const latest = () => live().results[0];
const known = () => knownVoice(useVoice.getState(), INTONE_FRONT_END).clips;
const drop = () => predictFile(new File([], 'angry.wav'));
const speak = async (purpose?: 'answer' | 'voice') => {
  await startRecording(purpose);
  await stopRecording();
};

beforeEach(async () => {
  await forgetVoice();
  Object.assign(outside, { durationS: 2, clip: 0, meanwhile: () => {}, speakers: [], asked: [] });
  useLive.setState({ phase: 'idle', purpose: 'answer', results: [], error: null });
  use(AVERAGE);
});

describe('an answer', () => {
  it('is given without a voice by a model that does not scale by it', async () => {
    use(null);
    await drop();
    expect(outside.speakers).toEqual([null]);
    expect(latest()).toMatchObject({ source: 'angry.wav', probabilities: [0.4, 0.6], voiceClips: null });
  });

  it('is given by the average voice until the user’s is known', async () => {
    await speak();
    await speak('voice');
    await speak();
    expect(outside.speakers).toEqual([ANYBODY, heardIn(2)]);
    expect(live().results.map(({ source, voiceClips }) => [source, voiceClips])).toEqual([
      ['Microphone', 1],
      ['Microphone', 0],
    ]);
  });

  it('is aligned by what the model answers to the voice, asked once for each clip more and each model', async () => {
    await speak('voice');
    for (let i = 0; i < 2; i++) await drop();
    expect(outside.asked).toEqual([1]);
    await speak('voice');
    await drop();
    use(AVERAGE, INTONE_FRONT_END, 'another');
    await drop();
    expect(outside.asked).toEqual([1, 2, 2]);
    await forgetHeardVoice();
    await drop();
    expect(outside.asked).toHaveLength(3);
    expect(outside.speakers.at(-1)).toEqual(ANYBODY);
  });

  it('is aligned by sentences read alone: of what else was said, the moods are not balanced', async () => {
    await drop();
    await addResultToVoice(latest().id);
    await drop();
    expect(outside.asked).toEqual([]);
    expect(outside.speakers.at(-1)).toEqual({ ...heardIn(1), lean: null });
    await speak('voice');
    await drop();
    expect(outside.asked).toEqual([1]);
  });

  it('is shown no more once another model is in use', async () => {
    await drop();
    useModel.setState({ exporting: true });
    expect(live().results).toHaveLength(1);
    const { id } = latest();
    useModel.setState({ model: {} as never });
    expect(live().results).toEqual([]);
    await addResultToVoice(id);
    expect(known()).toBe(0);
  });

  it('is not shown where another model came into use before it', async () => {
    outside.meanwhile = () => use(AVERAGE, INTONE_FRONT_END, 'another');
    await drop();
    expect(live()).toMatchObject({ phase: 'idle', results: [] });
    expect(live().error).toEqual({
      message: 'Another model came into use before this was answered.',
      remedy: 'Speak, or drop the recording, once more.',
    });
  });

  it('to a dropped file is no reading for the voice', async () => {
    await speak('voice');
    const dropped = drop();
    expect(live()).toMatchObject({ phase: 'predicting', purpose: 'answer' });
    await dropped;
  });

  it('is one of the last eight', async () => {
    for (let i = 0; i < 9; i++) await drop();
    expect(live().results).toHaveLength(8);
    expect(new Set(live().results.map(({ id }) => id)).size).toBe(8);
  });
});

describe('reading for the voice', () => {
  it('adds a clip and answers nothing', async () => {
    await speak('voice');
    expect(known()).toBe(1);
    expect(live()).toMatchObject({ phase: 'idle', results: [], error: null });
    expect(outside.speakers).toEqual([]);
  });

  it('takes no word for a sentence', async () => {
    outside.durationS = 0.6;
    await speak('voice');
    expect(known()).toBe(0);
    expect(live().phase).toBe('idle');
    expect(live().error!.message).toContain('0.6 seconds are too short');
  });

  it('is not added where another model came meanwhile that hears otherwise, or needs no voice', async () => {
    const others: [Voice | null, typeof INTONE_FRONT_END, string][] = [
      [null, INTONE_FRONT_END, 'it needs none'],
      [AVERAGE, { ...INTONE_FRONT_END, nMfcc: 13 }, 'Read it again'],
    ];
    for (const [voice, frontEnd, remedy] of others) {
      use(AVERAGE);
      await startRecording('voice');
      use(voice, frontEnd);
      await stopRecording();
      expect(useVoice.getState().heard).toEqual({});
      expect(live()).toMatchObject({ phase: 'idle', results: [] });
      expect(live().error!.message).toContain('Another model came into use');
      expect(live().error!.remedy).toContain(remedy);
    }
  });

  it('is added where another model came meanwhile that hears alike', async () => {
    await startRecording('voice');
    use({ mean: [5], std: [2] });
    await stopRecording();
    expect(known()).toBe(1);
    expect(live().error).toBeNull();
  });

  it('does not begin while another recording is under way', async () => {
    await startRecording('answer');
    await startRecording('voice');
    expect(live()).toMatchObject({ phase: 'recording', purpose: 'answer' });
    await stopRecording();
    expect(known()).toBe(0);
  });
});

describe('a recording that was answered', () => {
  it('can make the voice better known, once', async () => {
    await drop();
    await addResultToVoice(latest().id);
    await addResultToVoice(latest().id);
    expect(known()).toBe(1);
    expect(latest().inVoice).toBe(true);
    await drop();
    expect(outside.speakers[1]).toEqual({ ...heardIn(1), lean: null });
  });

  it('can be added anew once the voice was forgotten', async () => {
    await drop();
    await addResultToVoice(latest().id);
    await forgetHeardVoice();
    expect(latest().inVoice).toBe(false);
    await addResultToVoice(latest().id);
    expect(known()).toBe(1);
  });
});
