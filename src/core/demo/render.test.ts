import { expect, test } from 'vitest';
import type { Emotion } from '../dataset/emotions.ts';
import { demoClips } from './clips.ts';
import { renderDemoClip } from './render.ts';
import { drawSpeaker } from './speaker.ts';
import { DEMO_SAMPLE_RATE_HZ } from './synthesiser.ts';

const rms = (signal: Float32Array) => Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length);
const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** Energy of the first difference over energy: higher for brighter sound. */
function brightness(signal: Float32Array): number {
  let difference = 0;
  for (let i = 1; i < signal.length; i++) difference += (signal[i] - signal[i - 1]) ** 2;
  return difference / (rms(signal) ** 2 * signal.length);
}

test('a plan always renders the same samples, whatever else is planned; another seed renders others', () => {
  const clip = demoClips({ seed: 5 })[123];
  const first = renderDemoClip(clip);
  renderDemoClip(demoClips({ seed: 5 })[7]);
  const alone = demoClips({ seed: 5, emotions: [clip.emotion], speakers: clip.speaker });
  const again = renderDemoClip(alone.find((other) => other.path === clip.path)!);
  expect(again).toEqual(first);
  expect(renderDemoClip({ ...clip, seed: 6 })).not.toEqual(first);
});

test('every tenth clip is 0.9 to 2.2 seconds of sound at a sensible level', () => {
  for (const clip of demoClips().filter((_, i) => i % 10 === Math.floor(i / 10) % 10)) {
    const signal = renderDemoClip(clip);
    const durationS = signal.length / DEMO_SAMPLE_RATE_HZ;
    expect(durationS, clip.path).toBeGreaterThan(0.9);
    expect(durationS, clip.path).toBeLessThan(2.2);
    const peak = signal.reduce((top, x) => Math.max(top, Math.abs(x)), 0);
    expect(peak, clip.path).toBeLessThan(1); // fails on NaN too
    expect(rms(signal), clip.path).toBeGreaterThan(0.005);
    expect(rms(signal), clip.path).toBeLessThan(0.25);
  }
});

test('actors are different people: women higher and with shorter vocal tracts, no two alike', () => {
  const actors = Array.from({ length: 10 }, (_, i) => drawSpeaker(i + 1, 1));
  const women = actors.filter((actor) => actor.gender === 'female');
  const men = actors.filter((actor) => actor.gender === 'male');
  expect(women).toHaveLength(5);
  expect(mean(women.map((a) => a.f0Hz)) / mean(men.map((a) => a.f0Hz))).toBeGreaterThan(1.4);
  expect(mean(women.map((a) => a.formantScale)) / mean(men.map((a) => a.formantScale))).toBeGreaterThan(1.08);
  expect(new Set(actors.map((actor) => actor.f0Hz)).size).toBe(10);
});

test('the same words by two actors are different sounds', () => {
  const [one, two] = demoClips({ speakers: 2, emotions: ['neutral'], takes: 1 });
  expect(renderDemoClip(one)).not.toEqual(renderDemoClip(two));
});

test('emotions are heard on average: anger loud and bright, sadness soft, dark and slow', () => {
  const clips = demoClips({ speakers: 4, emotions: ['neutral', 'sad', 'angry'], takes: 6 });
  const rendered = clips.map((clip) => ({ emotion: clip.emotion, signal: renderDemoClip(clip) }));
  const over = (emotion: Emotion, measure: (signal: Float32Array) => number) =>
    mean(rendered.filter((clip) => clip.emotion === emotion).map((clip) => measure(clip.signal)));
  expect(over('angry', rms)).toBeGreaterThan(1.5 * over('neutral', rms));
  expect(over('sad', rms)).toBeLessThan(0.7 * over('neutral', rms));
  expect(over('angry', brightness)).toBeGreaterThan(1.3 * over('sad', brightness));
  expect(over('sad', (s) => s.length)).toBeGreaterThan(1.1 * over('angry', (s) => s.length));
});

test('with no acting the emotions are no louder than each other than chance makes them', () => {
  const clips = demoClips({ speakers: 4, emotions: ['sad', 'angry'], takes: 6 });
  const level = (emotion: Emotion) =>
    mean(clips.filter((c) => c.emotion === emotion).map((c) => rms(renderDemoClip(c, 0))));
  expect(level('angry') / level('sad')).toBeGreaterThan(0.7);
  expect(level('angry') / level('sad')).toBeLessThan(1.4);
});
