/** The model card: one page of plain Markdown that travels with the weights (after Mitchell et al. 2019). */
import { licenceWords } from '../core/corpora/licences.ts';
import { PROTOCOL_RESULTS } from '../core/words/protocol.ts';
import type { CardFacts, ModelBundle } from './bundle.ts';
import { inputSection, outsideSection } from './card/outside.ts';
import { scoreSection } from './card/score.ts';
import { trainingWords } from './card/training.ts';
import { plain, plainList } from './card/words.ts';

/** @param options.float16 whether the weights beside the card are in half precision */
export function modelCard(bundle: ModelBundle, options: { float16?: boolean } = {}): string {
  const { model, card } = bundle;
  const { recipe, labels } = model;
  const { training, split } = recipe;
  return `# Speech-emotion model made with Intone

Made ${plain(card.createdAt.slice(0, 10))}. ${labels.length} classes: ${labels.join(', ')}.
${card.synthetic ? '\n**Trained on synthetic speech.** It was made from the demo corpus and knows nothing about real voices.\n' : ''}
## Trained on

${corporaWords(card)}. ${card.trainClips} clips for training, ${card.validationClips} held back beside them.
Training speakers: ${plainList(card.trainSpeakers) || 'not known'}.

## How good it is

${scoreSection(bundle)}

## Network and recipe

Architecture “${recipe.architecture}”, ${card.parameters.toLocaleString('en')} weights${options.float16 || card.rounded ? ', rounded to half precision (float16) from the float32 that was tested' : ''}, trained on ${plain(card.backend)}.
${epochWords(bundle)}
${trainingWords(training)}, seed ${training.seed}. Split: ${PROTOCOL_RESULTS[split.by].name}.
${scaleWords(model)}

## Input

${inputSection(recipe.frontEnd)}

## How to use it outside Intone

${outsideSection(model)}

## Licences of the recordings

${termsWords(card)}

## Use with care

It was trained on ${card.synthetic ? 'synthetic and perhaps acted' : 'acted'} speech in a few voices, and acted speech is not real life: emotion that is felt sounds different, and no one's feelings should be judged by this model.
`;
}

const corporaWords = ({ corpora }: CardFacts) =>
  corpora
    .map(({ name, clips, speakers }) => `${plain(name)} (${clips} clips, ${speakers} speakers)`)
    .join(', ');

/** Without validation clips nothing chooses the epoch, whatever the recipe says. */
function epochWords({ model, card }: ModelBundle): string {
  const { keep, patience } = model.recipe.training;
  const last = card.validationClips === 0 || keep === 'last';
  const early =
    card.validationClips > 0 && patience > 0
      ? ` Training was to stop early, after ${patience} epochs without a better validation UAR.`
      : '';
  return last
    ? `The weights are those of the last of ${card.epochs} epochs; ${early ? 'no other was chosen.' : 'validation had no say.'}${early}`
    : `The weights are those of epoch ${card.bestEpoch} of ${card.epochs}, the best on validation clips; the test had no say.${early}`;
}

const scaleWords = ({ recipe, aligns }: ModelBundle['model']) =>
  recipe.scale === 'speaker'
    ? `Speaker normalisation: features are first scaled by statistics of the speaker’s own clips, without labels. A voice of which nothing is known gets the average of the training voices.${aligns ? ' Answers are aligned: what the network leans to with those clips is taken out.' : ''}`
    : 'One scale for all speakers: nothing needs to be known of a voice beforehand.';

function termsWords({ corpora }: CardFacts): string {
  const rows = corpora.map(({ name }) => `- ${plain(name)}: ${licenceWords(name)}`);
  return `${rows.join('\n')}

Keep to these terms with the model too: it was made from the recordings. In doubt, ask their makers.`;
}
