import { useMemo } from 'react';
import { BACKEND_NAMES, useBackend } from '../store/backend.ts';
import { type DatasetState, useDataset } from '../store/dataset.ts';
import { type Evaluation, type Score, scoreOf, useEvaluation } from '../store/evaluation.ts';
import { useKeeping } from '../store/keeping.ts';
import { useLabels } from '../store/labels.ts';
import { useLive } from '../store/live.ts';
import { useModel } from '../store/model.ts';
import { isActive, isSeries, type RunState, useRun } from '../store/run.ts';
import { unfinishedRun, useRuns } from '../store/runs.ts';
import { isStarterToTry, useStarter } from '../store/starter.ts';
import { useThreshold } from '../store/threshold.ts';
import { formatBytes, formatCount } from './components/format.ts';
import type { StageEntry } from './components/stageEntry.ts';
import { clipsAndSpeakers } from './components/words.ts';
import { keptInAll } from './stages/data/storageWords.ts';
import { shownEvaluation } from './stages/evaluate/shownEvaluation.ts';
import { railWords } from './stages/live/railWords.ts';

/** The rail: each stage's name and, in a few words, where it stands. */
export function useStageEntries(): StageEntry[] {
  const clips = useDataset((state) => state.clips);
  const reading = useDataset((state) => state.reading);
  const asked = useLabels((state) => state.question !== null);
  const phase = useRun((state) => state.phase);
  // Selected as words: steps that leave them as they are draw nothing anew.
  const training = useRun(trainState);
  const cutOff = useRuns(({ rows }) => unfinishedRun(rows) !== undefined);
  const score = useScoreWords();
  const model = useModel((state) => state.model);
  const recording = useLive((state) => state.phase === 'recording');
  const live = railWords({
    hasModel: model !== null,
    starter: useStarter(isStarterToTry),
    recording,
    latest: useLive(({ results }) => results[0]),
    threshold: useThreshold(({ threshold }) => threshold),
  });
  const held = useMemo(() => clipsAndSpeakers(clips), [clips]);
  const hasClips = clips.length > 0;
  return [
    {
      id: 'data',
      label: 'Data',
      state: asked
        ? 'Waits for your answer'
        : reading
          ? readingState(reading)
          : hasClips
            ? held
            : 'Drop recordings',
      busy: reading !== null && !reading.paused && !asked,
      done: hasClips,
    },
    { id: 'explore', label: 'Explore', state: hasClips ? 'Listen and look' : 'Waits for data' },
    {
      id: 'train',
      label: 'Train',
      state: trainWords(phase, training, hasClips, cutOff),
      busy: isActive(phase) && phase !== 'paused',
      done: phase === 'done',
    },
    { id: 'evaluate', label: 'Evaluate', state: score ?? 'Waits for a run', done: score !== null },
    { id: 'live', label: 'Live', state: live, busy: recording },
    {
      id: 'export',
      label: 'Export',
      state: model
        ? `${model.starter ? 'Starter model' : 'Model'}, ${formatBytes(model.bytes)}`
        : 'Waits for a model',
    },
  ];
}

function readingState({ what, pace: { done, total }, paused }: NonNullable<DatasetState['reading']>): string {
  if (total === 0) return what;
  return `${paused ? 'Paused,' : 'Reading'} ${formatCount(done)} of ${formatCount(total)}`;
}

function trainWords(phase: RunState['phase'], state: string, hasClips: boolean, cutOff: boolean): string {
  if (phase !== 'idle') return state;
  if (!hasClips) return 'Waits for data';
  return cutOff ? 'A run to go on with' : state;
}

function trainState(run: RunState): string {
  const { phase, epochs, recipe, members } = run;
  const total = recipe?.training.epochs ?? 0;
  if (isSeries(run) && phase !== 'failed') {
    const done = members.filter(({ state }) => state === 'done').length;
    return `${phase === 'paused' ? 'Paused, ' : ''}${done} of ${members.length} runs done`;
  }
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
      return `Done, ${epochs.length} ${epochs.length === 1 ? 'epoch' : 'epochs'}`;
    case 'failed':
      return 'Did not finish';
    default:
      return `Epoch ${Math.min(total, epochs.length + 1)} of ${total}`;
  }
}

/**
 * "UAR 58 ± 4", of the report that is shown; before it is judged, of its rows. The deviation over runs; of a single one,
 * half its 95 % interval. Null where there is none.
 */
function useScoreWords(): string | null {
  const wanted = useEvaluation((state) => state.wanted);
  const evaluation = useEvaluation(shownEvaluation);
  return useRuns(({ rows }) => {
    const score = evaluation ? reportedScore(evaluation) : scoreOf(wanted, rows);
    if (!score) return null;
    const { uar, interval, leak } = score;
    const around = uar.deviation ?? (interval.high - interval.low) / 2;
    return `UAR ${Math.round(100 * uar.mean)} ± ${Math.round(100 * around)}${leak ? ', leak' : ''}`;
  });
}

function reportedScore({ report: { uar, interval, protocol } }: Evaluation): Score {
  return { uar, interval, leak: protocol === 'random' };
}

/** For the top line: what computes, once that is known. */
export function useBackendName(): string | null {
  const choice = useBackend((state) => state.choice);
  return choice ? BACKEND_NAMES[choice.chosen] : null;
}

/** For the top line: what the browser keeps, or that it keeps nothing. */
export function useStorageWords(): string | null {
  const { status, usage } = useKeeping();
  const heldBytes = useDataset((state) => state.heldBytes);
  if (heldBytes > 0) return `${formatBytes(heldBytes)} in memory`;
  const bytes = usage ? keptInAll(usage) : 0;
  if (bytes > 0) return `${formatBytes(bytes)} kept${status === 'memory' ? ', no more' : ''}`;
  return status === 'memory' ? 'nothing kept' : null;
}
