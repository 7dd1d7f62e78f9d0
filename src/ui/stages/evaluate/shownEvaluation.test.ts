import { expect, it } from 'vitest';
import type { Evaluation } from '../../../store/evaluation.ts';
import { shownEvaluation } from './shownEvaluation.ts';

it('shows no report under the name of one that is still judged', () => {
  const evaluation = { of: { kind: 'run', id: 'a' } } as Evaluation;
  expect(shownEvaluation({ judging: false, evaluation })).toBe(evaluation);
  expect(shownEvaluation({ judging: true, evaluation })).toBeNull();
});
