import type { Random } from '../dataset/random.ts';
import { clamp } from './clamp.ts';
import type { Cues } from './cues.ts';
import { PHONES, type Segment, type Word } from './phones.ts';

/** A segment in its place in time; null is silence. */
export interface Event {
  segment: Segment | null;
  startS: number;
  endS: number;
  /** The word's accent on the segments of its first vowel, else 0. */
  accent: number;
}

/** Silence before and after the speech. */
const MARGIN_S = 0.06;
/** The pause of a neutral voice at the phrase boundary; shorter ones are not heard and not made. */
const NEUTRAL_PAUSE_S = 0.02;
const SHORTEST_PAUSE_S = 0.03;
/** Vowels take the whole change of rate, consonants part of it (Gay 1978, JASA 63). */
const CONSONANT_ELASTICITY = 0.6;
const FINAL_LENGTHENING = 1.3;
const DURATION_SD = 0.1;
/** phones.ts gives durations in careful speech; the average actor is a little quicker. */
const PACE = 1.1;
/** However the cues add up, nobody speaks slower or faster than this. */
const SLOWEST = 0.85;
const FASTEST = 1.4;
const LONGEST_PAUSE_S = 0.16;

/** Lays a statement's segments out in time. @param rate speed of articulation, 1 is average. */
export function schedule(words: Word[], rate: number, cues: Cues, random: Random): Event[] {
  const speed = PACE * clamp(rate, SLOWEST, FASTEST);
  const events: Event[] = [];
  let now = 0;
  const add = (segment: Segment | null, durationS: number, accent: number) => {
    events.push({ segment, startS: now, endS: now + durationS, accent });
    now += durationS;
  };
  add(null, MARGIN_S, 0);
  for (const [index, word] of words.entries()) {
    const final = index === words.length - 1;
    let accented = false;
    for (const phone of word.phones) {
      const segments: readonly Segment[] = PHONES[phone];
      const carriesAccent: boolean = segments[0].vowel && !accented;
      accented ||= carriesAccent;
      for (const segment of segments) {
        const accent = carriesAccent ? word.accent : 0;
        const stretch = speed ** -(segment.vowel ? 1 : CONSONANT_ELASTICITY);
        const lengthening = (final && segment.vowel ? FINAL_LENGTHENING : 1) * (0.9 + 0.25 * accent);
        const variation = Math.exp(DURATION_SD * random.normal());
        add(segment, segment.durationS * stretch * lengthening * variation, accent);
      }
    }
    const pauseS = (NEUTRAL_PAUSE_S + cues.pauseS) * (word.phraseEnd ? 1 : 0.4) * random.between(0.5, 1.5);
    if (!final && pauseS > SHORTEST_PAUSE_S) add(null, Math.min(LONGEST_PAUSE_S, pauseS), 0);
  }
  add(null, MARGIN_S, 0);
  return events;
}
