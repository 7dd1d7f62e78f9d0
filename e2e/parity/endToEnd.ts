/** From a file's bytes to MFCCs, each side by its own reader and resampler: ours beside librosa.load's (soxr_hq). */
import { resample } from '../../src/core/audio/resample.ts';
import { trimSilence } from '../../src/core/audio/trim.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { DEMO_SAMPLE_RATE_HZ, demoClips, encodeWav16, renderDemoClip } from '../../src/core/demo/index.ts';
import { INTONE_FRONT_END } from '../../src/core/frontend/config.ts';
import { createFrontEnd } from '../../src/core/frontend/extract.ts';
import { askLibrosa } from './python.ts';
import { decodeMono, type Recording } from './recordings.ts';

/** What the front end levels to. */
const RMS = 0.1;

export const END_TO_END_BAR = { meanDb: 0.005, percentile99Db: 0.02 };

export interface Spread {
  meanDb: number;
  percentile99Db: number;
  largestDb: number;
}

export interface EndToEndRow {
  name: string;
  rateHz: number;
  /** MFCCs of the whole clip. */
  mfcc: Spread;
  /** Whether both sides trim at the same samples. */
  sameTrim: boolean;
  /** What is trained on: trimmed and levelled. Null where the frames do not line up. */
  frontEnd: Spread | null;
}

export interface EndToEnd {
  rows: EndToEndRow[];
  /** Over all values of all clips. */
  mfcc: Spread;
  frontEnd: Spread;
  passes: boolean;
}

/** Voices at the rates corpora come in, for machines without the corpora; hiss fills the band the voices leave empty. */
export function madeRecordings(): Recording[] {
  const plans = demoClips({ speakers: 2, emotions: ['neutral', 'angry'], takes: 2 });
  return [48_000, 44_100, 24_414].flatMap((rateHz, k) =>
    plans.slice(2 * k, 2 * k + 3).map((plan) => {
      const random = new Random(5);
      const voice = resample(renderDemoClip(plan), DEMO_SAMPLE_RATE_HZ, rateHz);
      const hissing = voice.map((x) => x + 0.003 * (2 * random.uniform() - 1));
      return { name: `demo ${plan.path} at ${rateHz} Hz`, bytes: encodeWav16(hissing, rateHz) };
    }),
  );
}

export function compareEndToEnd(python: string, recordings: Recording[]): EndToEnd {
  const files = recordings.map(({ bytes }, i) => ({ name: `${i}.wav`, bytes }));
  const references = askLibrosa(python, {
    task: 'load',
    job: {
      preset: INTONE_FRONT_END,
      rms: RMS,
      clips: recordings.map(({ name }, i) => ({ name, file: files[i].name })),
    },
    files,
  });
  const theirsOf = (clip: string, feature: string) =>
    references.find((entry) => entry.clip === clip && entry.feature === feature)!.data;
  const plain = createFrontEnd({ ...INTONE_FRONT_END, trimDb: null, level: 'none' });
  const trained = createFrontEnd(INTONE_FRONT_END);

  const all = { mfcc: [] as Float64Array[], frontEnd: [] as Float64Array[] };
  const rows = recordings.map((recording): EndToEndRow => {
    const { name } = recording;
    const { mono, sampleRateHz: rateHz } = decodeMono(recording);
    const { features, sound } = plain.extract(mono, rateHz, name);
    const differences = differencesOf(features.data, theirsOf(name, 'MFCC'));
    if (!differences) throw new Error(`${name} has another number of frames than librosa's.`);
    all.mfcc.push(differences);
    const own = differencesOf(trained.extract(mono, rateHz, name).features.data, theirsOf(name, 'front end'));
    if (own) all.frontEnd.push(own);
    const bounds = theirsOf(name, 'trim');
    const sameTrim = trimSilence(sound, INTONE_FRONT_END.trimDb!).every((edge, i) => edge === bounds[i]);
    return { name, rateHz, mfcc: spreadOf([differences]), sameTrim, frontEnd: own && spreadOf([own]) };
  });
  const mfcc = spreadOf(all.mfcc);
  return {
    rows,
    mfcc,
    frontEnd: spreadOf(all.frontEnd),
    passes: mfcc.meanDb <= END_TO_END_BAR.meanDb && mfcc.percentile99Db <= END_TO_END_BAR.percentile99Db,
  };
}

function differencesOf(ours: Float32Array, theirs: ArrayLike<number>): Float64Array | null {
  if (ours.length !== theirs.length) return null;
  return Float64Array.from(ours, (value, i) => Math.abs(value - theirs[i]));
}

function spreadOf(parts: Float64Array[]): Spread {
  const all = Float64Array.from(parts.flatMap((part) => [...part])).sort();
  return {
    meanDb: all.reduce((a, b) => a + b, 0) / all.length,
    percentile99Db: all[Math.ceil(0.99 * all.length) - 1],
    largestDb: all[all.length - 1],
  };
}
