/** A model bundle as one zip, and back. The tfjs files inside load with stock `tf.loadLayersModel`. */
import JSZip from 'jszip';
import { EMOTIONS } from '../core/dataset/emotions.ts';
import { IntoneError } from '../core/errors.ts';
import { InvalidFrontEndError } from '../core/frontend/validate.ts';
import { type SavedRecipe, upgradeRecipe } from '../core/recipe/upgrade.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { TrainedModel } from '../learn/model.ts';
import type { CardFacts, ModelBundle } from './bundle.ts';
import { modelCard } from './model-card.ts';

/** Raised where the layout of intone.json changes. */
const FORMAT_VERSION = 1;

/** A zip that says it is an Intone model but cannot be used as one. */
export class UnreadableModelError extends IntoneError {
  constructor(message: string) {
    super(
      'UnreadableModelError',
      message,
      'Download the model from Intone again and drop that zip unchanged.',
    );
  }
}

interface IntoneJson {
  format: 'intone-model';
  version: number;
  recipe: SavedRecipe;
  labels: TrainedModel['labels'];
  scaler: TrainedModel['scaler'];
  card: CardFacts;
}

/** @returns a zip of model.json, weights.bin, intone.json and MODEL_CARD.md */
export async function zipBundle(bundle: ModelBundle): Promise<ArrayBuffer> {
  const { artifacts, recipe, labels, scaler } = bundle.model;
  const modelJson = {
    format: 'layers-model',
    generatedBy: 'Intone, TensorFlow.js 4.22.0',
    convertedBy: null,
    modelTopology: artifacts.topology,
    weightsManifest: [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }],
  };
  const intoneJson: IntoneJson = {
    format: 'intone-model',
    version: FORMAT_VERSION,
    recipe,
    labels,
    scaler,
    card: bundle.card,
  };
  const zip = new JSZip();
  zip.file('model.json', JSON.stringify(modelJson));
  zip.file('weights.bin', artifacts.weightData);
  zip.file('intone.json', JSON.stringify(intoneJson, null, 2));
  zip.file('MODEL_CARD.md', modelCard(bundle));
  return zip.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' });
}

/** @throws UnreadableModelError where a file is missing, damaged, or of a later version */
export async function unzipBundle(bytes: ArrayBuffer): Promise<ModelBundle> {
  let zip: JSZip;
  try {
    zip = await JSZip.loadAsync(bytes);
  } catch {
    throw new UnreadableModelError('The model zip is damaged or incomplete.');
  }
  const intone = (await readJson(zip, 'intone.json')) as Partial<IntoneJson>;
  const model = (await readJson(zip, 'model.json')) as {
    modelTopology?: object;
    weightsManifest?: { weights: TrainedModel['artifacts']['weightSpecs'] }[];
  };
  if (intone.format !== 'intone-model')
    throw new UnreadableModelError('intone.json is not that of an Intone model.');
  if (intone.version !== FORMAT_VERSION)
    throw new UnreadableModelError(
      `The model was saved by another version of Intone (format ${intone.version}).`,
    );
  const weightSpecs = model.weightsManifest?.[0]?.weights;
  const { recipe: saved, labels, scaler, card } = intone;
  const recipe = saved?.frontEnd && saved.training && upgradeRecipe(saved);
  if (!recipe || !labels?.length || !scaler || !card || !model.modelTopology || !weightSpecs)
    throw new UnreadableModelError('The model zip lacks some of its parts.');
  checkSettings(labels, recipe, weightSpecs);
  const weights = await zip.file('weights.bin')?.async('arraybuffer');
  const expected = weightSpecs.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0);
  if (weights?.byteLength !== expected)
    throw new UnreadableModelError(
      `weights.bin has ${weights?.byteLength ?? 0} bytes where ${expected} belong.`,
    );
  if (!new Float32Array(weights).every(Number.isFinite))
    throw new UnreadableModelError('weights.bin holds values that are not numbers.');
  return {
    model: {
      artifacts: { topology: model.modelTopology, weightSpecs, weightData: weights },
      recipe,
      labels,
      scaler,
    },
    card,
  };
}

/** Labels and recipe must be ones this version knows, and fit the network. */
function checkSettings(
  labels: TrainedModel['labels'],
  recipe: TrainedModel['recipe'],
  weightSpecs: TrainedModel['artifacts']['weightSpecs'],
): void {
  const strange = labels.find((label) => !EMOTIONS.includes(label));
  if (strange !== undefined)
    throw new UnreadableModelError(`The model knows an emotion called “${strange}”, Intone does not.`);
  // tfjs numbers the names of a second model in the same session: emotion/bias_1.
  const outputs = weightSpecs.find(({ name }) => /^emotion\/bias/.test(name))?.shape[0];
  if (outputs !== labels.length)
    throw new UnreadableModelError('The network’s outputs and the labels differ in number.');
  try {
    validateRecipe(recipe);
  } catch (error) {
    const part = error instanceof InvalidFrontEndError ? 'front end' : 'recipe';
    throw new UnreadableModelError(
      `Its ${part} cannot be used: ${error instanceof Error ? error.message : error}`,
    );
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
