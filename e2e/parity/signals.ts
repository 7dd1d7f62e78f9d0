/** Clips by formula: what breaks feature code, and voices of the demo synthesiser. */
import { resample } from '../../src/core/audio/resample.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { DEMO_SAMPLE_RATE_HZ, demoClips, renderDemoClip } from '../../src/core/demo/index.ts';
import type { ParityClip } from './clip.ts';

/** @param at sample n at time t in seconds; noise in −1 … 1 is the same in every run */
function formula(
  name: string,
  durationS: number,
  at: (t: number, noise: number, n: number, length: number) => number,
): ParityClip {
  return {
    name,
    kind: 'formula',
    at(sampleRateHz) {
      const random = new Random(3);
      const length = Math.round(durationS * sampleRateHz);
      return Float32Array.from({ length }, (_, n) =>
        at(n / sampleRateHz, 2 * random.uniform() - 1, n, length),
      );
    },
  };
}

const tone = (hz: number, t: number) => Math.sin(2 * Math.PI * hz * t);
const clip = (x: number) => Math.min(1, Math.max(-1, x));
/** Phase in cycles of a vibrato: 5.5 Hz, half a semitone, about `hz`. */
const vibrato = (hz: number, t: number) =>
  tone(1, hz * t - ((hz * 0.03) / (2 * Math.PI * 5.5)) * Math.cos(2 * Math.PI * 5.5 * t));
/** Eight harmonics falling by 6 dB an octave: pitched, and rich as a voice is. */
const harmonics = (hz: number, t: number) => {
  let sum = 0;
  for (let k = 1; k <= 8; k++) sum += tone(k * hz, t) / k;
  return 0.4 * sum;
};

const FORMULAS: ParityClip[] = [
  formula('white noise', 1, (_, noise) => 0.3 * noise),
  formula('chirp 50 Hz to 7 kHz', 2, (t) => 0.5 * tone(1, 50 * t + (6950 / 4) * t * t)),
  formula('chirp 80 to 400 Hz', 2, (t) => harmonics(1, 80 * t + 80 * t * t)),
  formula('tone 440 Hz', 1, (t) => 0.5 * tone(440, t)),
  formula('two tones a semitone apart', 1, (t) => 0.3 * tone(440, t) + 0.3 * tone(466.16, t)),
  formula('harmonics with vibrato', 2, (t) => 0.4 * vibrato(220, t) + 0.2 * vibrato(440, t)),
  formula('tremolo', 1, (t) => 0.4 * (1 + tone(6, t)) * tone(300, t)),
  formula('square wave', 1, (t) => 0.5 * Math.sign(tone(150, t) + 1e-9)),
  formula('clipped sine', 1, (t) => clip(3 * tone(220, t))),
  formula('pulse train', 1, (_t, _noise, n, length) => (n % Math.floor(length / 120) === 0 ? 0.9 : 0)),
  formula('impulse', 0.5, (_t, _noise, n, length) => (n === Math.floor(length / 3) ? 1 : 0)),
  formula('DC', 0.5, () => 0.25),
  formula('DC with a faint tone', 0.5, (t) => 0.5 + 1e-3 * tone(1000, t)),
  formula('silence with dither', 1, (_, noise) => 2e-5 * noise),
  formula('silence, then a tone', 1, (t) => (t < 0.5 ? 0 : 0.2 * tone(440, t))),
  formula('tiny level, 1e-3', 1, (t, noise) => 1e-3 * harmonics(180, t) + 1e-5 * noise),
  formula('fading out', 2, (t, noise) => Math.exp(-6 * t) * (harmonics(120, t) + 0.05 * noise)),
  formula('alternating full-scale samples', 0.25, (_t, _noise, n) => (n % 2 === 0 ? 1 : -1)),
  formula('0.1 s', 0.1, (t, noise) => 0.4 * tone(300, t) + 0.01 * noise),
  formula('10 ms', 0.01, (t) => 0.4 * tone(300, t)),
  formula(
    '30 s',
    30,
    (t, noise) => (0.5 + 0.5 * tone(0.4, t)) * 0.5 * harmonics(160 + 4 * Math.floor(t), t) + 0.003 * noise,
  ),
];

/** One actor after the other, so that both sexes and all emotions are heard. */
function demoVoices(): ParityClip[] {
  const emotions = ['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgust'] as const;
  return emotions.map((emotion, i) => {
    const plan = demoClips({ speakers: 6, emotions: [emotion], takes: 1 })[i];
    return {
      name: `demo voice, ${emotion}`,
      kind: 'demo voice',
      at: (sampleRateHz) => resample(renderDemoClip(plan), DEMO_SAMPLE_RATE_HZ, sampleRateHz),
    };
  });
}

export const MADE_CLIPS: ParityClip[] = [...FORMULAS, ...demoVoices()];
