import { expect, test } from 'vitest';
import { checkSignal } from '../audio/check.ts';
import { trimSilence } from '../audio/trim.ts';
import { UnreadableAudioError } from '../errors.ts';
import { Kernel } from './kernel.ts';
import { KernelSignalLoops, PlainSignalLoops, signalLoops } from './signal.ts';

const kernel = Kernel.shared()!;
const fast = new KernelSignalLoops(kernel);
const plain = new PlainSignalLoops();

function noise(length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => Math.sin(n * n) * Math.sin(n / 700));
}

test('Node runs the kernel', () => {
  expect(kernel).not.toBeNull();
  expect(signalLoops()).toBeInstanceOf(KernelSignalLoops);
});

test.each([0, 1, 3, 7, 8, 511, 4095, 4096, 4099, 20011])('%i samples measured and scaled', (length) => {
  const signal = noise(length);
  const expected = plain.measure(signal);
  const { peak, energy } = fast.measure(signal);
  expect(peak).toBe(expected.peak);
  expect(Math.abs(energy - expected.energy)).toBeLessThanOrEqual(1e-13 * expected.energy);
  expect(fast.scaled(signal, 1 / 3)).toEqual(plain.scaled(signal, 1 / 3));
  const energies = fast.energies(signal, 512);
  const expectedEnergies = plain.energies(signal, 512);
  expect(energies).toHaveLength(expectedEnergies.length);
  for (let i = 0; i < energies.length; i++) {
    expect(Math.abs(energies[i] - expectedEnergies[i])).toBeLessThanOrEqual(1e-13 * expectedEnergies[i]);
  }
  expect(trimSilence(signal, 30, fast)).toEqual(trimSilence(signal, 30, plain));
});

test.each([0, 5, 4097, 4998, 4999])('the peak and a NaN are seen at sample %i', (at) => {
  const signal = noise(5000);
  signal[at] = -1.5;
  expect(fast.measure(signal).peak).toBe(1.5);
  signal[at] = Number.NaN;
  expect(() => checkSignal(signal, 'a.wav', fast)).toThrow(UnreadableAudioError);
  signal[at] = Number.NEGATIVE_INFINITY;
  expect(() => checkSignal(signal, 'a.wav', fast)).toThrow(UnreadableAudioError);
});

test.each([0, 1, 7, 8, 9, 4096, 4099])('%i samples to 16 bits and back', (length) => {
  const signal = noise(length).map((sample) => 1.2 * sample);
  signal.set([1, -1, 0.5 / 32768, 1.5 / 32768, -2.5 / 32768].slice(0, length));
  const samples = fast.toInt16(signal).slice();
  expect(samples).toEqual(plain.toInt16(signal));
  if (length >= 7) expect([...samples.subarray(0, 5)]).toEqual([32767, -32768, 0, 2, -2]);
  const back = new Float32Array(length);
  const expected = new Float32Array(length);
  fast.fromInt16(samples, back);
  plain.fromInt16(samples, expected);
  expect(back).toEqual(expected);
});
