/** Training, prediction and export: a thin shell over src/learn and src/export. */

import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { LabelledClip } from '../src/core/dataset/clip.ts';
import type { Emotion } from '../src/core/dataset/emotions.ts';
import { Random } from '../src/core/dataset/random.ts';
import { fitScaler } from '../src/core/dataset/scaler.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { type Interval, uarInterval } from '../src/core/metrics/interval.ts';
import { unzipBundle, zipBundle } from '../src/export/zip.ts';
import { activateBackend, chooseBackend, probeBackends, verifyBackend } from '../src/learn/backends.ts';
import { TrainingControl } from '../src/learn/control.ts';
import { NoBackendError } from '../src/learn/errors.ts';
import { Predictor, type TrainedModel } from '../src/learn/model.ts';
import { openCheckpoint, saveCheckpoint } from '../src/learn/savedCheckpoint.ts';
import { testModel } from '../src/learn/testModel.ts';
import { train } from '../src/learn/train.ts';
import type {
  LearnCalls,
  NamedModel,
  Prediction,
  TrainProgress,
  TrainRequest,
  TrainResult,
} from './protocol.ts';
import { serve, Transferred } from './serve.ts';

const WASM_FILES = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
};

/** Fixed, so that the same predictions give the same interval. */
const INTERVAL_SEED = 1;

const samples = new Map<string, FeatureMatrix>();
let control: TrainingControl | null = null;
/** The model open for prediction. */
let open: { id: string; predictor: Predictor } | null = null;

function parametersOf({ artifacts }: TrainedModel): number {
  return artifacts.weightSpecs.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

async function trainAndTest(
  { recipe, labels, train: trainClips, validation, test, resume, stop }: TrainRequest,
  progress: (value: TrainProgress) => void,
): Promise<TrainResult> {
  const labelled = (clips: LabelledClip[]) =>
    clips.map(({ clipId, emotion }) => ({ features: samples.get(clipId)!, label: labels.indexOf(emotion) }));
  control ??= new TrainingControl();
  control.onPaused = () => progress({ kind: 'paused' });
  if (stop) control.stop();
  const trainSamples = labelled(trainClips);
  // Fitted on training clips alone: the scaler must not know the test speakers either.
  const scaler = fitScaler(trainSamples.map(({ features }) => features));
  const result = await train(
    { recipe, labels, train: trainSamples, validation: labelled(validation), scaler },
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
  const rows = await testModel(
    result.best,
    test.map(({ clipId }) => samples.get(clipId)!),
  );
  const predictions = test.map(({ clipId }, i): Prediction => ({ clipId, probabilities: rows[i] }));
  return {
    model: result.best,
    stopReason: result.status,
    bestEpoch: result.bestEpoch,
    parameters: parametersOf(result.best),
    test: predictions,
    interval: intervalOf(predictions, test, labels),
  };
}

function intervalOf(predictions: Prediction[], test: LabelledClip[], labels: Emotion[]): Interval {
  const judged = predictions.map(({ probabilities }, i) => ({
    truth: labels.indexOf(test[i].emotion),
    predicted: probabilities.indexOf(Math.max(...probabilities)),
    speaker: test[i].speaker,
  }));
  return uarInterval(judged, labels.length, new Random(INTERVAL_SEED));
}

/** One at a time, so that no model is closed while another call predicts with it. */
let predicting: Promise<unknown> = Promise.resolve();

function withPredictor<T>({ id, model }: NamedModel, use: (predictor: Predictor) => Promise<T>): Promise<T> {
  const mine = predicting.then(async () => {
    if (open?.id !== id) {
      // One clip is quick on WASM everywhere and needs no measuring first.
      if (!open && !(await activateBackend('wasm', WASM_FILES))) await activateBackend('cpu', WASM_FILES);
      const predictor = await Predictor.load(model);
      open?.predictor.dispose();
      open = { id, predictor };
    }
    return use(open.predictor);
  });
  predicting = mine.catch(() => undefined);
  return mine;
}

serve<LearnCalls>({
  probe: async ({ backend, ids }, { progress }) => {
    const preferred = backend === 'auto' ? {} : { preferred: backend };
    const reports = await probeBackends({
      wasmFiles: WASM_FILES,
      onReport: progress,
      ...preferred,
      ...(ids ? { ids } : {}),
    });
    return { chosen: chooseBackend(reports, preferred.preferred), reports };
  },

  addSamples: ({ samples: added }) => {
    for (const { clipId, features } of added) samples.set(clipId, features);
    return undefined;
  },

  clearSamples: () => {
    samples.clear();
    // From here on a run is on its way: it can be paused before its first step.
    control = new TrainingControl();
    return undefined;
  },

  train: async (request, { progress }) => {
    if (!(await activateBackend(request.backend, WASM_FILES)))
      throw new NoBackendError(`The backend “${request.backend}” did not start.`);
    // A GPU that was right when it was chosen may have another driver today: a liar is never used.
    await verifyBackend(request.backend, WASM_FILES);
    try {
      return await trainAndTest(request, progress);
    } finally {
      control = null;
      samples.clear();
    }
  },

  control: ({ action }) => {
    control?.[action]();
    return undefined;
  },

  load: async (named) => {
    await withPredictor(named, async () => undefined);
    return undefined;
  },

  predict: ({ features, ...named }) =>
    withPredictor(named, async (predictor) => ({ probabilities: await predictor.predict(features) })),

  exportBundle: async ({ bundle }) => {
    const zip = await zipBundle(bundle);
    return new Transferred({ zip }, [zip]);
  },

  importBundle: async ({ file }) => ({ bundle: await unzipBundle(await file.arrayBuffer()) }),
});
