/** What the resampler does to pure tones: ripple where it should pass them, and all it adds or lets through. */
import { resample } from '../../src/core/audio/resample.ts';
import { askLibrosa, bytesOf } from './python.ts';

export const RIPPLE_BAR_DB = 0.01;
export const IMAGE_BAR_DB = -100;
/** Share of the lower Nyquist frequency up to which a tone is to pass unchanged. */
const PASSBAND = 0.9;
/** An image is looked for up to here when going up: nearer to Nyquist a tone and its image blur in a short clip. */
const HIGHEST_WITH_IMAGE = 0.99;
const DURATION_S = 0.25;
const TONES_PER_BAND = 60;

const PAIRS = [
  [48_000, 16_000],
  [44_100, 16_000],
  [24_414, 16_000],
  [96_000, 16_000],
  [192_000, 16_000],
  [8000, 16_000],
  [22_050, 16_000],
  [48_000, 22_050],
] as const;

interface Levels {
  /** Largest deviation from 0 dB up to 0.9 of the lower Nyquist frequency. */
  rippleDb: number;
  /** Loudest alias, image or distortion of a full-scale tone at any frequency. */
  imageDb: number;
  /** The tone that made it. */
  imageOfHz: number;
}

export interface ResamplerRow {
  fromHz: number;
  toHz: number;
  ours: Levels;
  /** librosa.resample(res_type='soxr_hq') on the same tones. */
  soxr: Levels;
}

const spread = (low: number, high: number) =>
  Array.from({ length: TONES_PER_BAND }, (_, i) => low + ((high - low) * i) / (TONES_PER_BAND - 1));

/** Frequencies that pass, and those that must vanish. */
function bandsOf(fromHz: number, toHz: number): { pass: number[]; edge: number[]; stop: number[] } {
  const nyquist = Math.min(fromHz, toHz) / 2;
  return {
    pass: spread(0.005 * nyquist, PASSBAND * nyquist),
    edge: spread(PASSBAND * nyquist, HIGHEST_WITH_IMAGE * nyquist),
    stop: toHz < fromHz ? spread(nyquist, 0.995 * (fromHz / 2)) : [],
  };
}

function toneOf(hz: number, rateHz: number): Float32Array {
  return Float32Array.from({ length: Math.round(DURATION_S * rateHz) }, (_, n) =>
    Math.cos((2 * Math.PI * hz * n) / rateHz + 0.3),
  );
}

export function measureResampler(python: string): ResamplerRow[] {
  const pairs = PAIRS.map(([fromHz, toHz], i) => {
    const bands = bandsOf(fromHz, toHz);
    const tones = [...bands.pass, ...bands.edge, ...bands.stop].map((hz) => toneOf(hz, fromHz));
    return { fromHz, toHz, bands, tones, name: String(i), file: `${i}.f32` };
  });
  const references = askLibrosa(python, {
    task: 'resample',
    job: { pairs: pairs.map(({ tones, bands: _, ...pair }) => ({ ...pair, tones: tones.length })) },
    files: pairs.map(({ file, tones }) => ({ name: file, bytes: bytesOf(joined(tones)) })),
  });
  return pairs.map(({ fromHz, toHz, bands, tones, name }) => {
    const { columns, data } = references.find(({ clip }) => clip === name)!;
    const all = Float64Array.from(data);
    const theirs = tones.map((_, i) => all.subarray(i * columns, (i + 1) * columns));
    const ours = tones.map((tone) => resample(tone, fromHz, toHz));
    return { fromHz, toHz, ours: levelsOf(ours, bands, toHz), soxr: levelsOf(theirs, bands, toHz) };
  });
}

function joined(signals: Float32Array[]): Float32Array {
  const all = new Float32Array(signals.length * signals[0].length);
  signals.forEach((signal, i) => {
    all.set(signal, i * signal.length);
  });
  return all;
}

function levelsOf(
  outputs: ArrayLike<number>[],
  { pass, edge, stop }: ReturnType<typeof bandsOf>,
  toHz: number,
): Levels {
  const levels: Levels = { rippleDb: 0, imageDb: Number.NEGATIVE_INFINITY, imageOfHz: 0 };
  [...pass, ...edge, ...stop].forEach((hz, i) => {
    const isStopped = i >= pass.length + edge.length;
    const { gainDb, restDb } = fitTone(middle(outputs[i]), isStopped ? null : hz, toHz);
    if (i < pass.length) levels.rippleDb = Math.max(levels.rippleDb, Math.abs(gainDb));
    if (restDb > levels.imageDb) Object.assign(levels, { imageDb: restDb, imageOfHz: hz });
  });
  return levels;
}

/** Samples away from the edges, where the tone's sudden start and end ring. */
function middle(signal: ArrayLike<number>): Float64Array {
  return Float64Array.from(signal).subarray(
    Math.floor(signal.length / 4),
    Math.floor((3 * signal.length) / 4),
  );
}

/**
 * Levels re a full-scale tone: the tone at `hz` fitted by least squares (none for null), and the RMS of all that is left
 * when it is taken away.
 */
function fitTone(signal: Float64Array, hz: number | null, rateHz: number) {
  let [a, b] = [0, 0];
  const angle = (n: number) => (2 * Math.PI * (hz ?? 0) * n) / rateHz;
  if (hz !== null) {
    let [cc, cs, ss, xc, xs] = [0, 0, 0, 0, 0];
    signal.forEach((x, n) => {
      const [c, s] = [Math.cos(angle(n)), Math.sin(angle(n))];
      cc += c * c;
      cs += c * s;
      ss += s * s;
      xc += x * c;
      xs += x * s;
    });
    const determinant = cc * ss - cs * cs;
    a = (xc * ss - xs * cs) / determinant;
    b = (xs * cc - xc * cs) / determinant;
  }
  let rest = 0;
  signal.forEach((x, n) => {
    rest += (x - a * Math.cos(angle(n)) - b * Math.sin(angle(n))) ** 2;
  });
  return {
    gainDb: 20 * Math.log10(Math.hypot(a, b)),
    restDb: 10 * Math.log10((2 * rest) / signal.length + 1e-30),
  };
}
