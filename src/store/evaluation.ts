/** How the model does on clips it never heard, and the facts its card carries. */
import { create } from 'zustand';
import type { ModelBundle, TrainResult } from '../clients/learn.ts';
import { DEMO_CORPUS } from '../core/corpora/demo.ts';
import type { Clip } from '../core/dataset/clip.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import type { Split } from '../core/dataset/split.ts';
import type { Interval } from '../core/metrics/interval.ts';
import { evaluate, type Report } from '../core/metrics/report.ts';

/** A test clip and what the model made of it. */
export interface TestedClip {
  clip: Clip;
  /** Indices into the labels. */
  truth: number;
  predicted: number;
  probabilities: number[];
}

export interface Evaluation {
  labels: Emotion[];
  split: Split;
  report: Report;
  /** 95 % interval of the UAR. */
  interval: Interval;
  tested: TestedClip[];
}

export const useEvaluation = create<{ evaluation: Evaluation | null }>(() => ({ evaluation: null }));

/** What a model made of its test clips. */
export interface Tested {
  labels: Emotion[];
  split: Split;
  interval: Interval;
  tested: { clip: Clip; probabilities: number[] }[];
}

/** Scores a run's test. */
export function evaluationOf({ labels, split, interval, tested }: Tested): Evaluation {
  const judged = tested.map(({ clip, probabilities }) => ({
    clip,
    truth: labels.indexOf(clip.emotion),
    predicted: probabilities.indexOf(Math.max(...probabilities)),
    probabilities,
  }));
  return {
    labels,
    split,
    report: evaluate(
      judged.map(({ truth }) => truth),
      judged.map(({ predicted }) => predicted),
      labels,
    ),
    interval,
    tested: judged,
  };
}

export function showEvaluation(tested: Tested): void {
  useEvaluation.setState({ evaluation: evaluationOf(tested) });
}

/** Everything the download holds, from a finished run. @param run.clips those the split uses */
export function bundleRun(
  result: TrainResult,
  { report, interval, labels, tested }: Evaluation,
  run: { clips: Clip[]; split: Split; backend: string; epochs: number },
): ModelBundle {
  const { split } = run;
  const tests = new Set(split.test);
  return {
    model: result.model,
    card: {
      createdAt: new Date().toISOString(),
      corpora: corporaOf(run.clips.filter(({ id }) => !tests.has(id))),
      synthetic: run.clips.some(({ corpus }) => corpus === DEMO_CORPUS),
      trainClips: split.train.length,
      validationClips: split.validation.length,
      trainSpeakers: split.trainSpeakers,
      epochs: run.epochs,
      bestEpoch: result.bestEpoch,
      parameters: result.parameters,
      backend: run.backend,
      test: {
        uar: report.uar,
        accuracy: report.accuracy,
        interval,
        chance: 1 / labels.length,
        clips: tested.length,
        speakers: split.testSpeakers,
        recallByLabel: report.perClass.map(({ recall }) => recall),
      },
    },
  };
}

function corporaOf(clips: Clip[]): ModelBundle['card']['corpora'] {
  const names = [...new Set(clips.map(({ corpus }) => corpus))];
  return names.map((name) => {
    const own = clips.filter(({ corpus }) => corpus === name);
    const speakers = new Set(own.map(({ speaker }) => speaker).filter((speaker) => speaker !== null));
    return { name, clips: own.length, speakers: speakers.size };
  });
}
