import { Random } from '../dataset/random.ts';
import { ACTING, drawCues } from './acting.ts';
import { tracksOf } from './articulation.ts';
import { clamp } from './clamp.ts';
import type { DemoClip } from './clips.ts';
import type { Cues } from './cues.ts';
import type { Phonation } from './glottis.ts';
import { STATEMENTS } from './phones.ts';
import { schedule } from './schedule.ts';
import { drawSpeaker, type Speaker } from './speaker.ts';
import { synthesise } from './synthesiser.ts';

const INTENSITY_STRENGTH = { normal: 0.85, strong: 1.2 };
/** An average neutral clip's RMS. */
const LEVEL_DBFS = -26;
const HIGHEST_PEAK = 0.97;

/**
 * The clip's sound: the same samples for the same plan, always.
 * @param acting how much emotion the actors put in; see ACTING. For calibration.
 * @returns about 1–2 s of mono speech at DEMO_SAMPLE_RATE_HZ (16 kHz), peaks within ±0.97.
 */
export function renderDemoClip(clip: DemoClip, acting = ACTING): Float32Array {
  const speaker = drawSpeaker(clip.speaker, clip.seed);
  const random = new Random(clip.seed).fork(clip.path);
  const strength = speaker.expressivity * INTENSITY_STRENGTH[clip.intensity];
  const cues = drawCues(clip.emotion, speaker.style[clip.emotion], strength, acting, random.fork('cues'));
  const { words } = STATEMENTS[clip.statement];
  const events = schedule(words, speaker.rate * Math.exp(cues.rate), cues, random.fork('timing'));
  const tracks = tracksOf(events, speaker, cues, random.fork('tracks'));
  const signal = synthesise(tracks, phonationOf(speaker, cues), speaker.formantScale, random.fork('voice'));
  setLevel(signal, LEVEL_DBFS + speaker.levelDb + cues.levelDb);
  addRoomNoise(signal, speaker.roomNoiseDb, random.fork('room'));
  return signal;
}

/** The speaker's voice with the cues on it, kept within what vocal folds can do. */
function phonationOf(speaker: Speaker, cues: Cues): Phonation {
  const roughness = Math.exp(cues.roughness);
  return {
    openQuotient: clamp(speaker.openQuotient + cues.openQuotient, 0.35, 0.85),
    tiltDb: clamp(speaker.tiltDb + cues.tiltDb, 0, 30),
    jitter: clamp(speaker.jitter * roughness, 0.001, 0.05),
    shimmer: clamp(speaker.shimmer * roughness, 0.005, 0.25),
    creak: clamp(cues.creak, 0, 0.8),
  };
}

/** Scales to an RMS in dB re full scale, or less where that would clip. */
function setLevel(signal: Float32Array, levelDb: number): void {
  let power = 0;
  let peak = 0;
  for (const x of signal) {
    power += x * x;
    peak = Math.max(peak, Math.abs(x));
  }
  const gain = Math.min(10 ** (levelDb / 20) / Math.sqrt(power / signal.length), HIGHEST_PEAK / peak);
  for (let i = 0; i < signal.length; i++) signal[i] *= gain;
}

/** White noise of an RMS in dB re full scale; far too weak to clip what setLevel left. */
function addRoomNoise(signal: Float32Array, levelDb: number, random: Random): void {
  const amplitude = Math.sqrt(3) * 10 ** (levelDb / 20);
  for (let i = 0; i < signal.length; i++) signal[i] += amplitude * (2 * random.uniform() - 1);
}
