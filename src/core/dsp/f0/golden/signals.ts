const TAU = 2 * Math.PI;

/** The signals of make_golden.py, from the same formulas, as float32. */
export function f0Signals(sampleRateHz: number): Map<string, Float32Array> {
  const sr = sampleRateHz;
  const random = noise(sr);
  const make = (durationS: number, at: (t: number, n: number) => number) =>
    Float32Array.from({ length: Math.round(durationS * sr) }, (_, n) => at(n / sr, n));
  const tone = (hz: number, t: number) => Math.sin(TAU * hz * t);
  const harmonics = (phase: number) => {
    let sum = 0;
    for (let k = 1; k <= 8; k++) sum += Math.sin(k * phase) / k;
    return 0.25 * sum;
  };
  // Three syllables: a voice with vibrato that swells and fades, then a hiss, then digital silence.
  const syllable = (t: number, n: number) => {
    const u = t % 0.3;
    const phase = TAU * (180 * t - (40 * Math.cos(TAU * 1.7 * t)) / (TAU * 1.7));
    if (u < 0.18) return harmonics(phase) * Math.sin((Math.PI * u) / 0.18) ** 2;
    return u < 0.25 ? 0.02 * random[n] : 0;
  };
  const jumps = [110, 220, 440, 150, 75, 300];
  const period = Math.floor(sr / 123);
  return new Map([
    ['glide', make(0.8, (t) => harmonics(TAU * (90 * t + 100 * t * t)))],
    ['syllables', make(0.9, syllable)],
    ['jumps', make(0.6, (t) => 0.4 * tone(jumps[Math.floor(t * 10 + 1e-6)], t % 0.1))],
    ['noise', make(0.4, (_, n) => 0.3 * random[n])],
    ['tone in noise', make(0.5, (t, n) => 0.1 * tone(180, t) + 0.25 * random[n])],
    ['fading', make(0.6, (t) => 0.5 * Math.exp(-20 * t) * tone(200, t))],
    ['clipped', make(0.3, (t) => Math.min(1, Math.max(-1, 4 * harmonics(TAU * 140 * t))))],
    ['with offset', make(0.3, (t) => 0.25 + 0.05 * tone(120, t))],
    ['outside the range', make(0.5, (t) => 0.3 * tone(t < 0.25 ? 50 : 2500, t))],
    ['pulses', make(0.3, (t, n) => 0.8 * Math.exp((-8 * (n % period)) / period) + 0.05 * tone(3000, t))],
    ['faint', make(0.3, (t) => 1e-4 * tone(210, t))],
    ['silence', make(0.2, () => 0)],
    ['shorter than a frame', make(0.02, (t) => 0.4 * tone(300, t))],
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
