/** The model card: one page of plain Markdown that travels with the weights (after Mitchell et al. 2019). */
import type { TrainingSettings } from '../core/recipe/recipe.ts';
import type { ModelBundle } from './bundle.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

export function modelCard({ model, card }: ModelBundle): string {
  const { recipe, labels } = model;
  const { frontEnd, training, split } = recipe;
  const trainedOn = card.corpora
    .map(({ name, clips, speakers }) => `${name} (${clips} clips, ${speakers} speakers)`)
    .join(', ');
  return `# Speech-emotion model made with Intone

Made ${card.createdAt.slice(0, 10)}. ${labels.length} classes: ${labels.join(', ')}.
${card.synthetic ? '\n**Trained on synthetic speech.** It was made from the demo corpus and knows nothing about real voices.\n' : ''}
## Trained on

${trainedOn}. ${card.trainClips} clips for training, ${card.validationClips} for choosing the epoch.
Training speakers: ${card.trainSpeakers.join(', ') || 'not known'}.

## How good it is

${testSection({ model, card })}

## Network and recipe

Architecture “${recipe.architecture}”, ${card.parameters.toLocaleString('en')} weights, best epoch ${card.bestEpoch} of ${card.epochs}, trained on ${card.backend}.
${trainingWords(training)}, seed ${training.seed}, split by ${split.by}.

## Input

Mono, ${frontEnd.sampleRateHz} Hz${frontEnd.trimDb === null ? '' : `, silence more than ${frontEnd.trimDb} dB under the loudest frame trimmed from both ends`}${frontEnd.level === 'rms' ? ', scaled to an RMS of 0.1' : ''}.
${frontEnd.nMfcc} MFCCs by librosa's definitions (n_fft ${frontEnd.nFft}, win_length ${frontEnd.winSamples}, hop_length ${frontEnd.hopSamples}, ${frontEnd.nMels} ${frontEnd.melScale} mels from ${frontEnd.fMinHz} to ${frontEnd.fMaxHz} Hz, top_db ${frontEnd.topDb ?? 'none'}, ref ${frontEnd.dbReference}, amin ${frontEnd.dbFloor})${frontEnd.deltas > 0 ? `, with deltas up to order ${frontEnd.deltas}` : ''}${frontEnd.measures.length > 0 ? `, and per frame ${frontEnd.measures.join(', ')}` : ''}.
Each coefficient is standardised by the scaler in intone.json; the window is ${recipe.windowS} s.
model.json and weights.bin are a TensorFlow.js layers model; intone.json holds the labels, scaler and every setting.

## Use with care

It was trained on acted speech in a few voices. Real emotion in real life sounds different, and no one's feelings should be judged by it. The recordings' licences may limit what the model may be used for; several of these corpora are for research only.
`;
}

/** The settings in force; what is switched off goes unsaid. */
function trainingWords(training: TrainingSettings): string {
  const { learningRate, schedule, warmUp, speedPerturbation, mixup, clipNorm, ema, patience } = training;
  return [
    `Batch ${training.batchSize}`,
    `AdamW with a ${schedule} learning rate of ${learningRate} (warm-up ${percent(warmUp)})`,
    `weight decay ${training.weightDecay}`,
    `dropout ${training.dropout}`,
    `label smoothing ${training.labelSmoothing}`,
    training.classWeights && 'balanced class weights',
    speedPerturbation > 0 && `speed ± ${percent(speedPerturbation)}`,
    training.specAugment && 'SpecAugment',
    mixup > 0 && `mixup ${mixup}`,
    clipNorm > 0 && `gradients clipped to ${clipNorm}`,
    ema > 0 && `weights averaged with decay ${ema}`,
    patience > 0 && `patience of ${patience} epochs`,
  ]
    .filter(Boolean)
    .join(', ');
}

function testSection({ card, model }: ModelBundle): string {
  const { test } = card;
  if (!test) return 'Not tested: no clips were held out.';
  const { low, high, by } = test.interval;
  const interval = ` (95 % interval ${percent(low)} to ${percent(high)}, drawn by ${by})`;
  const whom =
    model.recipe.split.by === 'speaker'
      ? `Speakers it never heard: ${test.speakers.join(', ')}.`
      : 'WARNING: random split. The same speakers are in training and test, so this is too good to be true for new voices.';
  const rows = model.labels.map((label, i) => {
    const recall = test.recallByLabel[i];
    return `| ${label} | ${recall === null || recall === undefined ? '–' : percent(recall)} |`;
  });
  return `UAR ${percent(test.uar)}${interval}, accuracy ${percent(test.accuracy)}, chance ${percent(test.chance)}, on ${test.clips} test clips.
${whom}

| Emotion | Recall |
|---|---|
${rows.join('\n')}`;
}
