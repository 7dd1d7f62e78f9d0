import type { TrainingSettings } from '../recipe/recipe.ts';

/** A one-cycle's first step has the peak rate over this; its last step the peak over FINAL_DIVISOR. */
const START_DIVISOR = 25;
const FINAL_DIVISOR = 1000;

type ScheduleSettings = Pick<TrainingSettings, 'schedule' | 'warmUp' | 'learningRate'>;

/**
 * Learning rate of a step. Its peak is the recipe's learning rate; the warm-up is its share of all steps, rounded.
 *
 * 'one-cycle': a cosine up from peak/25 during the warm-up, then a cosine down to peak/1000. Source: Smith & Topin 2018,
 * "Super-convergence", in the cosine form of PyTorch's OneCycleLR(div_factor=25, final_div_factor=40). PyTorch peaks on
 * the warm-up's last step and at fractions of a step, Intone on the first step after it: with w warm-up steps of n it is
 * PyTorch's schedule for pct_start = (w + 1) / n.
 *
 * 'cosine': linear from 0 during the warm-up, then a cosine towards 0, which the step after the last would reach.
 * 'constant': linear from 0 during the warm-up, then the peak. Source of both: transformers'
 * get_cosine_schedule_with_warmup and get_constant_schedule_with_warmup (torch's LambdaLR).
 *
 * @param step 0 … steps − 1
 * @param steps of the whole run
 */
export function learningRateAt(step: number, steps: number, settings: ScheduleSettings): number {
  const { schedule, warmUp, learningRate: peak } = settings;
  // At least the last step is at the peak, be it the only one.
  const warmUpSteps = Math.min(steps - 1, Math.round(steps * warmUp));
  if (schedule === 'one-cycle') {
    // However short the run, it starts low where a warm-up is asked for.
    return oneCycle(step, steps, warmUp > 0 ? Math.max(1, warmUpSteps) : 0, peak);
  }
  if (step < warmUpSteps) return (peak * step) / warmUpSteps;
  if (schedule === 'constant') return peak;
  return cosineBetween(peak, 0, (step - warmUpSteps) / (steps - warmUpSteps));
}

function oneCycle(step: number, steps: number, warmUpSteps: number, peak: number): number {
  if (step < warmUpSteps) return cosineBetween(peak / START_DIVISOR, peak, step / warmUpSteps);
  return cosineBetween(
    peak,
    peak / FINAL_DIVISOR,
    (step - warmUpSteps) / Math.max(1, steps - 1 - warmUpSteps),
  );
}

function cosineBetween(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(1, share)))) / 2;
}
