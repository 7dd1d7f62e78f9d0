/** What the mapping card says, without the card. */
import type { LabelGroup } from '../../../core/corpora/understand.ts';
import type { Emotion } from '../../../core/dataset/emotions.ts';
import { formatCount, formatCounted } from '../../components/format.ts';

/** A group of recordings, without the list of them. */
export type MappingGroup = Omit<LabelGroup, 'paths'> & { clips: number };

/** The user's choices by group id; null leaves a group out, and one without a choice keeps its guess. */
export type MappingChoices = ReadonlyMap<string, Emotion | null>;

/** More rows than anyone goes through. */
export const MOST_ROWS = 200;

/** The emotion that a group stands for now. */
export function chosenFor({ id, emotion }: MappingGroup, choices: MappingChoices): Emotion | null {
  const choice = choices.get(id);
  return choice === undefined ? emotion : choice;
}

/** Those not known first, as they need the user; then by clips. Choosing moves no row. */
export function inOrder(groups: readonly MappingGroup[]): MappingGroup[] {
  const known = ({ emotion }: MappingGroup) => (emotion === null ? 0 : 1);
  return [...groups].sort((a, b) => known(a) - known(b) || b.clips - a.clips);
}

/** Clips that will be read: the sure ones, and those of groups that stand for an emotion. */
export function countToRead(
  groups: readonly MappingGroup[],
  choices: MappingChoices,
  sureClips: number,
): number {
  return groups.reduce(
    (sum, group) => (chosenFor(group, choices) === null ? sum : sum + group.clips),
    sureClips,
  );
}

/** '7 folder names stand for 5 emotions; 2 are not known' */
export function understoodWords(groups: readonly MappingGroup[]): string {
  const known = groups.filter(({ emotion }) => emotion !== null);
  const unknown = groups.length - known.length;
  const noun = nounFor(groups);
  if (known.length === 0)
    return `${formatCounted(unknown, noun)} ${unknown === 1 ? 'is no known emotion' : 'are no known emotions'}`;
  const emotions = new Set(known.map(({ emotion }) => emotion)).size;
  const stands = `${formatCounted(known.length, noun)} ${known.length === 1 ? 'stands' : 'stand'} for ${formatCounted(emotions, 'emotion')}`;
  if (unknown === 0) return stands;
  return `${stands}; ${formatCount(unknown)} ${unknown === 1 ? 'is' : 'are'} not known`;
}

function nounFor(groups: readonly MappingGroup[]): string {
  if (groups.every(({ origin }) => origin === 'folders')) return 'folder name';
  return groups.every(({ origin }) => origin === 'table') ? 'table label' : 'label';
}

/** A word, a path: enough to know it by. */
export function shortened(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most / 2)}…${text.slice(-most / 2)}` : text;
}
