/**
 * The user's own voice, for models that give each voice a scale of its own: how much of it was heard, whether it is used,
 * and whether it is remembered. What was heard belongs to the front end that heard it.
 */
import { create } from 'zustand';
import { blendVoice, measureVoice, type Voice } from '../core/dataset/voice.ts';
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import type { TrainedModel } from '../learn/model.ts';
import { frontEndKey } from '../storage/front-end-key.ts';
import type { Keep, KeptVoice } from '../storage/keep.ts';
import { keepFact } from './keeping.ts';

export interface VoiceState {
  /** Off: everybody is taken for the average voice. */
  on: boolean;
  /** Clips heard in this visit, by their front end's key. */
  heard: Record<string, number>;
  /** Those of them that were sentences of the calibration. */
  read: Record<string, number>;
  /** Whether it is kept for the next visit. */
  remember: boolean;
  /** As they were kept last, by front end; one serves where this visit heard nothing through its front end. */
  kept: readonly KeptVoice[];
}

export const NO_VOICE: VoiceState = { on: true, heard: {}, read: {}, remember: false, kept: [] };

export const useVoice = create<VoiceState>(() => NO_VOICE);

/** Front ends by which the voice is remembered: the models in use at one time seldom have more. */
const MOST_KEPT = 3;

/** What a clip of the voice was: a sentence of the calibration, whose moods are balanced, or whatever the user said. */
export type Utterance = 'calibration' | 'free';

/** Features of what was heard, by front end's key, the one that heard last at the end: too big for the store. */
const clips = new Map<string, FeatureMatrix[]>();

/** From how many clips the voice is known to models of a front end, and whether from an earlier visit; 0 for not at all. */
export interface KnownVoice {
  clips: number;
  /** Those of them that are sentences read in this visit: answers are aligned by these alone. */
  read: number;
  from: 'this visit' | 'an earlier visit' | null;
}

export function knownVoice({ heard, read, kept }: VoiceState, frontEnd: FrontEndConfig): KnownVoice {
  const key = frontEndKey(frontEnd);
  if (heard[key]) return { clips: heard[key], read: read[key] ?? 0, from: 'this visit' };
  const before = kept.find(({ frontEndKey }) => frontEndKey === key);
  return before
    ? { clips: before.clips, read: 0, from: 'an earlier visit' }
    : { clips: 0, read: 0, from: null };
}

/** The user's voice for a model that normalises by speaker. */
export interface VoiceForModel {
  voice: Voice;
  /** How many it is known from; 0 for the average voice. */
  clips: number;
  /**
   * Of those of the calibration that are still here, the same array until there are others; of an earlier visit none is
   * kept. What a model leans to shows in these alone: of free speech the moods are anything but balanced.
   */
  calibration: readonly FeatureMatrix[];
}

const NOTHING: readonly FeatureMatrix[] = [];

/** By front end's key, the features of the calibration's clips. */
const calibrations = new Map<string, readonly FeatureMatrix[]>();

/** The voice to hear with a model in. Null where the model does not normalise by speaker. */
export function voiceFor(model: Pick<TrainedModel, 'voice' | 'recipe'>): VoiceForModel | null {
  const { voice: average, recipe } = model;
  if (!average) return null;
  const { on, kept } = useVoice.getState();
  const key = frontEndKey(recipe.frontEnd);
  const measured =
    measureVoice(clips.get(key) ?? NOTHING) ?? kept.find(({ frontEndKey }) => frontEndKey === key);
  if (!on || !measured) return { voice: average, clips: 0, calibration: NOTHING };
  const calibration = calibrations.get(key) ?? NOTHING;
  return { voice: blendVoice(measured, average), clips: measured.clips, calibration };
}

/**
 * One more clip of the voice. What is remembered of an earlier visit gives way to the first.
 * @param features frames × coefficients of that front end
 */
export async function addToVoice(
  features: FeatureMatrix,
  frontEnd: FrontEndConfig,
  as: Utterance = 'calibration',
): Promise<void> {
  const key = frontEndKey(frontEnd);
  const all = [...(clips.get(key) ?? []), features];
  if (as === 'calibration') calibrations.set(key, [...(calibrations.get(key) ?? []), features]);
  clips.delete(key);
  clips.set(key, all);
  useVoice.setState(({ heard, read }) => ({
    on: true,
    heard: { ...heard, [key]: all.length },
    read: { ...read, [key]: calibrations.get(key)?.length ?? 0 },
  }));
  if (useVoice.getState().remember) await rememberVoice(true);
}

export function switchVoice(on: boolean): void {
  useVoice.setState({ on });
}

/** Keeps what was heard of the voice, now and after each clip more; or, after this visit, no longer. */
export async function rememberVoice(remember: boolean): Promise<void> {
  useVoice.setState(({ kept }) => ({ remember, kept: remember ? withHeard(kept) : kept }));
  await keepVoice();
}

/** Forgets it altogether, here and in the browser's storage. */
export async function forgetVoice(): Promise<void> {
  clips.clear();
  calibrations.clear();
  useVoice.setState({ heard: {}, read: {}, kept: [] });
  await keepVoice();
}

/** With the wish itself: it may come before the first reading, and outlasts forgetting. */
export async function keepVoice(): Promise<void> {
  const { remember, kept } = useVoice.getState();
  await Promise.all([keepFact('rememberVoice', remember), keepFact('voices', remember ? [...kept] : [])]);
}

/** Takes up what is remembered of an earlier visit; what is damaged is left. Never rejects: clips and runs come after it. */
export async function restoreVoice(kept: Pick<Keep, 'fact'>): Promise<void> {
  const [wish, before]: unknown[] = await Promise.all([
    kept.fact('rememberVoice').catch(() => undefined),
    kept.fact('voices').catch(() => undefined),
  ]);
  const sound = Array.isArray(before) ? before.filter(isSound) : [];
  // Earlier versions kept no wish: a voice alone told of it.
  const remember = typeof wish === 'boolean' ? wish : sound.length > 0;
  if (remember) useVoice.setState({ kept: sound, remember });
}

/** What is kept, with what this visit heard in the place of what an earlier one did. */
function withHeard(kept: readonly KeptVoice[]): KeptVoice[] {
  const heard = [...clips].reverse().flatMap(([frontEndKey, matrices]) => {
    const measured = measureVoice(matrices);
    return measured ? { frontEndKey, ...measured } : [];
  });
  const others = kept.filter(({ frontEndKey }) => !clips.has(frontEndKey));
  return [...heard, ...others].slice(0, MOST_KEPT);
}

/** Whether every value can be scaled by it. */
function isSound(kept: unknown): kept is KeptVoice {
  const { frontEndKey, own, clips } = (kept ?? {}) as Partial<KeptVoice>;
  if (typeof frontEndKey !== 'string' || !Number.isInteger(clips) || clips! < 1) return false;
  const { mean, std }: Partial<Voice> = own ?? {};
  return (
    Array.isArray(mean) &&
    Array.isArray(std) &&
    mean.length === std.length &&
    mean.every(Number.isFinite) &&
    std.every((s) => Number.isFinite(s) && s > 0)
  );
}
