/** Speaking to the model: recording or a dropped file, and what it makes of it. */
import { create } from 'zustand';
import type { Recording as RawRecording } from '../../workers/protocol.ts';
import { type Recording, record } from '../clients/microphone.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import { useModel } from './model.ts';
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

/** Called with what the microphone hears, past React. */
const listeners = new Set<(portion: Float32Array, sampleRateHz: number) => void>();

export function onPortion(listener: (portion: Float32Array, sampleRateHz: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function startRecording(): Promise<void> {
  if (useLive.getState().phase !== 'idle') return;
  useLive.setState({ phase: 'asking', error: null });
  try {
    recording = await record((portion) => {
      for (const listener of listeners) listener(portion, recording?.sampleRateHz ?? 48_000);
    });
    useLive.setState({ phase: 'recording' });
  } catch (error) {
    fail(error);
  }
}

export async function stopRecording(): Promise<void> {
  if (!recording) return;
  const endedMs = performance.now();
  useLive.setState({ phase: 'predicting' });
  try {
    const { signal, sampleRateHz } = await recording.stop();
    await predict(
      { kind: 'pcm', name: 'the recording', channels: [signal], sampleRateHz, encoding: 'microphone' },
      'Microphone',
      endedMs,
    );
  } catch (error) {
    fail(error);
  } finally {
    recording = null;
  }
}

/** Predicts a dropped recording. */
export async function predictFile(file: File): Promise<void> {
  if (useLive.getState().phase !== 'idle') return;
  const droppedMs = performance.now();
  useLive.setState({ phase: 'predicting', error: null });
  try {
    await predict({ kind: 'bytes', name: file.name, bytes: await file.arrayBuffer() }, file.name, droppedMs);
  } catch (error) {
    fail(error);
  }
}

async function predict(raw: RawRecording, source: string, sinceMs: number): Promise<void> {
  const model = modelStore().get()?.model;
  if (!model)
    throw new IntoneError(
      'NoModelError',
      'There is no model yet.',
      'Train one, or drop a model zip on the page.',
    );
  const { features, audio } = await featurePool().extract(raw, model.recipe.frontEnd);
  const { probabilities } = await predictor().predict([features]);
  const result: LiveResult = {
    source,
    labels: useModel.getState().model?.labels ?? model.labels,
    probabilities: probabilities[0],
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
  recording = null;
  const { message, remedy } =
    error instanceof IntoneError
      ? error
      : { message: error instanceof Error ? error.message : String(error), remedy: 'Try again.' };
  useLive.setState({ phase: 'idle', error: { message, remedy } });
}
