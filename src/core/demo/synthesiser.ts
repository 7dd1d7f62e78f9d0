import type { Random } from '../dataset/random.ts';
import { Glottis, type Phonation } from './glottis.ts';
import { AntiResonator, Resonator } from './resonator.ts';
import { FRAME_RATE_HZ, type Tracks } from './tracks.ts';

export const DEMO_SAMPLE_RATE_HZ = 16000;
const FRAME_SAMPLES = DEMO_SAMPLE_RATE_HZ / FRAME_RATE_HZ;

/** Bandwidths of F1–F3 (Klatt 1980, typical of table II). */
const BANDWIDTHS_HZ = [70, 90, 150];
/** A tube has a formant every 1000 Hz; those above F3 stay where they are, up to the top of the band. */
const UPPER_FORMANTS_HZ = [3500, 4500, 5500, 6500, 7500];
const UPPER_BANDWIDTH_SHARE = 0.07;
const HIGHEST_FORMANT_HZ = 7700;
/** The nasal pole stays; its zero moves off it as the velum opens (Klatt 1980). */
const NASAL_POLE_HZ = 270;
const NASAL_ZERO_HZ = 450;
const NASAL_BANDWIDTH_HZ = 100;
const FRICATION_BANDWIDTH_HZ = 1400;
/** Brings phones.ts's frication of 1 to its place beside voicing of 1. */
const FRICATION_GAIN = 0.2;
/** Noise through a nearly closed glottis. */
const CLOSED_NOISE = 0.5;

/**
 * Source and filter: glottal pulses and aspiration through a cascade of formants, frication beside it through one
 * resonator (Klatt 1980, JASA 67).
 * @param formantScale formant frequencies relative to the average man's; places the formants above F3.
 * @returns tracks.frames × 80 samples at 16 kHz, of no particular level.
 */
export function synthesise(
  tracks: Tracks,
  phonation: Phonation,
  formantScale: number,
  random: Random,
): Float32Array {
  const glottis = new Glottis(phonation, DEMO_SAMPLE_RATE_HZ, random.fork('glottis'));
  const noise = random.fork('noise');
  const moving = BANDWIDTHS_HZ.map(() => new Resonator());
  const upper = upperFormants(formantScale);
  const cascade = [...upper, ...moving];
  const nasalPole = tuned(new Resonator(), NASAL_POLE_HZ, NASAL_BANDWIDTH_HZ);
  const nasalZero = new AntiResonator();
  const constriction = new Resonator();

  const signal = new Float32Array(tracks.frames * FRAME_SAMPLES);
  const voice = new Float64Array(FRAME_SAMPLES);
  const turbulence = new Float64Array(FRAME_SAMPLES);
  let voicing = 0;
  let aspiration = 0;
  let frication = 0;
  let previousHiss = 0;
  for (let frame = 0; frame < tracks.frames; frame++) {
    for (let k = 0; k < moving.length; k++) tuned(moving[k], tracks.formantsHz[k][frame], BANDWIDTHS_HZ[k]);
    const zeroHz = NASAL_POLE_HZ + tracks.nasality[frame] * (NASAL_ZERO_HZ - NASAL_POLE_HZ);
    tuned(nasalZero, zeroHz, NASAL_BANDWIDTH_HZ);
    tuned(constriction, tracks.fricationHz[frame], FRICATION_BANDWIDTH_HZ);
    const f0Hz = tracks.f0Hz[frame];
    // Amplitudes glide over the frame, so that no edge clicks.
    const voicingStep = (tracks.voicing[frame] - voicing) / FRAME_SAMPLES;
    const aspirationStep = (tracks.aspiration[frame] - aspiration) / FRAME_SAMPLES;
    const fricationStep = (tracks.frication[frame] - frication) / FRAME_SAMPLES;
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      voicing += voicingStep;
      aspiration += aspirationStep;
      frication += fricationStep;
      const pulse = glottis.step(f0Hz);
      const hiss = 2 * noise.uniform() - 1;
      voice[i] = voicing * pulse + aspiration * hiss * (glottis.open ? 1 : CLOSED_NOISE);
      // The difference of white noise rises with frequency, as sound radiated from the lips does.
      turbulence[i] = FRICATION_GAIN * frication * (hiss - previousHiss);
      previousHiss = hiss;
    }
    nasalPole.filter(voice);
    nasalZero.filter(voice);
    for (const formant of cascade) formant.filter(voice);
    constriction.filter(turbulence);
    const start = frame * FRAME_SAMPLES;
    for (let i = 0; i < FRAME_SAMPLES; i++) signal[start + i] = voice[i] + turbulence[i];
  }
  return signal;
}

function upperFormants(formantScale: number): Resonator[] {
  return UPPER_FORMANTS_HZ.map((hz) => hz * formantScale)
    .filter((hz) => hz < HIGHEST_FORMANT_HZ)
    .map((hz) => tuned(new Resonator(), hz, UPPER_BANDWIDTH_SHARE * hz));
}

function tuned<T extends Resonator | AntiResonator>(section: T, centreHz: number, bandwidthHz: number): T {
  section.tune(centreHz, bandwidthHz, DEMO_SAMPLE_RATE_HZ);
  return section;
}
