/** The model in use, trained here or brought along: what it is, how it did, and taking it away. */
import { create } from 'zustand';
import type { ModelBundle } from '../clients/learn.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import type { Recipe } from '../core/recipe/recipe.ts';
import type { StoredModel } from '../storage/model-store.ts';
import { notify, notifyError } from './notices.ts';
import { modelStore, predictor } from './services.ts';

export interface ModelState {
  /** Null until there is a model. The weights are in the model store. */
  model: {
    labels: Emotion[];
    recipe: Recipe;
    /** Whether it aligns its answers to a known voice. */
    aligns: boolean;
    card: ModelBundle['card'];
    /** The kept run that it came of; null where it was brought along. */
    runId: string | null;
    /** Whether it came with the page: any other takes its place. */
    starter: boolean;
    /** Bytes of its weights. */
    bytes: number;
  } | null;
  exporting: boolean;
}

export const useModel = create<ModelState>(() => ({ model: null, exporting: false }));

let nextId = 1;

/** Rises with every wish for a model. */
let wishes = 0;

export interface ModelWish {
  /** Whether none was asked for since. */
  isLast(): boolean;
  /** It came to nothing: the one asked for before it is wanted again. */
  withdraw(): void;
}

/** A model is asked for, and may take its time to be read: of several the one asked for last comes into use. */
export function wishForModel(): ModelWish {
  const wish = ++wishes;
  const isLast = () => wish === wishes;
  return {
    isLast,
    withdraw: () => {
      if (isLast()) wishes--;
    },
  };
}

/** Makes it the model that Live uses and Export offers. */
export function takeIntoUse(bundle: ModelBundle, runId: string | null, starter = false): void {
  const stored = store(bundle, runId, starter);
  // Ahead of the first prediction; should it fail, that prediction says so.
  predictor()
    .load(stored)
    .catch(() => undefined);
}

/** Takes up the model of an earlier visit. No worker is started for it: the page may only be looked at. */
export function restoreModel(bundle: ModelBundle, runId: string): void {
  store(bundle, runId);
}

function store(bundle: ModelBundle, runId: string | null, starter = false): StoredModel {
  const stored = { ...bundle, id: `model-${nextId++}` };
  modelStore().put(stored);
  const { labels, recipe, aligns, artifacts } = bundle.model;
  useModel.setState({
    model: {
      ...{ labels, recipe, aligns, runId, starter },
      card: bundle.card,
      bytes: artifacts.weightData.byteLength,
    },
  });
  return stored;
}

/** Opens a model zip that was downloaded from Intone. Errors become notices. */
export async function importModel(file: File): Promise<void> {
  const wish = wishForModel();
  try {
    const bundle = await predictor().importBundle(file);
    if (!wish.isLast()) {
      notify(
        'info',
        `Another model came into use while “${file.name}” was being read.`,
        'To use the one in the zip, drop it again.',
      );
      return;
    }
    takeIntoUse(bundle, null);
    notify(
      'info',
      `The model in “${file.name}” is ready: ${bundle.model.labels.join(', ')}.`,
      'Go to Live to speak to it or drop a recording there.',
    );
  } catch (error) {
    wish.withdraw();
    notifyError(error);
  }
}

/** The model in use as a zip to save, with weights of half precision if that is wanted; null, with a notice, where that fails. */
export async function exportModel(float16 = false): Promise<{ zip: Blob; name: string } | null> {
  const bundle = modelStore().get();
  if (!bundle) return null;
  useModel.setState({ exporting: true });
  try {
    return { zip: await predictor().exportBundle(bundle, float16), name: fileName(bundle) };
  } catch (error) {
    notifyError(error);
    return null;
  } finally {
    useModel.setState({ exporting: false });
  }
}

function fileName({ card, model }: ModelBundle): string {
  const corpora = card.corpora.map(({ name }) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')).join('+');
  return `intone-${corpora}-${model.recipe.architecture}-${card.createdAt.slice(0, 10)}.zip`;
}
