import { EMOTIONS, type Emotion } from '../dataset/emotions.ts';
import type { Random } from '../dataset/random.ts';
import { type Cues, NO_CHANGE } from './cues.ts';
import { EMOTION_CUES } from './profiles.ts';

/**
 * How much of EMOTION_CUES the actors put in: the one knob for how hard the corpus is; lower is harder, and at 0 the
 * emotions are not acted at all. At 1.35 a three-layer CNN on 40 MFCCs × 3 s, trained on seven actors for 25 epochs,
 * was right on 82–85 % of the clips of three others, and on 15 % (chance is 17 %) when its training labels were shuffled.
 */
export const ACTING = 1.35;

const CUE_NAMES = Object.keys(NO_CHANGE) as (keyof Cues)[];

/** One SD of a speaker's takes of one emotion. */
const TAKE_SD: Cues = {
  f0: 1.6,
  range: 0.3,
  slope: 1.2,
  finalRise: 1.3,
  rate: 0.09,
  pauseS: 0.03,
  levelDb: 2.5,
  stressDb: 1.2,
  tiltDb: 2.4,
  openQuotient: 0.04,
  breathDb: 2.4,
  roughness: 0.3,
  tremor: 0.08,
  creak: 0.08,
  nasality: 0.1,
  f1: 0.035,
  lips: 0.025,
  precision: 0.09,
};

/** How far apart two actors' ways of acting one emotion are, in units of TAKE_SD. */
const STYLE_SD = 0.5;

/** Some takes hardly show the emotion. */
const WEAK_TAKE_SHARE = 0.08;
const WEAK_TAKE_STRENGTH = 0.3;

/** How one actor's version of each emotion differs from everybody's. */
export function drawStyle(random: Random): Record<Emotion, Cues> {
  const style = {} as Record<Emotion, Cues>;
  for (const emotion of EMOTIONS) {
    style[emotion] = mapCues((name) => STYLE_SD * TAKE_SD[name] * random.normal());
  }
  return style;
}

/**
 * The cues of one take.
 * @param strength how much of the emotion's departure is meant: the actor's expressivity × the take's intensity.
 * @param acting see ACTING.
 */
export function drawCues(
  emotion: Emotion,
  style: Cues,
  strength: number,
  acting: number,
  random: Random,
): Cues {
  const weak = random.uniform() < WEAK_TAKE_SHARE ? WEAK_TAKE_STRENGTH : 1;
  const share = acting * strength * weak;
  const mean = EMOTION_CUES[emotion];
  return mapCues((name) => share * mean[name] + style[name] + TAKE_SD[name] * random.normal());
}

function mapCues(value: (name: keyof Cues) => number): Cues {
  const cues = { ...NO_CHANGE };
  for (const name of CUE_NAMES) cues[name] = value(name);
  return cues;
}
