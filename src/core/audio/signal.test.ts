import { expect, test } from 'vitest';
import { SilentClipError, UnreadableAudioError } from '../errors.ts';
import { toMono } from './channels.ts';
import { checkSignal } from './check.ts';
import { rmsOf, scaleToRms } from './level.ts';
import { trimSilence } from './trim.ts';

test('mono is the mean of the channels', () => {
  const channels = [Float32Array.of(1, 0.5, 0), Float32Array.of(0, 0.5, -1)];
  expect([...toMono({ channels })]).toEqual([0.5, 0.5, -0.5]);
  expect(toMono({ channels: channels.slice(0, 1) })).toBe(channels[0]);
});

test('peak and RMS', () => {
  expect(checkSignal(Float32Array.of(0.5, -1, 0.5, 0), 'a')).toEqual({ peak: 1, rms: Math.sqrt(1.5 / 4) });
});

test.each([
  ['NaN', Float32Array.of(0.5, Number.NaN, 0.5), UnreadableAudioError],
  ['infinity', Float32Array.of(0.5, Number.NEGATIVE_INFINITY), UnreadableAudioError],
  [
    'both infinities',
    Float32Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    UnreadableAudioError,
  ],
  ['no samples', new Float32Array(0), SilentClipError],
  ['zeros', new Float32Array(100), SilentClipError],
  ['16-bit dither', Float32Array.of(1 / 32768, -2 / 32768, 0), SilentClipError],
])('%s is refused by name', (_, signal, error) => {
  expect(() => checkSignal(signal, 'a.wav')).toThrow(error);
  expect(() => checkSignal(signal, 'a.wav')).toThrow(/^a\.wav /);
});

test('the quietest real clips and the loudest finite samples pass', () => {
  expect(checkSignal(Float32Array.of(0.006), 'a').peak).toBeCloseTo(0.006);
  expect(checkSignal(new Float32Array(9).fill(3e38), 'a').rms).toBeCloseTo(3e38, -35);
});

test('scaling to an RMS', () => {
  const scaled = scaleToRms(Float32Array.of(0.01, -0.02, 0.03), 0.1);
  expect(rmsOf(scaled)).toBeCloseTo(0.1, 7);
  expect(scaled[1] / scaled[0]).toBeCloseTo(-2, 5);
  expect([...scaleToRms(new Float32Array(2), 0.1)]).toEqual([0, 0]);
});

test('all of a constant signal is kept and silence is cut whole', () => {
  expect(trimSilence(new Float32Array(5000).fill(0.1), 30)).toEqual([0, 5000]);
  // As in librosa, silence is as loud as its own loudest frame, so nothing is below it.
  expect(trimSilence(new Float32Array(5000), 30)).toEqual([0, 5000]);
});
