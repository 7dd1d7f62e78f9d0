/** Where each worker's script is. Vite needs every `new Worker(new URL(…))` spelled out in full. */
import type { DemoCalls, FeatureCalls, IngestCalls, LearnCalls } from '../../workers/protocol.ts';
import { WorkerChannel } from './channel.ts';

export const ingestWorker = () =>
  new WorkerChannel<IngestCalls>(
    'reading files',
    () => new Worker(new URL('../../workers/ingest.worker.ts', import.meta.url), { type: 'module' }),
  );

export const featureWorker = () =>
  new WorkerChannel<FeatureCalls>(
    'computing features',
    () => new Worker(new URL('../../workers/feature.worker.ts', import.meta.url), { type: 'module' }),
  );

export const demoWorker = () =>
  new WorkerChannel<DemoCalls>(
    'making the demo corpus',
    () => new Worker(new URL('../../workers/demo.worker.ts', import.meta.url), { type: 'module' }),
  );

export const learnWorker = () =>
  new WorkerChannel<LearnCalls>(
    'training and prediction',
    () => new Worker(new URL('../../workers/learn.worker.ts', import.meta.url), { type: 'module' }),
  );
