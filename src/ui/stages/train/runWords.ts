/** What the table of runs says of each. */
import { INTONE_FRONT_END, LIBROSA_FRONT_END } from '../../../core/frontend/config.ts';
import type { Recipe, TrainingSettings } from '../../../core/recipe/recipe.ts';
import { PRESETS } from '../../../store/recipe.ts';
import { isSeries, type Member, type RunState } from '../../../store/run.ts';
import type { RunRow } from '../../../store/runs.ts';
import { formatCount, formatCounted, formatList, formatPercent } from '../../components/format.ts';
import { presetName } from './presetWords.ts';
import { PROTOCOL_WORDS } from './protocolWords.ts';

/** Each setting where it is not the preset's, what is looked for first at the top. */
const TRAINING_WORDS: { [Name in keyof TrainingSettings]: (value: TrainingSettings[Name]) => string } = {
  epochs: (epochs) => formatCounted(epochs, 'epoch'),
  seed: (seed) => `seed ${seed}`,
  learningRate: (rate) => `learning rate ${rate}`,
  batchSize: (clips) => `batches of ${clips}`,
  dropout: (share) => `dropout ${formatPercent(share)}`,
  mixup: (alpha) => (alpha === 0 ? 'no mixup' : `mixup ${alpha}`),
  specAugment: (on) => (on ? 'SpecAugment' : 'no SpecAugment'),
  speedPerturbation: (share) => (share === 0 ? 'no speed changes' : `speed ± ${formatPercent(share)}`),
  labelSmoothing: (share) => (share === 0 ? 'no label smoothing' : `label smoothing ${formatPercent(share)}`),
  weightDecay: (decay) => (decay === 0 ? 'no weight decay' : `weight decay ${decay}`),
  schedule: (schedule) => `${schedule} schedule`,
  warmUp: (share) => (share === 0 ? 'no warm-up' : `warm-up ${formatPercent(share)}`),
  classWeights: (on) => (on ? 'class weights' : 'no class weights'),
  clipNorm: (norm) => (norm === 0 ? 'no clipping' : `gradients clipped at ${norm}`),
  ema: (decay) => (decay === 0 ? 'no average of weights' : `average of weights ${decay}`),
  patience: (epochs) => (epochs === 0 ? 'no early stopping' : `patience ${formatCounted(epochs, 'epoch')}`),
  vtlp: (share) => (share === 0 ? 'no shift of formants' : `formants ± ${formatPercent(share)}`),
  members: (members) => (members === 1 ? 'a single network' : `${members} networks averaged`),
  keep: (which) => `${which} epoch kept`,
};

const SCALE_WORDS: Record<Recipe['scale'], string> = {
  dataset: 'one scale for all',
  speaker: 'normalised by speaker',
};

/** More would hide the first ones. */
const MOST_DIFFERENCES = 4;

/** 'Compact CNN' */
export function networkName({ architecture }: Pick<Recipe, 'architecture'>): string {
  return presetName(architecture);
}

/** How a recipe differs from its network's preset: '60 epochs, seed 2, random split and 2 more'. */
export function differenceWords(recipe: Recipe): string {
  const all = [...splitDifferences(recipe), ...trainingDifferences(recipe), ...inputDifferences(recipe)];
  if (all.length === 0) return 'as preset';
  if (all.length <= MOST_DIFFERENCES + 1) return all.join(', ');
  return `${all.slice(0, MOST_DIFFERENCES).join(', ')} and ${all.length - MOST_DIFFERENCES} more`;
}

/** What a protocol does not look at makes no difference. */
function splitDifferences({ architecture, split }: Recipe): string[] {
  const preset = PRESETS[architecture].split;
  const { short, testShareOf } = PROTOCOL_WORDS[split.by];
  return [
    split.by !== preset.by && short(split),
    testShareOf(split) !== null &&
      split.testShare !== preset.testShare &&
      `test ${formatPercent(split.testShare)}`,
    split.validationShare !== preset.validationShare &&
      (split.validationShare === 0 ? 'no validation' : `validation ${formatPercent(split.validationShare)}`),
  ].filter((words) => words !== false);
}

function trainingDifferences({ architecture, training }: Recipe): string[] {
  const preset = PRESETS[architecture].training;
  const wordsFor = <Name extends keyof TrainingSettings>(name: Name) =>
    training[name] === preset[name] ? [] : [TRAINING_WORDS[name](training[name])];
  return (Object.keys(TRAINING_WORDS) as (keyof TrainingSettings)[]).flatMap(wordsFor);
}

function inputDifferences({ architecture, windowS, frontEnd, scale }: Recipe): string[] {
  const preset = PRESETS[architecture];
  return [
    scale !== preset.scale && SCALE_WORDS[scale],
    windowS !== preset.windowS && `window ${windowS} s`,
    frontEndDifference(frontEnd),
  ].filter((words) => words !== false);
}

function frontEndDifference(frontEnd: Recipe['frontEnd']): string | false {
  const chosen = JSON.stringify(frontEnd);
  if (chosen === JSON.stringify(INTONE_FRONT_END)) return false;
  return chosen === JSON.stringify(LIBROSA_FRONT_END) ? 'librosa front end' : 'own front end';
}

/** 'RAVDESS · 1,199 clips, 20 speakers' */
export function datasetWords({ corpora, clips, speakers }: RunRow['dataset']): string {
  return `${formatList(corpora)} · ${formatCounted(clips, 'clip')}, ${formatCounted(speakers, 'speaker')}`;
}

/** What became of it. @param state what it does in this tab; null where it is not under way here */
export function statusWords(
  { status, epochs, series }: Pick<RunRow, 'status' | 'epochs' | 'series'>,
  state: Member['state'] | null,
): string {
  const done = epochs.length;
  if (state === 'waiting') return 'waits for a free core';
  if (state === 'testing') return 'is being tested';
  if (state !== null) return `epoch ${done + 1} under way`;
  switch (status) {
    case 'unfinished':
      if (done > 0) return `cut off after epoch ${done}`;
      return series ? 'not begun' : 'cut off in its first epoch';
    case 'finished':
      return 'finished';
    case 'stopped':
      return `stopped after epoch ${done}`;
    case 'stopped-early':
      return `stopped early after epoch ${done}: validation rose no more`;
    case 'diverged':
      return done === 0 ? 'loss ran away in its first epoch' : `loss ran away after epoch ${done}`;
  }
}

/** Which part of its series a run is: its fold's name, or its protocol where the split is all that tells two apart. */
export function foldWords({ series, recipe }: Pick<RunRow, 'series' | 'recipe'>): string {
  if (series?.kind === 'leak')
    return recipe.split.by === 'random' ? 'Random split (leak)' : 'Unseen speakers';
  return series?.fold.name || `Seed ${recipe.training.seed}`;
}

/** What a run of a series does, in a word. @param state in this tab; null where it was not begun here */
export function memberWords(
  { status, epochs }: Pick<RunRow, 'status' | 'epochs'>,
  state: Member['state'] | null,
): string {
  if (state !== null && state !== 'done') return state;
  return {
    unfinished: epochs.length === 0 ? 'not begun' : 'cut off',
    finished: 'done',
    stopped: 'stopped',
    'stopped-early': 'stopped early',
    diverged: 'ran away',
  }[status];
}

/** Whether the best epoch is kept; else the last is, as the recipe says or for want of validation. */
function keepsBest({ training }: Recipe, hasValidation: boolean): boolean {
  return training.keep !== 'last' && hasValidation;
}

/** The same, of the run that is on show. */
export function choosesEpoch({ recipe, split }: Pick<RunState, 'recipe' | 'split'>): boolean {
  return recipe !== null && split !== null && keepsBest(recipe, split.validation.length > 0);
}

/** Offers to keep what a cut-off run, or runs begun together, have come to. */
export function keepWords(rows: readonly Pick<RunRow, 'recipe' | 'epochs'>[]): string {
  const best = rows.some(({ recipe, epochs }) =>
    keepsBest(
      recipe,
      epochs.some(({ validationUar }) => validationUar !== null),
    ),
  );
  const which = best ? 'best' : 'last';
  return rows.length > 1 ? `Keep their ${which} epochs` : `Keep its ${which} epoch`;
}

/** What is trained, on what, and where; undefined before that is known. @param leakCheck it is one, and not what its first half is */
export function runHint(run: RunState, leakCheck: boolean): string | undefined {
  const { split, recipe, backend } = run;
  if (!split || !recipe) return undefined;
  const series = isSeries(run);
  return [
    networkName(recipe),
    series && leakCheck
      ? 'leak check: unseen speakers against a random split'
      : PROTOCOL_WORDS[recipe.split.by].short(recipe.split),
    // Of a series it is the first split alone.
    !series && countsWords(split),
    backend && `on ${backend}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function countsWords({ train, validation, test }: NonNullable<RunState['split']>): string {
  return [
    `${formatCounted(train.length, 'clip')} to learn from`,
    // Without validation nothing chooses the epoch.
    validation.length > 0 && `${formatCount(validation.length)} to choose the epoch`,
    test.length > 0 && `${formatCount(test.length)} to test`,
    validation.length === 0 && 'no validation, so the last epoch is kept',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Of all its epochs; null without validation. */
export function bestValidation({ epochs }: Pick<RunRow, 'epochs'>): number | null {
  const uars = epochs.flatMap(({ validationUar }) => validationUar ?? []);
  return uars.length > 0 ? Math.max(...uars) : null;
}

/** '58.1 % ± 4': half the 95 % interval, in points; marked where the split was random. */
export function testWords({ test, recipe }: Pick<RunRow, 'test' | 'recipe'>): string {
  if (!test) return '–';
  const { low, high } = test.interval;
  const leak = recipe.split.by === 'random' ? ', leak' : '';
  return `${formatPercent(test.uar, 1)} ± ${Math.round(50 * (high - low))}${leak}`;
}

/** '22 Nov 2026, 15:02', in the browser's time zone. */
export function startedWords(startedAt: string): string {
  return new Date(startedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
