import type { Random } from '../dataset/random.ts';
import type { Cues } from './cues.ts';
import type { Event } from './schedule.ts';
import { FRAME_RATE_HZ } from './tracks.ts';

/** A neutral statement: falls 3 semitones from start to end, 3 more on the last vowel, accents 3 high. */
const DECLINATION = -3;
const FINAL_FALL = -3;
const ACCENT = 3;
const ACCENT_WIDTH_S = 0.09;
/** Also the rate of the amplitude's tremor. */
export const TREMOR_HZ = 6;
/** Klatt & Klatt 1990's quasi-random flutter, JASA 87, eq. 1: three slow sines, here in semitones. */
const FLUTTER_HZ = [12.7, 7.1, 4.7];
const FLUTTER = 0.12;
const LOWEST_HZ = 55;
const HIGHEST_HZ = 500;

/**
 * F0 in Hz for every 5 ms frame: a declination line, a bump for each accent, a movement on the last vowel, and the
 * small unsteadiness of a real voice. Superposition in log F0 after Fujisaki & Hirose 1984, J. Acoust. Soc. Jpn (E) 5.
 */
export function intonation(
  events: Event[],
  frames: number,
  f0Hz: number,
  cues: Cues,
  tremorPhase: number,
  random: Random,
): Float32Array {
  const accents = events.filter((event) => event.accent > 0);
  const accentScale = ACCENT * Math.exp(cues.range);
  const heights = accents.map((event) => event.accent * accentScale * (1 + 0.2 * random.normal()));
  const lastAccent = accents[accents.length - 1];
  const finalStartS = (lastAccent.startS + lastAccent.endS) / 2;
  const durationS = frames / FRAME_RATE_HZ;
  const flutterPhases = FLUTTER_HZ.map(() => random.between(0, 2 * Math.PI));

  const track = new Float32Array(frames);
  for (let f = 0; f < frames; f++) {
    const t = f / FRAME_RATE_HZ;
    let semitones = cues.f0 + (DECLINATION + cues.slope) * (t / durationS - 0.5);
    for (let a = 0; a < accents.length; a++) {
      const distance = (t - (accents[a].startS + accents[a].endS) / 2) / ACCENT_WIDTH_S;
      semitones += heights[a] * Math.exp(-0.5 * distance * distance);
    }
    if (t > finalStartS) {
      semitones += (FINAL_FALL + cues.finalRise) * ((t - finalStartS) / (durationS - finalStartS));
    }
    semitones += cues.tremor * Math.sin(2 * Math.PI * TREMOR_HZ * t + tremorPhase);
    for (let k = 0; k < FLUTTER_HZ.length; k++) {
      semitones += FLUTTER * Math.sin(2 * Math.PI * FLUTTER_HZ[k] * t + flutterPhases[k]);
    }
    track[f] = Math.max(LOWEST_HZ, Math.min(HIGHEST_HZ, f0Hz * 2 ** (semitones / 12)));
  }
  return track;
}
