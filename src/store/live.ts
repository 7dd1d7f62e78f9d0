/** Speaking to the model: recording or a dropped file, and what it makes of it, or of the voice. */
import { create } from 'zustand';
import type { Recording as RawRecording } from '../../workers/protocol.ts';
import { type Recording, record } from '../clients/microphone.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { frontEndKey } from '../storage/front-end-key.ts';
import type { StoredModel } from '../storage/model-store.ts';
import { OtherModelError, ShortReadingError } from './liveErrors.ts';
import { useModel } from './model.ts';
import { featurePool, modelStore, predictor } from './services.ts';
import { addToVoice, forgetVoice, type VoiceForModel, voiceFor } from './voice.ts';

/** What a recording is for: the model's answer, or getting to know the voice. */
export type Purpose = 'answer' | 'voice';

export interface LiveResult {
  /** Counts up over the visit. */
  id: number;
  /** 'Microphone' or the file's name. */
  source: string;
  labels: Emotion[];
  /** Calibrated by the model's temperature. */
  probabilities: number[];
  /** Clips from which the voice was known that it was scaled by: 0 for the average voice. Null where the model does not scale. */
  voiceClips: number | null;
  /** Whether the model aligns its answers to a known voice, but none of that voice's clips is here to show its lean. */
  unaligned: boolean;
  /** Whether it was added to the user's voice since. */
  inVoice: boolean;
  durationS: number;
  sampleRateHz: number;
  /** From the end of the recording, or the drop, to these probabilities. */
  tookMs: number;
}

export interface LiveState {
  phase: 'idle' | 'asking' | 'recording' | 'predicting';
  /** Of the recording under way, or the last; a dropped file is for an answer. */
  purpose: Purpose;
  /** Of the model in use, the newest first. */
  results: LiveResult[];
  error: { message: string; remedy: string } | null;
}

export const useLive = create<LiveState>(() => ({
  phase: 'idle',
  purpose: 'answer',
  results: [],
  error: null,
}));

/** Results kept on screen. */
const KEPT_RESULTS = 8;

/** Shorter than any of the sentences: a word says little of a voice. */
const SHORTEST_READING_S = 1;

let nextResult = 1;

/** What each result on screen was heard from: too big for the store. */
const heard = new Map<number, { features: FeatureMatrix; frontEnd: FrontEndConfig }>();

/** What was asked last: it holds until another clip of the voice is heard or another model is used. */
let asked: { id: string; calibration: readonly FeatureMatrix[]; lean: number[] } | null = null;

// What one model answered says nothing of another.
useModel.subscribe(({ model }, before) => {
  if (model === before.model) return;
  heard.clear();
  asked = null;
  useLive.setState({ results: [] });
});

let recording: Recording | null = null;

/** The front end, by its key, for which the voice is being read: that of the model in use when the recording began. */
let readFor: string | null = null;

/** @param elapsedS since the recording began, this portion included */
type PortionListener = (portion: Float32Array, sampleRateHz: number, elapsedS: number) => void;

/** Called with what the microphone hears, past React. */
const listeners = new Set<PortionListener>();

export function onPortion(listener: PortionListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function startRecording(purpose: Purpose = 'answer'): Promise<void> {
  if (useLive.getState().phase !== 'idle') return;
  useLive.setState({ phase: 'asking', purpose, error: null });
  readFor = voiceKeyInUse();
  try {
    recording = await record({
      onPortion: (...heard) => {
        for (const listener of listeners) listener(...heard);
      },
      onEnd: (why) => {
        useLive.setState({ error: { message: why, remedy: 'What was heard until then is used.' } });
        void stopRecording();
      },
    });
    useLive.setState({ phase: 'recording' });
  } catch (error) {
    fail(error);
  }
}

export async function stopRecording(): Promise<void> {
  if (!recording) return;
  const ended = recording;
  recording = null;
  const endedMs = performance.now();
  useLive.setState({ phase: 'predicting' });
  try {
    const { signal, sampleRateHz } = await ended.stop();
    const raw: RawRecording = {
      kind: 'pcm',
      name: 'the recording',
      channels: [signal],
      sampleRateHz,
      encoding: 'microphone',
      sha256: '',
    };
    if (useLive.getState().purpose === 'voice') await learnVoice(raw);
    else await predict(raw, 'Microphone', endedMs);
  } catch (error) {
    fail(error);
  }
}

/** Predicts a dropped recording. */
export async function predictFile(file: File): Promise<void> {
  if (useLive.getState().phase !== 'idle') {
    useLive.setState({
      error: { message: 'A recording is under way.', remedy: 'Stop it first, then drop the file again.' },
    });
    return;
  }
  const droppedMs = performance.now();
  useLive.setState({ phase: 'predicting', purpose: 'answer', error: null });
  try {
    await predict({ kind: 'place', name: file.name, place: { kind: 'file', file } }, file.name, droppedMs);
  } catch (error) {
    fail(error);
  }
}

/** Adds what a result was heard from to the user's voice, once: later results are scaled by it. */
export async function addResultToVoice(id: number): Promise<void> {
  const { results } = useLive.getState();
  const from = heard.get(id);
  if (!from || results.some((result) => result.id === id && result.inVoice)) return;
  useLive.setState({
    results: results.map((result) => (result.id === id ? { ...result, inVoice: true } : result)),
  });
  await addToVoice(from.features, from.frontEnd, 'free');
}

/** Forgets the user's voice; what is on screen may be added to it anew. */
export async function forgetHeardVoice(): Promise<void> {
  asked = null;
  useLive.setState(({ results }) => ({ results: results.map((result) => ({ ...result, inVoice: false })) }));
  await forgetVoice();
}

/** @throws NoModelError */
function modelInUse(): StoredModel {
  const stored = modelStore().get();
  if (stored) return stored;
  throw new IntoneError(
    'NoModelError',
    'There is no model yet.',
    'Train one, or drop a model zip on the page.',
  );
}

/** By its key, the front end that hears the voice for the model in use; null where there is none that scales by voice. */
function voiceKeyInUse(): string | null {
  const model = modelStore().get()?.model;
  return model?.voice ? frontEndKey(model.recipe.frontEnd) : null;
}

/** @throws NoModelError, ShortReadingError, OtherModelError where the model now in use has no use for the reading */
async function learnVoice(raw: RawRecording): Promise<void> {
  const wanted = voiceKeyInUse();
  if (wanted !== readFor)
    throw new OtherModelError(
      'while you read: the sentence was not added to your voice.',
      wanted ? 'Read it again, for the new model.' : 'The new model hears every voice alike: it needs none.',
    );
  const { frontEnd } = modelInUse().model.recipe;
  const { features, audio } = await featurePool().features(raw, frontEnd);
  if (audio.durationS < SHORTEST_READING_S) throw new ShortReadingError(audio.durationS);
  await addToVoice(features, frontEnd);
  useLive.setState({ phase: 'idle' });
}

/** @throws NoModelError, OtherModelError where the answer would be another model's than the one in use */
async function predict(raw: RawRecording, source: string, sinceMs: number): Promise<void> {
  const stored = modelInUse();
  const { labels, recipe } = stored.model;
  const { features, audio } = await featurePool().features(raw, recipe.frontEnd);
  const known = voiceFor(stored.model);
  const speaker = known && { voice: known.voice, lean: await leanTo(stored, known) };
  const [probabilities] = await predictor().predict(stored, [features], speaker);
  if (modelStore().get()?.id !== stored.id)
    throw new OtherModelError('before this was answered.', 'Speak, or drop the recording, once more.');
  const result: LiveResult = {
    id: nextResult++,
    source,
    labels,
    probabilities,
    voiceClips: known?.clips ?? null,
    unaligned: stored.model.aligns && known !== null && known.clips > 0 && speaker?.lean === null,
    inVoice: false,
    durationS: audio.durationS,
    sampleRateHz: audio.sampleRateHz,
    tookMs: performance.now() - sinceMs,
  };
  const results = [result, ...useLive.getState().results].slice(0, KEPT_RESULTS);
  heard.set(result.id, { features, frontEnd: recipe.frontEnd });
  for (const id of heard.keys()) if (!results.some((shown) => shown.id === id)) heard.delete(id);
  useLive.setState({ phase: 'idle', results });
}

/** What the model leans to with what is known of the voice; null where it does not align, or that is not kept. */
async function leanTo(stored: StoredModel, { voice, calibration }: VoiceForModel): Promise<number[] | null> {
  if (!stored.model.aligns || calibration.length === 0) return null;
  if (asked?.id !== stored.id || asked.calibration !== calibration) {
    const lean = await predictor().leanTo(stored, [...calibration], voice);
    asked = { id: stored.id, calibration, lean };
  }
  return asked.lean;
}

function fail(error: unknown): void {
  const { message, remedy } =
    error instanceof IntoneError
      ? error
      : { message: error instanceof Error ? error.message : String(error), remedy: 'Try again.' };
  useLive.setState({ phase: 'idle', error: { message, remedy } });
}
