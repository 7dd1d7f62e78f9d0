/** Speaker normalisation: a scale for each voice, from some of its clips, whatever they say and however they say it. */
import type { FeatureMatrix } from '../frontend/matrix.ts';
import { indicesBySpeaker } from './by-speaker.ts';
import { applyScaler, fitScaler, type Scaler } from './scaler.ts';

/** A voice as far as scaling goes: mean and deviation of each coefficient over its frames. */
export type Voice = Scaler;

/** How many clips of a voice weigh as much as what is known of voices in general. */
export const PRIOR_CLIPS = 2;

/** The voice nobody has: the mean of means and of deviations. @throws RangeError where there are no voices */
export function averageVoice(voices: readonly Voice[]): Voice {
  if (voices.length === 0) throw new RangeError('There are no voices to average.');
  const mean = (key: keyof Voice) =>
    voices[0][key].map((_, c) => voices.reduce((sum, voice) => sum + voice[key][c], 0) / voices.length);
  return { mean: mean('mean'), std: mean('std') };
}

/** What clips of a voice say of it by themselves: no model has a part in it. */
export interface MeasuredVoice {
  own: Voice;
  /** How many were measured, at least one. */
  clips: number;
}

/**
 * @param clips frames × coefficients each, all with the same number of coefficients
 * @returns null where none has a frame
 */
export function measureVoice(clips: readonly FeatureMatrix[]): MeasuredVoice | null {
  const heard = clips.filter(({ frames }) => frames > 0);
  return heard.length === 0 ? null : { own: fitScaler(heard), clips: heard.length };
}

/**
 * A measured voice, drawn towards the average voice as if that had been heard in PRIOR_CLIPS clips more, so that a single
 * clip, which has an emotion of its own, does not pass for all of the voice.
 * Source: Gauvain & Lee 1994, "Maximum a posteriori estimation" (mean of a Gaussian under its conjugate prior).
 */
export function blendVoice({ own, clips }: MeasuredVoice, average: Voice): Voice {
  const share = clips / (clips + PRIOR_CLIPS);
  const blend = (key: keyof Voice) =>
    own[key].map((value, c) => share * value + (1 - share) * average[key][c]);
  return { mean: blend('mean'), std: blend('std') };
}

/**
 * A voice from clips of it, measured and blended.
 * @param clips frames × coefficients each; none gives the average voice
 */
export function fitVoice(clips: readonly FeatureMatrix[], average: Voice): Voice {
  const measured = measureVoice(clips);
  return measured ? blendVoice(measured, average) : average;
}

/** The clip as if every voice were alike: (x − mean) / deviation; the clip itself stays as it was. */
export function inVoice(clip: FeatureMatrix, voice: Voice): FeatureMatrix {
  return { ...clip, data: applyScaler(voice, clip.data, new Float32Array(clip.data.length)) };
}

/** A clip whose speaker may be known. */
export interface VoicedClip {
  features: FeatureMatrix;
  speaker: string | null;
}

/**
 * What training clips tell of voices in general.
 * @throws RangeError where no clip tells who speaks
 */
export function averageVoiceOf(clips: readonly VoicedClip[]): Voice {
  const known = bySpeaker(clips).filter(([speaker]) => speaker !== null);
  return averageVoice(known.map(([, own]) => fitScaler(own)));
}

/**
 * Each clip in its speaker's voice, which is fitted on those of these clips that are theirs; in the average voice where the
 * speaker is unknown. In the order given.
 */
export function inTheirVoices(clips: readonly VoicedClip[], average: Voice): FeatureMatrix[] {
  const voices = new Map(
    bySpeaker(clips).map(([speaker, own]) => [speaker, speaker === null ? average : fitVoice(own, average)]),
  );
  return clips.map(({ features, speaker }) => inVoice(features, voices.get(speaker)!));
}

function bySpeaker(clips: readonly VoicedClip[]): [string | null, FeatureMatrix[]][] {
  const groups = indicesBySpeaker(clips.map(({ speaker }) => speaker));
  return [...groups].map(([speaker, own]) => [speaker, own.map((i) => clips[i].features)]);
}
