/** Training, prediction and export: a thin shell over src/learn and src/export. */

import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { makeReport } from '../src/core/metrics/makeReport.ts';
import { unzipBundle, zipBundle } from '../src/export/zip.ts';
import { activateBackend, chooseBackend, probeBackends, verifyBackend } from '../src/learn/backends.ts';
import { TrainingControl } from '../src/learn/control.ts';
import { NoBackendError } from '../src/learn/errors.ts';
import { Predictor } from '../src/learn/model.ts';
import type { LearnCalls, NamedModel } from './protocol.ts';
import { serve, Transferred } from './serve.ts';
import { trainAndTest } from './trainAndTest.ts';

const WASM_FILES = {
  'tfjs-backend-wasm.wasm': plainUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
};

const samples = new Map<string, FeatureMatrix>();
let control: TrainingControl | null = null;
/** The model open for prediction. */
let open: { id: string; predictor: Predictor } | null = null;

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
      control ??= new TrainingControl();
      return await trainAndTest(request, samples, control, progress);
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

  predict: ({ features, speaker, ...named }) =>
    withPredictor(named, async (predictor) => ({
      probabilities: await predictor.predict(features, speaker),
    })),

  leanTo: ({ features, voice, ...named }) =>
    withPredictor(named, async (predictor) => ({ lean: await predictor.leanTo(features, voice) })),

  judge: ({ runs, facts }) => makeReport(runs, facts),

  exportBundle: async ({ bundle, float16 }) => {
    const zip = await zipBundle(bundle, { float16 });
    return new Transferred({ zip }, [zip]);
  },

  importBundle: async ({ file }) => ({ bundle: await unzipBundle(await file.arrayBuffer()) }),
});
