/** The card's sections on what the model takes and how to use it outside Intone. */
import { PRIOR_CLIPS } from '../../core/dataset/voice.ts';
import { cepstralColumns, type FrontEndConfig } from '../../core/frontend/config.ts';
import { measureDefinition } from '../../core/frontend/measure-definitions.ts';
import { columnsByMeasure, measureColumns } from '../../core/frontend/measures.ts';
import { LEVEL_CLIPS, ROUNDS } from '../../core/metrics/alignment.ts';
import { windowFrames } from '../../core/recipe/recipe.ts';
import type { TrainedModel } from '../../learn/model.ts';

/** What a recording becomes before anything is scaled. */
export function inputSection(frontEnd: FrontEndConfig): string {
  const { sampleRateHz, trimDb, level, nMfcc, nMels, melScale, lifter, deltas, measures } = frontEnd;
  const trimmed =
    trimDb === null
      ? ''
      : `, silence more than ${trimDb} dB under the loudest frame trimmed from both ends (librosa.effects.trim)`;
  const levelled = level === 'rms' ? ', then scaled to an RMS of 0.1' : '';
  return `Mono, ${sampleRateHz} Hz${trimmed}${levelled}.
${nMfcc} MFCCs by librosa's definitions (n_fft ${frontEnd.nFft}, win_length ${frontEnd.winSamples}, hop_length ${frontEnd.hopSamples}, ${nMels} ${melScale} mels from ${frontEnd.fMinHz} to ${frontEnd.fMaxHz} Hz, top_db ${frontEnd.topDb ?? 'none'}, ref ${frontEnd.dbReference}, amin ${frontEnd.dbFloor}${lifter > 0 ? `, lifter ${lifter}` : ''})${deltas > 0 ? `, with deltas up to order ${deltas}` : ''}.${measures.length > 0 ? measureLines(frontEnd) : ''}`;
}

/** The columns that each measure takes of a frame, and what they hold. */
function measureLines(frontEnd: FrontEndConfig): string {
  const first = cepstralColumns(frontEnd);
  const lines = [...columnsByMeasure(frontEnd.measures, first)].map(([measure, column]) => {
    const last = column + measureColumns([measure]) - 1;
    const where = last > column ? `columns ${column} to ${last}` : `column ${column}`;
    return `- ${measure}, ${where}: ${measureDefinition(measure, frontEnd)}.`;
  });
  return `\nThese are columns 0 to ${first - 1} of each frame; after them, with the same n_fft, win_length and hop_length, come:\n\n${lines.join('\n')}`;
}

/** From features to probabilities, step by step, with the numbers of intone.json. */
export function outsideSection(model: TrainedModel): string {
  const { recipe, temperature } = model;
  const { nMfcc, deltas, measures } = recipe.frontEnd;
  const frames = windowFrames(recipe);
  const rows = nMfcc + measureColumns(measures);
  const steps = [
    `Compute a clip’s features x, frames × coefficients: MFCCs${deltas > 0 ? ', deltas in order' : ''}${measures.length > 0 ? ', then the measures' : ''}.`,
    ...(recipe.scale === 'speaker' ? voiceSteps() : []),
    'Scale each coefficient c: x[c] ← (x[c] − scaler.mean[c]) / scaler.std[c].',
    `Lay the frames into windows of ${frames} frames (${recipe.windowS} s). A shorter clip of f frames stands in the middle, after ⌈(${frames} − f) / 2⌉ empty ones, with zeros around it; a longer one is seen through two (up to twice the window) or three evenly spaced windows from its first to its last frame.`,
    `The network’s input is [windows, ${frames}, ${rows}, ${1 + deltas}]: a row for each MFCC${measures.length > 0 ? ' and, after them, each column of the measures' : ''}; ${deltas > 0 ? `the channels are MFCC${deltas > 0 ? ', delta' : ''}${deltas > 1 ? ', delta-delta' : ''}${measures.length > 0 ? '; measures stand in the first channel, with zeros in the others' : ''}` : 'one channel'}.`,
    'Its output is a probability for each label; average it over a clip’s windows.',
    ...(model.aligns ? [alignmentStep(model.labels.length)] : []),
    ...(temperature === 1 ? [] : [temperatureStep(temperature)]),
  ];
  return `model.json and weights.bin are a TensorFlow.js layers model (tf.loadLayersModel); intone.json holds labels, scaler and every setting.

${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}`;
}

/** Speaker normalisation, as core/dataset/voice does it. */
function voiceSteps(): string[] {
  return [
    `Know the voice: from n clips of the same speaker, whatever they say and however they say it, take the mean m[c] and the (population) standard deviation s[c] of each coefficient over all their frames; a coefficient that does not vary has s[c] = 1. With w = n / (n + ${PRIOR_CLIPS}), the voice has mean w · m[c] + (1 − w) · voice.mean[c] and deviation w · s[c] + (1 − w) · voice.std[c], where voice, in intone.json, is the average of the training voices. Of an unknown voice n is 0: it gets the average voice as it is, and a lower score.`,
    'Take the voice out: x[c] ← (x[c] − the voice’s mean[c]) / the voice’s deviation[c].',
  ];
}

/** Speaker normalisation of the answers, as core/metrics/alignment does it. */
const alignmentStep = (labels: number) =>
  `Take out what the network leans to with this voice. Once for the voice: to the rows p of the same n clips add ${LEVEL_CLIPS} rows of 1 / ${labels} each, begin with q[k] = 1 / ${labels}, and ${ROUNDS} times divide every row by q, each again to add up to 1, and multiply q[k] by the sum of column k of what comes out. Then p[k] ← (p[k] / q[k]) / Σ (p[j] / q[j]). This takes for granted that those clips show all emotions about equally often.`;

const temperatureStep = (temperature: number) =>
  `Correct how sure it is: p[k] ← p[k]^(1/T) / Σ p[j]^(1/T) with T = ${Number(temperature.toPrecision(6))} (temperature in intone.json). The order stays.`;
