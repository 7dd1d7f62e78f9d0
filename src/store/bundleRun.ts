/** Everything the download holds, from a run that came to its end. */
import type { ModelBundle, TrainResult } from '../clients/learn.ts';
import { DEMO_CORPUS } from '../core/corpora/demo.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { Split } from '../core/dataset/split.ts';
import type { Report } from '../core/metrics/report.ts';
import type { CrossValidationFacts, TestFacts } from '../export/bundle.ts';
import type { TrainedModel } from '../learn/model.ts';

export interface EndedTraining {
  /** Those the split uses. */
  clips: readonly Clip[];
  split: Split;
  backend: string;
  epochs: number;
  /** Null without a test. */
  report: Report | null;
  crossValidation: CrossValidationFacts | null;
}

export function bundleRun(result: TrainResult, run: EndedTraining): ModelBundle {
  const { split, clips } = run;
  const tests = new Set(split.test);
  return {
    model: result.model,
    card: {
      createdAt: new Date().toISOString(),
      corpora: corporaOf(clips.filter(({ id }) => !tests.has(id))),
      synthetic: clips.some(({ corpus }) => corpus === DEMO_CORPUS),
      trainClips: split.train.length,
      validationClips: split.validation.length,
      trainSpeakers: split.trainSpeakers,
      epochs: run.epochs,
      bestEpoch: result.bestEpoch,
      parameters: result.parameters,
      backend: run.backend,
      test: testFacts(result, run),
      crossValidation: run.crossValidation,
    },
  };
}

function testFacts(
  { model, interval, voiceCurve }: TrainResult,
  { report, split }: EndedTraining,
): TestFacts | null {
  if (!report || !interval) return null;
  return {
    uar: report.uar,
    accuracy: report.accuracy,
    interval,
    chance: 1 / model.labels.length,
    clips: report.clips,
    speakers: split.testSpeakers,
    recallByLabel: report.perClass.map(({ recall }) => recall),
    ...usesClips(model, split),
    voiceCurve,
  };
}

/** Of test speakers who are not known no clip can be used. */
function usesClips(
  { recipe, aligns }: TrainedModel,
  { testSpeakers }: Split,
): Pick<TestFacts, 'usesTestSpeakersClips' | 'aligned'> {
  const usesTestSpeakersClips = recipe.scale === 'speaker' && testSpeakers.length > 0;
  return { usesTestSpeakersClips, aligned: usesTestSpeakersClips && aligns ? 'all' : 'none' };
}

function corporaOf(clips: readonly Clip[]): ModelBundle['card']['corpora'] {
  const names = [...new Set(clips.map(({ corpus }) => corpus))];
  return names.map((name) => {
    const own = clips.filter(({ corpus }) => corpus === name);
    const speakers = new Set(own.flatMap(({ speaker }) => speaker ?? []));
    return { name, clips: own.length, speakers: speakers.size };
  });
}
