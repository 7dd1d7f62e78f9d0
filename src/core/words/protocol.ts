/** What the result of each protocol is called and says; what a protocol is for, before it is chosen, is the page's to say. */
import type { ProtocolId } from '../recipe/recipe.ts';

interface ProtocolResult {
  /** A heading. */
  name: string;
  /** What was done, and what a score from it says: whole sentences. */
  meaning: string;
  /** What the test asked of the model: 'on speakers it never heard'. */
  testedOn: string;
}

/** Printed above everything that comes of a random split, and part of its files' names. */
export const LEAK_HEADING = 'LEAK DEMONSTRATION';

export const PROTOCOL_RESULTS: Record<ProtocolId, ProtocolResult> = {
  speaker: {
    name: 'Held-out speakers',
    meaning:
      'Some speakers were kept for the test, once. Nobody who was tested was heard in training, so the score is one for new voices; another draw of speakers can move it by several points.',
    testedOn: 'on speakers it never heard',
  },
  'speaker-folds': {
    name: 'Cross-validation over groups of speakers',
    meaning:
      'The speakers were divided into groups, and each group was tested by a model that had heard only the others. The score is one for new voices.',
    testedOn: 'on speakers it never heard',
  },
  'leave-one-speaker-out': {
    name: 'Leave one speaker out',
    meaning:
      'Each speaker was tested by a model that had heard all the others. The score is one for new voices.',
    testedOn: 'on speakers it never heard',
  },
  published: {
    name: 'Published folds',
    meaning:
      'Whole speakers were held out, in the groups that the literature uses where it has any. Each fold’s speakers were tested by a model that had not heard them: the score is one for new voices. It compares with one of the literature only where the folds are the literature’s and all of the corpus was there.',
    testedOn: 'on speakers it never heard',
  },
  corpus: {
    name: 'From corpus to corpus',
    meaning:
      'Trained on some corpora and tested on others: other voices, other rooms, other ways to act an emotion. It is the hardest test here, and the nearest to use in another place.',
    testedOn: 'on corpora it never heard',
  },
  text: {
    name: 'Unseen sentences',
    meaning:
      'Some sentences were kept for the test. The same people speak in training and test, so the score says nothing about new voices.',
    testedOn: 'on sentences it never heard',
  },
  random: {
    name: `${LEAK_HEADING}: random split`,
    meaning:
      'Clips were drawn regardless of who speaks, so the test hears the voices that were trained on. The score is too good to be true for new voices, and stands here only to show what such a leak does.',
    testedOn: 'on a random split',
  },
  everyone: {
    name: 'Nothing held out',
    meaning: 'All speakers were trained on, so there was nobody left to test the model on.',
    testedOn: 'on speakers it was trained on',
  },
};

/** Whether nobody speaks on two sides of this protocol's splits. */
export function keepsSpeakersApart(protocol: ProtocolId): boolean {
  return protocol !== 'random' && protocol !== 'text' && protocol !== 'everyone';
}
