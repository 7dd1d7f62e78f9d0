/** Of what was judged, what may be shown. */
import type { Evaluable, Evaluation, EvaluationState } from '../../../store/evaluation.ts';

/** Tells a run's report from a series'. */
export function keyOf({ kind, id }: Evaluable): string {
  return `${kind} ${id}`;
}

/** None while another is judged: it would stand under the other's name. */
export function shownEvaluation({
  judging,
  evaluation,
}: Pick<EvaluationState, 'judging' | 'evaluation'>): Evaluation | null {
  return judging ? null : evaluation;
}
