/** A model bundle as one zip, and back. The tfjs files inside load with stock `tf.loadLayersModel`. */
import JSZip from 'jszip';
import { type SavedRecipe, upgradeRecipe } from '../core/recipe/upgrade.ts';
import type { TrainedModel } from '../learn/model.ts';
import type { CardFacts, CrossValidationFacts, ModelBundle, TestFacts } from './bundle.ts';
import { checkCard, checkModel } from './check.ts';
import { UnreadableModelError } from './errors.ts';
import { modelCard } from './model-card.ts';
import { toFullPrecision, toHalfPrecision } from './weights.ts';

export { UnreadableModelError, WeightOverflowError } from './errors.ts';

/**
 * Raised where an earlier version would misread what is new. 2: speaker normalisation, temperature, float16 weights, none
 * of which version 1 knows.
 */
const FORMAT_VERSION = 2;

export interface ZipOptions {
  /** Weights in half precision: half the bytes, rounded to about three digits. */
  float16?: boolean;
}

interface IntoneJson extends Pick<TrainedModel, 'labels' | 'scaler' | 'temperature' | 'voice' | 'aligns'> {
  format: 'intone-model';
  version: number;
  recipe: SavedRecipe;
  card: CardFacts;
}

/** The card as an earlier version saved it: what came later may be missing. */
type SavedCard = Omit<CardFacts, 'crossValidation' | 'test'> & {
  test: Saved<TestFacts, 'usesTestSpeakersClips' | 'aligned' | 'voiceCurve'> | null;
  crossValidation?: Saved<CrossValidationFacts, 'aligned' | 'voiceCurve'> | null;
};
type Saved<Facts, Later extends keyof Facts> = Omit<Facts, Later> & Partial<Pick<Facts, Later>>;

/** intone.json as this or version 1 saved it; a damaged one may lack anything. */
type SavedJson = Partial<Omit<IntoneJson, 'card'> & { card: SavedCard }>;

/**
 * @returns a zip of model.json, weights.bin, intone.json and MODEL_CARD.md
 * @throws WeightOverflowError where half precision cannot hold a weight
 */
export async function zipBundle(bundle: ModelBundle, options: ZipOptions = {}): Promise<ArrayBuffer> {
  const { artifacts, recipe, labels, scaler, temperature, voice, aligns } = bundle.model;
  const { weightSpecs, weightData } = options.float16 ? toHalfPrecision(artifacts) : artifacts;
  const modelJson = {
    format: 'layers-model',
    generatedBy: 'Intone, TensorFlow.js 4.22.0',
    convertedBy: null,
    modelTopology: artifacts.topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  const intoneJson: IntoneJson = {
    format: 'intone-model',
    version: FORMAT_VERSION,
    recipe,
    labels,
    scaler,
    temperature,
    voice,
    aligns,
    card: bundle.card,
  };
  const zip = new JSZip();
  zip.file('model.json', JSON.stringify(modelJson));
  zip.file('weights.bin', weightData);
  zip.file('intone.json', JSON.stringify(intoneJson, null, 2));
  zip.file('MODEL_CARD.md', modelCard(bundle, options));
  return zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' });
}

/**
 * A bundle in full precision, whichever its zip has. What a zip of version 1 does not say is as it was then: no
 * speaker normalisation, no temperature, no cross-validation.
 * @throws UnreadableModelError where a file is missing, damaged, or of a later version
 */
export async function unzipBundle(bytes: ArrayBuffer): Promise<ModelBundle> {
  const zip = await openZip(bytes);
  const intone = (await readJson(zip, 'intone.json')) as SavedJson;
  const modelJson = (await readJson(zip, 'model.json')) as {
    modelTopology?: object;
    weightsManifest?: { weights: TrainedModel['artifacts']['weightSpecs'] }[];
  };
  if (intone?.format !== 'intone-model')
    throw new UnreadableModelError('intone.json is not that of an Intone model.');
  if (intone.version !== 1 && intone.version !== FORMAT_VERSION)
    throw new UnreadableModelError(
      `The model was saved by another version of Intone (format ${intone.version}).`,
    );
  const topology = modelJson?.modelTopology;
  const weightSpecs = modelJson?.weightsManifest?.[0]?.weights;
  const { recipe: saved, labels, scaler, card } = intone;
  const recipe = saved?.frontEnd && saved.training && saved.split && upgradeRecipe(saved);
  if (!recipe || !labels?.length || !scaler || !card || !topology || !weightSpecs)
    throw new UnreadableModelError('The model zip lacks some of its parts.');
  const weightData = (await zip.file('weights.bin')?.async('arraybuffer')) ?? new ArrayBuffer(0);
  const model: TrainedModel = {
    artifacts: { topology, ...toFullPrecision({ weightSpecs, weightData }) },
    recipe,
    labels,
    scaler,
    temperature: intone.temperature === undefined ? 1 : intone.temperature,
    voice: recipe.scale === 'speaker' ? (intone.voice ?? null) : null,
    aligns: recipe.scale === 'speaker' && intone.aligns === true,
  };
  checkModel(model);
  const rounded = card.rounded === true || weightSpecs.some(({ quantization }) => quantization !== undefined);
  const upgraded = { ...upgradeCard(card), ...(rounded && { rounded }) };
  checkCard(upgraded, labels.length);
  return { model, card: upgraded };
}

function upgradeCard(card: SavedCard): CardFacts {
  const { test, crossValidation = null } = card;
  return {
    ...card,
    test: test && { usesTestSpeakersClips: false, aligned: 'none', voiceCurve: null, ...test },
    crossValidation: crossValidation && { aligned: 'none', voiceCurve: null, ...crossValidation },
  };
}

async function openZip(bytes: ArrayBuffer): Promise<JSZip> {
  try {
    return await JSZip.loadAsync(bytes);
  } catch {
    throw new UnreadableModelError('The model zip is damaged or incomplete.');
  }
}

async function readJson(zip: JSZip, name: string): Promise<unknown> {
  const text = await zip.file(name)?.async('string');
  if (text === undefined) throw new UnreadableModelError(`The model zip has no ${name}.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableModelError(`${name} in the model zip is not valid JSON.`);
  }
}
