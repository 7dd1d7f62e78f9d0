/** What folder names and tables are taken to mean, while the user confirms it. */
import { create } from 'zustand';
import type { GroupFacts, LabelChoices } from '../clients/ingest.ts';
import type { Emotion } from '../core/dataset/emotions.ts';
import { goTo } from './navigation.ts';

export interface Question {
  sourceName: string;
  /** Recordings of the same source whose labels are known for sure. */
  sureClips: number;
  groups: GroupFacts[];
  choices: LabelChoices;
}

export const useLabels = create<{ question: Question | null }>(() => ({ question: null }));

let answer: ((choices: LabelChoices | null) => void) | null = null;

/** Asks and waits. @returns null where the user wants none of it, or cancels the reading */
export function askLabels(
  sourceName: string,
  sureClips: number,
  groups: GroupFacts[],
  signal: AbortSignal,
): Promise<LabelChoices | null> {
  const choices = new Map(groups.map(({ id, emotion }) => [id, emotion]));
  return new Promise((resolve) => {
    const settle = (given: LabelChoices | null) => {
      answer = null;
      signal.removeEventListener('abort', cancelLabels);
      useLabels.setState({ question: null });
      resolve(given);
    };
    answer = settle;
    signal.addEventListener('abort', cancelLabels, { once: true });
    goTo('data');
    useLabels.setState({ question: { sourceName, sureClips, groups, choices } });
  });
}

export function chooseLabel(groupId: string, emotion: Emotion | null): void {
  useLabels.setState(({ question }) => {
    if (!question) return {};
    return { question: { ...question, choices: new Map(question.choices).set(groupId, emotion) } };
  });
}

export function confirmLabels(): void {
  answer?.(useLabels.getState().question?.choices ?? null);
}

export function cancelLabels(): void {
  answer?.(null);
}
