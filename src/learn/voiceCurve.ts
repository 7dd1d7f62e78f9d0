import { indicesBySpeaker } from '../core/dataset/by-speaker.ts';
import { Random } from '../core/dataset/random.ts';
import { fitVoice, inVoice, type Voice, type VoicedClip } from '../core/dataset/voice.ts';
import { drawVoices } from '../core/dataset/voice-draw.ts';
import type { VoicePoint } from '../core/metrics/accuracyReport.ts';
import { align, meanAnswer } from '../core/metrics/alignment.ts';
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

/**
 * What knowing a new speaker's voice gives: part of the test again and again, each time with voices known from more clips,
 * which are scaled by them and by whose answers theirs are aligned.
 * In a draw all points are scored on the same clips, none of which made a voice known; but for the last point, where the
 * voice is known from all clips of its speaker, as in the test itself.
 *
 * @param model trained by speaker, with no voice of its own set (see TrainingResult.best)
 * @param clips of the test, not scaled; at least one
 * @param truth index into the model's labels of each
 */
export async function voiceCurve(
  model: TrainedModel,
  clips: readonly VoicedClip[],
  truth: readonly number[],
  average: Voice,
): Promise<VoicePoint[]> {
  const random = new Random(SEED);
  const uars = new Map<VoicePoint['clips'], number[]>();
  const speakers = clips.map(({ speaker }) => speaker);
  for (let draw = 0; draw < DRAWS; draw++) {
    const { known, scored } = drawVoices(speakers, LIMITS, random);
    const most = Math.max(0, ...[...known.values()].map((own) => own.length));
    for (const count of [...KNOWN.filter((count) => count <= most), null]) {
      const heard = count === null ? allOf(speakers) : firstOf(known, count);
      const rows = await answers(model, clips, scored, heard, average);
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

/** Probabilities of the clips at `scored`, where of each speaker the clips at `known` are known. */
async function answers(
  model: TrainedModel,
  clips: readonly VoicedClip[],
  scored: readonly number[],
  known: ReadonlyMap<string, readonly number[]>,
  average: Voice,
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
  const wanted = [...new Set([...scored, ...[...known.values()].flat()])];
  const heard = wanted.map((i) => inVoice(clips[i].features, voices.get(clips[i].speaker) ?? average));
  const rows = await testModel(model, heard);
  const rowOf = new Map(wanted.map((clip, i) => [clip, rows[i]]));
  return scored.map((i) => {
    const own = known.get(clips[i].speaker ?? '') ?? [];
    const mean = meanAnswer(
      own.map((clip) => rowOf.get(clip)!),
      model.labels.length,
    );
    return align(rowOf.get(i)!, mean);
  });
}

function firstOf(known: ReadonlyMap<string, number[]>, count: number): Map<string, number[]> {
  return new Map([...known].map(([speaker, own]) => [speaker, own.slice(0, count)]));
}

function allOf(speakers: readonly (string | null)[]): Map<string, number[]> {
  return new Map(
    [...indicesBySpeaker(speakers)].flatMap(([speaker, own]) => (speaker === null ? [] : [[speaker, own]])),
  );
}
