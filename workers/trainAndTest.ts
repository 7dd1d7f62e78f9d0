/** A run from its clips to its model and its test: what surrounds training itself. */
import type { LabelledClip } from '../src/core/dataset/clip.ts';
import type { Emotion } from '../src/core/dataset/emotions.ts';
import { Random } from '../src/core/dataset/random.ts';
import { fitScaler, type Scaler } from '../src/core/dataset/scaler.ts';
import { averageVoiceOf, inTheirVoices, type Voice, type VoicedClip } from '../src/core/dataset/voice.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { alignBySpeaker, showEvenly } from '../src/core/metrics/alignment.ts';
import { type Interval, uarInterval } from '../src/core/metrics/interval.ts';
import { likeliest } from '../src/core/metrics/likeliest.ts';
import { fitTemperature } from '../src/core/metrics/temperature.ts';
import type { TrainingControl } from '../src/learn/control.ts';
import type { TrainedModel } from '../src/learn/model.ts';
import { openCheckpoint, saveCheckpoint } from '../src/learn/savedCheckpoint.ts';
import { testModel } from '../src/learn/testModel.ts';
import { train } from '../src/learn/train.ts';
import { voiceCurve } from '../src/learn/voiceCurve.ts';
import type { Prediction, TrainProgress, TrainRequest, TrainResult } from './protocol.ts';

/** Fixed, so that the same predictions give the same interval. */
const INTERVAL_SEED = 1;

/** @param features of every clip in the request */
export async function trainAndTest(
  request: TrainRequest,
  features: ReadonlyMap<string, FeatureMatrix>,
  control: TrainingControl,
  progress: (value: TrainProgress) => void,
): Promise<TrainResult> {
  const { recipe, labels, resume, stop } = request;
  control.onPaused = () => progress({ kind: 'paused' });
  if (stop) control.stop();

  const voiced = (clips: LabelledClip[]): VoicedClip[] =>
    clips.map(({ clipId, speaker }) => ({ features: features.get(clipId)!, speaker }));
  const [raw, rawValidation, rawTest] = [request.train, request.validation, request.test].map(voiced);
  // All that is fitted is fitted on training clips alone: it must not know the test speakers either. But where the recipe
  // normalises by speaker, each of them is heard in their own voice, and answers are aligned over their clips.
  const average = recipe.scale === 'speaker' ? averageVoiceOf(raw) : null;
  const heard = (clips: VoicedClip[]) => heardIn(average, clips);
  const labelled = (clips: LabelledClip[], matrices: FeatureMatrix[]) =>
    matrices.map((features, i) => ({ features, label: labels.indexOf(clips[i].emotion) }));
  const aligns = average !== null && takesEvenness(request);
  const trainFeatures = heard(raw);
  const validation = labelled(request.validation, heard(rawValidation));
  const scaler = fitScaler(trainFeatures);
  const result = await train(
    {
      recipe,
      labels,
      train: labelled(request.train, trainFeatures),
      validation,
      ...(aligns && { validationSpeakers: request.validation.map(({ speaker }) => speaker) }),
      scaler,
      ...(average && { rawScale: aboutTheirMeans(average, scaler) }),
    },
    {
      hooks: {
        onEpoch: (epoch, checkpoint) =>
          progress({ kind: 'epoch', epoch, checkpoint: saveCheckpoint(checkpoint) }),
        onStep: (step) => progress({ kind: 'step', step }),
      },
      control,
      resume: resume && (await openCheckpoint(resume)),
    },
  );

  progress({ kind: 'testing' });
  const answers = async (clips: VoicedClip[]) => {
    const rows = await testModel(result.best, heard(clips));
    return aligns
      ? alignBySpeaker(
          rows,
          clips.map(({ speaker }) => speaker),
        )
      : rows;
  };
  const rows = await answers(rawTest);
  const test = request.test.map(({ clipId }, i): Prediction => ({ clipId, probabilities: rows[i] }));
  const temperature =
    validation.length > 0
      ? fitTemperature(
          await answers(rawValidation),
          validation.map(({ label }) => label),
        )
      : 1;
  const model: TrainedModel = { ...result.best, temperature, voice: average, aligns };
  const scored = request.test.flatMap(({ clipId }, i) => (request.unscored.includes(clipId) ? [] : [i]));
  const scoredClips = scored.map((i) => request.test[i]);
  return {
    model,
    stopReason: result.status,
    bestEpoch: result.bestEpoch,
    parameters: parametersOf(model),
    test,
    interval:
      scored.length > 0
        ? intervalOf(
            scored.map((i) => rows[i]),
            scoredClips,
            labels,
          )
        : null,
    voiceCurve:
      average && scored.length > 0
        ? await voiceCurve({
            model: result.best,
            clips: scored.map((i) => rawTest[i]),
            truth: scoredClips.map(({ emotion }) => labels.indexOf(emotion)),
            tested: scored.map((i) => rows[i]),
            average,
            aligns,
          })
        : null,
  };
}

/**
 * Whether speakers can be taken to show all emotions evenly. That goes by those the model may know, never by the test's
 * labels; but for a random split, a leak by itself, whose draw leaves of each speaker what it happens to leave. Speakers of
 * another corpus may be planned otherwise: of them nothing is taken for granted.
 */
function takesEvenness({ recipe, labels, train, validation, test }: TrainRequest): boolean {
  const { by } = recipe.split;
  if (by === 'corpus') return false;
  const clips = [...train, ...validation, ...(by === 'random' ? test : [])];
  const labelled = clips.map(({ emotion, speaker }) => ({ label: labels.indexOf(emotion), speaker }));
  return showEvenly(labelled, labels.length);
}

/** What one unit of scaled features is in raw ones, where each voice's mean has been taken off. */
function aboutTheirMeans(average: Voice, scaler: Scaler): Scaler {
  return {
    mean: average.mean.map(() => 0),
    std: average.std.map((deviation, c) => deviation * scaler.std[c]),
  };
}

function heardIn(average: Voice | null, clips: VoicedClip[]): FeatureMatrix[] {
  return average ? inTheirVoices(clips, average) : clips.map(({ features }) => features);
}

function parametersOf({ artifacts }: TrainedModel): number {
  return artifacts.weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

function intervalOf(rows: number[][], test: LabelledClip[], labels: Emotion[]): Interval {
  const judged = rows.map((row, i) => ({
    truth: labels.indexOf(test[i].emotion),
    predicted: likeliest(row),
    speaker: test[i].speaker,
  }));
  return uarInterval(judged, labels.length, new Random(INTERVAL_SEED));
}
