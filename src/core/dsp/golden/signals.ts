/** The signals of make_golden.py, from the same formulas, as float32. */
export function goldenSignals(sampleRateHz: number): Map<string, Float32Array> {
  const sr = sampleRateHz;
  const count = Math.round(0.3 * sr);
  const make = (length: number, at: (n: number, t: number) => number) =>
    Float32Array.from({ length }, (_, n) => at(n, n / sr));
  const random = noise(sr);
  const tone = (hz: number, t: number) => Math.sin(2 * Math.PI * hz * t);
  const period = Math.floor(sr / 125);
  const burst = (n: number) =>
    n > 0.3 * sr && n < 0.6 * sr ? 0.5 * Math.sin((2 * Math.PI * 200 * n) / sr) : 0;
  return new Map([
    ['chirp', make(count, (_, t) => 0.5 * Math.sin(2 * Math.PI * (100 * t + 0.5 * 20000 * t * t)))],
    ['noise', make(count, (n) => 0.3 * random[n])],
    ['silence then tone', make(count, (_, t) => (t < 0.15 ? 0 : 0.2 * tone(440, t)))],
    ['impulse', make(count, (n) => (n === Math.floor(count / 3) ? 1 : 0))],
    ['offset', make(count, () => 0.25)],
    ['clipped sine', make(count, (_, t) => Math.min(1, Math.max(-1, 1.6 * tone(220, t))))],
    ['short', make(Math.round(0.06 * sr), (_, t) => 0.4 * tone(300, t))],
    [
      'voice-like',
      make(count, (n) => 0.6 * Math.exp(-(n % period) / (0.1 * period)) * tone(700, (n % period) / sr)),
    ],
    ['faint', make(count, (n, t) => 1e-3 * tone(1000, t) + 1e-4 * random[n])],
    ['burst in noise', make(sr, (n) => 0.001 * random[n] + burst(n))],
    ['fading', make(sr, (n) => 0.5 * Math.exp((-6 * n) / sr) * Math.sin((2 * Math.PI * 200 * n) / sr))],
    ['even', make(sr, (n) => 0.3 * random[n])],
    ['late', make(sr, (n) => (n >= sr - 700 ? 0.5 * random[n] : 0))],
  ]);
}

/** Numerical Recipes' linear congruential generator, in −1 … 1. */
function noise(count: number): Float64Array {
  const out = new Float64Array(count);
  let state = 12345;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    out[i] = state / 2 ** 31 - 1;
  }
  return out;
}
