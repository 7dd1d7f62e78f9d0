import { useMemo } from 'react';
import { BACKEND_NAMES, useBackend } from '../store/backend.ts';
import { type DatasetState, useDataset } from '../store/dataset.ts';
import { type Evaluation, useEvaluation } from '../store/evaluation.ts';
import { type LiveState, useLive } from '../store/live.ts';
import { type ModelState, useModel } from '../store/model.ts';
import { isActive, type RunState, useRun } from '../store/run.ts';
import { formatBytes, formatCount, formatPercent } from './components/format.ts';
import type { StageEntry } from './components/stageEntry.ts';
import { EMOTION_LABELS } from './theme/emotions.ts';

/** The rail: each stage's name and, in a few words, where it stands. */
export function useStageEntries(): StageEntry[] {
  const dataset = useDataset();
  const run = useRun();
  const evaluation = useEvaluation((state) => state.evaluation);
  const model = useModel((state) => state.model);
  const live = useLive();
  const speakers = useMemo(
    () => new Set(dataset.clips.map(({ speaker }) => speaker).filter((speaker) => speaker !== null)).size,
    [dataset.clips],
  );
  const hasClips = dataset.clips.length > 0;
  return [
    {
      id: 'data',
      label: 'Data',
      state: dataState(dataset, speakers),
      busy: dataset.reading !== null,
      done: hasClips,
    },
    { id: 'explore', label: 'Explore', state: hasClips ? 'Listen and look' : 'Waits for data' },
    {
      id: 'train',
      label: 'Train',
      state: hasClips || run.phase !== 'idle' ? trainState(run) : 'Waits for data',
      busy: isActive(run.phase) && run.phase !== 'paused',
      done: run.phase === 'done',
    },
    { id: 'evaluate', label: 'Evaluate', state: evaluateState(evaluation), done: evaluation !== null },
    { id: 'live', label: 'Live', state: liveState(live, model), busy: live.phase === 'recording' },
    {
      id: 'export',
      label: 'Export',
      state: model ? `Model, ${formatBytes(model.bytes)}` : 'Waits for a model',
    },
  ];
}

function dataState({ clips, reading }: DatasetState, speakers: number): string {
  if (reading) {
    const { done, total } = reading.pace;
    return total > 0 ? `Reading ${formatCount(done)} of ${formatCount(total)}` : reading.what;
  }
  if (clips.length === 0) return 'Drop recordings';
  return `${formatCount(clips.length)} clips, ${speakers} ${speakers === 1 ? 'speaker' : 'speakers'}`;
}

function trainState({ phase, epochs, recipe }: RunState): string {
  const total = recipe?.training.epochs ?? 0;
  switch (phase) {
    case 'idle':
      return 'Ready';
    case 'extracting':
    case 'preparing':
      return 'Getting ready';
    case 'paused':
      return `Paused, epoch ${epochs.length + 1}`;
    case 'testing':
      return 'Testing';
    case 'done':
      return `Done, ${epochs.length} epochs`;
    case 'failed':
      return 'Did not finish';
    default:
      return `Epoch ${Math.min(total, epochs.length + 1)} of ${total}`;
  }
}

/** "UAR 58 ± 4": half the 95 % interval. */
function evaluateState(evaluation: Evaluation | null): string {
  if (!evaluation) return 'Waits for a run';
  const { report, interval, split } = evaluation;
  const half = Math.round(50 * (interval.high - interval.low));
  return `UAR ${Math.round(100 * report.uar)} ± ${half}${split.by === 'random' ? ', leak' : ''}`;
}

function liveState({ phase, results }: LiveState, model: ModelState['model']): string {
  if (!model) return 'Waits for a model';
  if (phase === 'recording') return 'Recording';
  const [latest] = results;
  if (!latest) return 'Ready to listen';
  const top = Math.max(...latest.probabilities);
  return `${EMOTION_LABELS[latest.labels[latest.probabilities.indexOf(top)]]}, ${formatPercent(top)}`;
}

/** For the top line: what computes, once that is known. */
export function useBackendName(): string | null {
  const choice = useBackend((state) => state.choice);
  return choice ? BACKEND_NAMES[choice.chosen] : null;
}

/** For the top line: what the page holds. Nothing is kept when the tab closes. */
export function useStorageWords(): string | null {
  const bytes = useDataset((state) => state.featureBytes);
  return bytes > 0 ? `${formatBytes(bytes)} in memory` : null;
}
