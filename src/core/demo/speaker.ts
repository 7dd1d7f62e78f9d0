import type { Gender } from '../dataset/clip.ts';
import type { Emotion } from '../dataset/emotions.ts';
import { Random } from '../dataset/random.ts';
import { drawStyle } from './acting.ts';
import type { Cues } from './cues.ts';

/** A synthetic actor: how the neutral voice sounds, and how it acts. */
export interface Speaker {
  gender: Gender;
  /** F0 on an unaccented syllable. */
  f0Hz: number;
  /** Formant frequencies relative to the average man's. */
  formantScale: number;
  /** Speed of articulation relative to the average. */
  rate: number;
  levelDb: number;
  tiltDb: number;
  openQuotient: number;
  breathDb: number;
  jitter: number;
  shimmer: number;
  /** The room's noise, dB re full scale. */
  roomNoiseDb: number;
  /** How much of an emotion is shown; 1 is average. */
  expressivity: number;
  style: Record<Emotion, Cues>;
}

/** As in RAVDESS, odd actors are men and even ones women. */
export function genderOf(actor: number): Gender {
  return actor % 2 === 1 ? 'male' : 'female';
}

/**
 * The same actor for the same corpus seed, however many others there are.
 * Mean F0 of 120 and 210 Hz and women's formants 16 % above men's: Peterson & Barney 1952, JASA 24, table II.
 */
export function drawSpeaker(actor: number, seed: number): Speaker {
  const random = new Random(seed).fork(`actor ${actor}`);
  const gender = genderOf(actor);
  const female = gender === 'female';
  return {
    gender,
    f0Hz: (female ? 205 : 115) * 2 ** ((2 * random.normal()) / 12),
    formantScale: (female ? 1.16 : 1) * (1 + 0.04 * random.normal()),
    rate: Math.exp(0.06 * random.normal()),
    levelDb: 2 * random.normal(),
    tiltDb: (female ? 8 : 6.5) + 1.5 * random.normal(),
    openQuotient: (female ? 0.64 : 0.58) + 0.03 * random.normal(),
    breathDb: (female ? 2 : 0) + 2 * random.normal(),
    jitter: 0.006 * Math.exp(0.3 * random.normal()),
    shimmer: 0.035 * Math.exp(0.3 * random.normal()),
    roomNoiseDb: -66 + 3 * random.normal(),
    expressivity: 1 + 0.15 * Math.max(-2, Math.min(2, random.normal())),
    style: drawStyle(random),
  };
}
