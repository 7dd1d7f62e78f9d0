/** What each protocol is called, what it tells, and which settings it looks at. */
import { PROTOCOL_IDS, type ProtocolId, type SplitSettings } from '../../../core/recipe/recipe.ts';
import { formatList } from '../../components/format.ts';

export interface ProtocolWords {
  /** In the list of protocols. */
  label: string;
  /** What its score tells, in a sentence or two. */
  help: string;
  /** In a list of what sets a recipe apart. */
  short: (split: SplitSettings) => string;
  /** Whose share the test is; null where there is none to choose. */
  testShareOf: (split: SplitSettings) => 'speakers' | 'sentences' | 'clips' | null;
  /** Whose share validation is. */
  validationShareOf: 'speakers' | 'sentences' | 'clips';
}

const never = () => null;
const speakers = () => 'speakers' as const;

export const PROTOCOL_WORDS: Record<ProtocolId, ProtocolWords> = {
  speaker: {
    label: 'Unseen speakers, once (default)',
    help: 'Nobody who is tested was ever heard in training: the score is what a new voice can expect. Quick, but another draw of speakers moves it by several points.',
    short: () => 'unseen speakers',
    testShareOf: speakers,
    validationShareOf: 'speakers',
  },
  'speaker-folds': {
    label: 'Unseen speakers, k folds',
    help: 'Speakers are dealt into groups, and each group is tested once by a network that never heard it: every voice counts, at the cost of one training per group.',
    short: ({ folds }) => `${folds} speaker folds`,
    testShareOf: never,
    validationShareOf: 'speakers',
  },
  'leave-one-speaker-out': {
    label: 'Leave one speaker out',
    help: 'Each speaker is tested once by a network that learnt from all others: the most to learn from, and one training per speaker.',
    short: () => 'one speaker out',
    testShareOf: never,
    validationShareOf: 'speakers',
  },
  published: {
    label: 'Published folds',
    help: 'Whole speakers, held out in the groups that the literature uses where it has any: RAVDESS, EMOVO, SAVEE and JL-Corpus as in EmoBox, EmoDB and TESS by speaker, CREMA-D, for which no list is agreed on, in five rows of actors, Intone’s own. A score compares with one of the literature only where the folds are its own and all of the corpus is here.',
    short: () => 'published folds',
    testShareOf: never,
    validationShareOf: 'speakers',
  },
  corpus: {
    label: 'Train on some corpora, test on others',
    help: 'Other people, other rooms, other microphones: the hardest test, and the nearest to real use.',
    short: ({ trainCorpora }) =>
      trainCorpora.length === 0 ? 'each corpus in turn' : `trained on ${formatList(trainCorpora)}`,
    testShareOf: ({ trainCorpora }) => (trainCorpora.length === 0 ? 'speakers' : null),
    validationShareOf: 'speakers',
  },
  text: {
    label: 'Unseen sentences',
    help: 'The sentences of the test are new, the voices are not: it shows whether words were learnt by heart, not how a new voice fares.',
    short: () => 'unseen sentences',
    testShareOf: () => 'sentences',
    validationShareOf: 'sentences',
  },
  random: {
    label: 'Random (leak demonstration)',
    help: 'Clips are drawn whoever speaks, as most published 80 to 99 % were. Not a score for new voices.',
    short: () => 'random split',
    testShareOf: () => 'clips',
    validationShareOf: 'clips',
  },
  everyone: {
    label: 'Everyone: a final model, nothing held out',
    help: 'Learns from all voices and has no score of its own: judge the recipe by another protocol first, then train the model to take away.',
    short: () => 'nothing held out',
    testShareOf: never,
    validationShareOf: 'speakers',
  },
};

export const PROTOCOL_OPTIONS = PROTOCOL_IDS.map((value) => ({ value, label: PROTOCOL_WORDS[value].label }));
