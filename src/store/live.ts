/** Speaking to the model: recording or a dropped file, and what it makes of it. */
import { create } from 'zustand';
import type { Recording as RawRecording } from '../../workers/protocol.ts';
import { type Recording, record } from '../clients/microphone.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import { featurePool, modelStore, predictor } from './services.ts';

export interface LiveResult {
  /** 'Microphone' or the file's name. */
  source: string;
  labels: Emotion[];
  probabilities: number[];
  durationS: number;
  sampleRateHz: number;
  /** From the end of the recording, or the drop, to these probabilities. */
  tookMs: number;
}

export interface LiveState {
  phase: 'idle' | 'asking' | 'recording' | 'predicting';
  results: LiveResult[];
  error: { message: string; remedy: string } | null;
}

export const useLive = create<LiveState>(() => ({ phase: 'idle', results: [], error: null }));

/** Results kept on screen. */
const KEPT_RESULTS = 8;

let recording: Recording | null = null;

/** @param elapsedS since the recording began, this portion included */
type PortionListener = (portion: Float32Array, sampleRateHz: number, elapsedS: number) => void;

/** Called with what the microphone hears, past React. */
const listeners = new Set<PortionListener>();

export function onPortion(listener: PortionListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function startRecording(): Promise<void> {
  if (useLive.getState().phase !== 'idle') return;
  useLive.setState({ phase: 'asking', error: null });
  try {
    recording = await record({
      onPortion: (...heard) => {
        for (const listener of listeners) listener(...heard);
      },
      onEnd: (why) => {
        useLive.setState({ error: { message: why, remedy: 'What was heard until then is predicted.' } });
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
    await predict(
      {
        kind: 'pcm',
        name: 'the recording',
        channels: [signal],
        sampleRateHz,
        encoding: 'microphone',
        sha256: '',
      },
      'Microphone',
      endedMs,
    );
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
  useLive.setState({ phase: 'predicting', error: null });
  try {
    await predict({ kind: 'place', name: file.name, place: { kind: 'file', file } }, file.name, droppedMs);
  } catch (error) {
    fail(error);
  }
}

async function predict(raw: RawRecording, source: string, sinceMs: number): Promise<void> {
  const stored = modelStore().get();
  if (!stored)
    throw new IntoneError(
      'NoModelError',
      'There is no model yet.',
      'Train one, or drop a model zip on the page.',
    );
  const { labels, recipe } = stored.model;
  const { features, audio } = await featurePool().features(raw, recipe.frontEnd);
  const [probabilities] = await predictor().predict(stored, [features]);
  const result: LiveResult = {
    source,
    labels,
    probabilities,
    durationS: audio.durationS,
    sampleRateHz: audio.sampleRateHz,
    tookMs: performance.now() - sinceMs,
  };
  useLive.setState(({ results }) => ({
    phase: 'idle',
    results: [result, ...results].slice(0, KEPT_RESULTS),
  }));
}

function fail(error: unknown): void {
  const { message, remedy } =
    error instanceof IntoneError
      ? error
      : { message: error instanceof Error ? error.message : String(error), remedy: 'Try again.' };
  useLive.setState({ phase: 'idle', error: { message, remedy } });
}
