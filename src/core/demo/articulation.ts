import type { Random } from '../dataset/random.ts';
import { clamp } from './clamp.ts';
import type { Cues } from './cues.ts';
import { intonation, TREMOR_HZ } from './intonation.ts';
import type { Event } from './schedule.ts';
import { emptyTracks, FRAME_RATE_HZ, type Tracks } from './tracks.ts';

/** A neutral tube's formants: vowels shrink towards them when articulation is slack. */
const NEUTRAL_TUBE_HZ = [500, 1500, 2500];
/** Time constants of the articulators and of amplitude. */
const ARTICULATION_S = 0.014;
const AMPLITUDE_S = 0.004;
/** Loudness of an accented vowel over an unaccented one in a neutral voice. */
const STRESS_DB = 3;
const FORMANT_SD = 0.03;
/** A brighter voice is a more effortful one, and its fricatives gain with it: dB per dB of tilt lost. */
const FRICATION_EFFORT = 0.6;

/** What the tracks need to know of the speaker. */
interface Body {
  f0Hz: number;
  formantScale: number;
  breathDb: number;
}

/** Control tracks for a scheduled statement, spoken by this body with these cues. */
export function tracksOf(events: Event[], body: Body, cues: Cues, random: Random): Tracks {
  const tracks = emptyTracks(Math.round(events[events.length - 1].endS * FRAME_RATE_HZ));
  const precision = clamp(Math.exp(cues.precision), 0.6, 1.4);
  const breath = 10 ** ((-36 + body.breathDb + cues.breathDb) / 20);
  const friction = precision * 10 ** (clamp(-FRICATION_EFFORT * cues.tiltDb, -10, 8) / 20);
  const velum = clamp(cues.nasality, 0, 0.8);
  const tremorPhase = random.between(0, 2 * Math.PI);

  let frame = 0;
  let formants: readonly number[] = NEUTRAL_TUBE_HZ;
  for (const { segment, endS, accent } of events) {
    if (segment) formants = targets(segment, body.formantScale, precision, cues, random);
    const stress = segment?.vowel ? 10 ** (((STRESS_DB + cues.stressDb) * (accent - 0.5)) / 20) : 1;
    const end = Math.min(tracks.frames, Math.round(endS * FRAME_RATE_HZ));
    for (; frame < end; frame++) {
      for (let k = 0; k < 3; k++) tracks.formantsHz[k][frame] = formants[k];
      tracks.nasality[frame] = segment ? Math.max(segment.nasality, velum) : velum;
      if (!segment) continue;
      const wobble = cues.tremor * Math.sin((2 * Math.PI * TREMOR_HZ * frame) / FRAME_RATE_HZ + tremorPhase);
      const loudness = stress * (1 + clamp(0.3 * wobble, -0.5, 0.5));
      tracks.voicing[frame] = segment.voicing * loudness;
      tracks.aspiration[frame] = (segment.aspiration + segment.voicing * breath) * loudness;
      tracks.frication[frame] = segment.frication * friction;
      tracks.fricationHz[frame] = segment.fricationHz;
    }
  }
  // Silence keeps the neighbour's place of frication, so that a fading fricative does not sweep.
  const places = tracks.fricationHz;
  for (let f = 1; f < places.length; f++) places[f] ||= places[f - 1];
  for (let f = places.length - 2; f >= 0; f--) places[f] ||= places[f + 1];

  // Articulators are sluggish: short segments undershoot (Lindblom 1963), the more so the slacker the speech.
  for (const track of tracks.formantsHz) smooth(track, ARTICULATION_S / precision);
  smooth(tracks.nasality, 2 * ARTICULATION_S);
  smooth(tracks.voicing, AMPLITUDE_S);
  smooth(tracks.aspiration, AMPLITUDE_S);
  tracks.f0Hz = intonation(events, tracks.frames, body.f0Hz, cues, tremorPhase, random);
  return tracks;
}

/** F1–F3 in Hz of one segment as this speaker makes it. */
function targets(
  segment: NonNullable<Event['segment']>,
  formantScale: number,
  precision: number,
  cues: Cues,
  random: Random,
): number[] {
  const shifts = [cues.f1, cues.lips, 0.6 * cues.lips];
  return segment.formantsHz.map((hz, k) => {
    const shrunk = NEUTRAL_TUBE_HZ[k] + Math.min(1, precision) * (hz - NEUTRAL_TUBE_HZ[k]);
    const shift = segment.vowel ? clamp(shifts[k], -0.25, 0.25) : 0;
    return shrunk * formantScale * Math.exp(shift + FORMANT_SD * random.normal());
  });
}

/** One-pole smoothing forwards and backwards, in place: no delay. */
function smooth(track: Float32Array, timeConstantS: number): void {
  const keep = Math.exp(-1 / (timeConstantS * FRAME_RATE_HZ));
  for (let f = 1; f < track.length; f++) track[f] += keep * (track[f - 1] - track[f]);
  for (let f = track.length - 2; f >= 0; f--) track[f] += keep * (track[f + 1] - track[f]);
}
