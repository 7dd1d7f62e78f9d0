/** Runs kept by an earlier version, as this one has them. */
import { upgradeRecipe } from '../core/recipe/upgrade.ts';
import type { RunOutcome, RunPartName, RunParts, RunRow } from './run-record.ts';

/** The second version knew series of seeds only, and no more of them than their place. */
export function upgradeRow(saved: RunRow): RunRow {
  const series = saved.series && {
    ...saved.series,
    kind: saved.series.kind ?? 'seeds',
    name: saved.series.name ?? saved.name.split(' · ')[0],
    fold: saved.series.fold ?? { index: 0, name: '' },
  };
  return { ...saved, series, recipe: upgradeRecipe(saved.recipe) };
}

export function upgradePart<Name extends RunPartName>(name: Name, saved: RunParts[Name]): RunParts[Name] {
  const upgrade: { [N in RunPartName]: (part: RunParts[N]) => RunParts[N] } = {
    plan: (plan) => ({ ...plan, split: { ...plan.split, name: plan.split.name ?? '' } }),
    checkpoint: (checkpoint) => checkpoint,
    outcome: upgradeOutcome,
  };
  return upgrade[name](saved);
}

function upgradeOutcome({ bundle: { model, card }, tested }: RunOutcome): RunOutcome {
  const upgraded = {
    ...model,
    recipe: upgradeRecipe(model.recipe),
    temperature: model.temperature ?? 1,
    voice: model.voice ?? null,
    aligns: model.aligns ?? false,
  };
  const test = card.test && {
    ...card.test,
    usesTestSpeakersClips: card.test.usesTestSpeakersClips ?? false,
    aligned: card.test.aligned ?? 'none',
    voiceCurve: card.test.voiceCurve ?? null,
  };
  const crossValidation = card.crossValidation
    ? {
        ...card.crossValidation,
        aligned: card.crossValidation.aligned ?? 'none',
        voiceCurve: card.crossValidation.voiceCurve ?? null,
      }
    : null;
  return { bundle: { model: upgraded, card: { ...card, crossValidation, test } }, tested };
}
