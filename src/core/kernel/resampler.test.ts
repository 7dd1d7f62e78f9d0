import { describe, expect, test, vi } from 'vitest';
import { createResampler, resample } from '../audio/resample.ts';
import { Kernel } from './kernel.ts';

const kernel = Kernel.shared()!;

/** Full-scale noise with a stretch 100 dB down. */
function noise(length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => Math.sin(n * n) * (n % 7000 > 5000 ? 1e-5 : 1));
}

/** As in resample.test.ts, and ratios of many phases or large steps. */
const RATIOS = [
  [48000, 16000],
  [32000, 16000],
  [192000, 16000],
  [96000, 8000],
  [44100, 16000],
  [24414, 16000],
  [22050, 16000],
  [96000, 22050],
  [48000, 44100],
  [16000, 22050],
  [8000, 16000],
  [8000, 48000],
  [16001, 24000],
  [47999, 16000],
] as const;

describe.each(RATIOS)('%i Hz to %i Hz', (fromHz, toHz) => {
  const fast = createResampler(fromHz, toHz, kernel);
  const plain = createResampler(fromHz, toHz, null);
  const both = (signal: Float32Array) => {
    const length = Math.ceil((signal.length * toHz) / fromHz);
    return [fast.apply(signal, length), plain.apply(signal, length)];
  };

  // Shorter than a filter, than a block, and of several groups of blocks or chunks.
  test.each([0, 1, 2, 3, 100, 1001, 9999, 70001])(
    '%i samples as in 64 bits, noise below −120 dB',
    (length) => {
      const [a, b] = both(noise(length));
      expect(a).toHaveLength(b.length);
      const worst = a.reduce((most, v, i) => Math.max(most, Math.abs(v - b[i])), 0);
      expect(worst).toBeLessThan(1e-6);
    },
  );

  test('the same again after another rate has used the kernel', () => {
    const signal = noise(12345);
    const [before] = both(signal);
    resample(noise(5000), 44100, 48000);
    expect(both(signal)[0]).toEqual(before);
  });
});

test('without WebAssembly the same comes from JavaScript', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const fallback = await import('../audio/resample.ts');
    const fresh = await import('./kernel.ts');
    expect(fresh.Kernel.shared()).toBeNull();
    const signal = noise(3000);
    const expected = createResampler(48000, 16000, null).apply(signal, 1000);
    expect(fallback.resample(signal, 48000, 16000)).toEqual(expected);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('an engine whose WebAssembly has no SIMD is served by JavaScript', async () => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', {
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('invalid value type');
      }
    },
  });
  try {
    const { Kernel } = await import('./kernel.ts');
    expect(Kernel.shared()).toBeNull();
    const { signalLoops, PlainSignalLoops } = await import('./signal.ts');
    expect(signalLoops()).toBeInstanceOf(PlainSignalLoops);
  } finally {
    vi.unstubAllGlobals();
  }
});
