/** A visit with a small dataset. Its tests put these modules' like in the place of services, backend, extracting, keeping. */
import { vi } from 'vitest';
import type { Clip } from '../../core/dataset/clip.ts';
import type { Emotion } from '../../core/dataset/emotions.ts';
import { COMPACT_RECIPE } from '../../core/recipe/recipe.ts';
import { useDataset } from '../dataset.ts';
import { useEvaluation } from '../evaluation.ts';
import { restoreRunsAndModel } from '../inUse.ts';
import { useModel } from '../model.ts';
import { useNotices } from '../notices.ts';
import { useRecipe } from '../recipe.ts';
import { IDLE, useRun } from '../run.ts';
import { keepRunsAgain, useRuns } from '../runs.ts';
import { startRun, useRepeats } from '../starting.ts';
import { probe, useBackend } from './backend.ts';
import { extraction } from './extracting.ts';
import { Gate, quiet } from './gate.ts';
import { FakeRunKeep, kept } from './keeping.ts';
import { judged } from './services.ts';
import { type FakeTrainer, trainers } from './trainers.ts';

const SPEAKERS = ['1', '2', '3', '4', '5', '6'];
const EMOTIONS: Emotion[] = ['happy', 'sad', 'angry'];

/** Six speakers, each with a clip of three emotions. */
export const CLIPS = SPEAKERS.flatMap((speaker) =>
  EMOTIONS.map(
    (emotion) => ({ id: `${speaker} ${emotion}`, corpus: 'Made up', speaker, emotion, gender: null }) as Clip,
  ),
);

/** As many runs are trained side by side. */
export const CORES = 2;
export const EPOCHS = 4;
export const BATCH_SIZE = 8;

/** Everything as after the dataset was read, and nothing trained yet. */
export async function beginVisit(): Promise<void> {
  vi.stubGlobal('navigator', { hardwareConcurrency: CORES });
  trainers.length = 0;
  judged.gate = new Gate();
  kept.runs = new FakeRunKeep();
  kept.facts.clear();
  Object.assign(probe, { gate: new Gate(), chosen: 'wasm' });
  Object.assign(extraction, { gate: new Gate(), asked: [], signals: [], onPace: [] });
  const training = { ...COMPACT_RECIPE.training, epochs: EPOCHS, batchSize: BATCH_SIZE };
  useRecipe.setState({ recipe: { ...COMPACT_RECIPE, training } });
  useRepeats.setState({ repeats: 1 });
  useDataset.setState({ clips: CLIPS });
  useBackend.setState({ preference: 'auto' });
  useRun.setState(IDLE);
  useModel.setState({ model: null });
  useEvaluation.setState({ wanted: null, judging: false, evaluation: null, leak: null });
  useNotices.setState({ notices: [] });
  keepRunsAgain();
  await restoreRunsAndModel();
}

/** Presses Train, and waits until all stands still: a trainer in each lane, or whatever the test holds. */
export async function train(repeats = 1): Promise<void> {
  useRepeats.setState({ repeats });
  void startRun();
  await quiet();
}

export const phase = () => useRun.getState().phase;
export const rows = () => useRuns.getState().rows;
export const told = () => useNotices.getState().notices.map(({ message }) => message);
export const inUse = () => useModel.getState().model?.runId ?? null;
export const memberStates = () => useRun.getState().members.map(({ state }) => state);

/** Trains one epoch and comes to the end. */
export async function finish(
  trainer: FakeTrainer,
  validationUar = 0.5,
  how?: Parameters<FakeTrainer['end']>[0],
) {
  trainer.epoch(validationUar);
  trainer.end(how);
  await quiet();
}

/** A run that failed after two epochs. @returns its row, and what its trainer was asked for */
export async function cutOffRun() {
  await train();
  const { request } = trainers[0];
  trainers[0].epoch(0.5);
  trainers[0].epoch(0.6);
  await failing(trainers[0], 'KeptDataLostError');
  return { row: rows()[0], request };
}

/** A series of three of which the first got through an epoch before all failed. @returns their rows */
export async function cutOffSeries() {
  await train(3);
  trainers[0].epoch(0.5);
  await failing(trainers[0], 'KeptDataLostError');
  await failing(trainers[0], 'KeptDataLostError');
  await failing(trainers[1], 'KeptDataLostError');
  return rows();
}

export async function failing(trainer: FakeTrainer, error: string) {
  trainer.fail(error);
  await quiet();
}
