import { Random } from '../core/dataset/random.ts';
import { fitVoice, inVoice, type Voice, type VoicedClip } from '../core/dataset/voice.ts';
import { drawVoices } from '../core/dataset/voice-draw.ts';
import type { VoicePoint } from '../core/metrics/accuracyReport.ts';
import { align, leanOf } from '../core/metrics/alignment.ts';
import { likeliest } from '../core/metrics/likeliest.ts';
import { evaluate } from '../core/metrics/report.ts';
import { spreadOf } from '../core/metrics/spread.ts';
import type { TrainedModel } from './model.ts';
import { testModel } from './testModel.ts';

/** How many clips of a new speaker are tried. */
const KNOWN = [0, 1, 2, 5, 10, 15, 30];

const LIMITS = {
  mostKnown: KNOWN[KNOWN.length - 1],
  /** Per pass: a point is a mean over draws of far more than the network's noise, and all the curve takes seconds. */
  mostScored: 500,
};

/** Draws of which clips are known and which scored, averaged: which ones they are matters, above all when they are few. */
const DRAWS = 3;

const SEED = 1;

/** What a curve is measured on: the test of a model that normalises by speaker. */
export interface VoiceTest {
  /** With no voice of its own set (see TrainingResult.best). */
  model: TrainedModel;
  /** Not scaled; at least one. */
  clips: readonly VoicedClip[];
  /** Index into the model's labels of each. */
  truth: readonly number[];
  /** The test's own answers, for which each voice was known from all its clips. */
  tested: readonly (readonly number[])[];
  average: Voice;
  aligns: boolean;
}

/**
 * What knowing a new speaker's voice gives: part of the test again and again, each time with voices known from more clips,
 * which are scaled by them and by whose answers theirs are aligned.
 * In a draw all points are scored on the same clips, none of which made a voice known; but for the last point, where the
 * voice is known from all clips of its speaker, as in the test itself.
 * @returns null where no speaker is known
 */
export async function voiceCurve(test: VoiceTest): Promise<VoicePoint[] | null> {
  const { clips, truth, tested, model } = test;
  const random = new Random(SEED);
  const uars = new Map<VoicePoint['clips'], number[]>();
  const speakers = clips.map(({ speaker }) => speaker);
  for (let draw = 0; draw < DRAWS; draw++) {
    const { known, scored } = drawVoices(speakers, LIMITS, random);
    if (known.size === 0) return null;
    for (const count of [...countsReached(known), null]) {
      const rows =
        count === null ? scored.map((i) => tested[i]) : await answers(test, scored, firstOf(known, count));
      const predicted = rows.map((row) => likeliest(row));
      const { uar } = evaluate(
        scored.map((i) => truth[i]),
        predicted,
        model.labels,
      );
      uars.set(count, [...(uars.get(count) ?? []), uar]);
    }
  }
  return [...uars].map(([clips, drawn]) => ({ clips, uar: spreadOf(drawn).mean }));
}

/** Those of KNOWN that at least half of the speakers have. */
function countsReached(known: ReadonlyMap<string, readonly number[]>): number[] {
  const had = [...known.values()].map((own) => own.length).sort((a, b) => b - a);
  const middle = had[Math.ceil(had.length / 2) - 1];
  return KNOWN.filter((count) => count <= middle);
}

/** Probabilities of the clips at `scored`, where of each speaker the clips at `known` are known. */
async function answers(
  { model, clips, average, aligns }: VoiceTest,
  scored: readonly number[],
  known: ReadonlyMap<string, readonly number[]>,
): Promise<number[][]> {
  const voices = new Map(
    [...known].map(([speaker, own]) => [
      speaker as string | null,
      fitVoice(
        own.map((i) => clips[i].features),
        average,
      ),
    ]),
  );
  const wanted = aligns ? [...new Set([...scored, ...[...known.values()].flat()])] : scored;
  const heard = wanted.map((i) => inVoice(clips[i].features, voices.get(clips[i].speaker) ?? average));
  const rows = await testModel(model, heard);
  const rowOf = new Map(wanted.map((clip, i) => [clip, rows[i]]));
  return scored.map((i) => {
    const row = rowOf.get(i)!;
    const own = known.get(clips[i].speaker ?? '');
    if (!aligns || !own) return row;
    const lean = leanOf(
      own.map((clip) => rowOf.get(clip)!),
      model.labels.length,
    );
    return align(row, lean);
  });
}

function firstOf(known: ReadonlyMap<string, number[]>, count: number): Map<string, number[]> {
  return new Map([...known].map(([speaker, own]) => [speaker, own.slice(0, count)]));
}
