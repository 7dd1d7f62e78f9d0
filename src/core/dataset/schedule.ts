/** Share of all steps in which the rate climbs to its peak. */
const WARM_UP_SHARE = 0.2;
/** The first step's rate is the peak over this; the last step's is the peak over FINAL_DIVISOR. */
const START_DIVISOR = 25;
const FINAL_DIVISOR = 1000;

/**
 * Learning rate of a step on a one-cycle schedule: a cosine up from peak/25, then a cosine down to peak/1000.
 * Source: Smith & Topin 2018, "Super-convergence"; the cosine form is PyTorch's OneCycleLR.
 * @param step 0 … steps − 1
 */
export function oneCycleRate(step: number, steps: number, peak: number): number {
  const warmUp = Math.max(1, Math.round(steps * WARM_UP_SHARE));
  if (step < warmUp) return cosineBetween(peak / START_DIVISOR, peak, step / warmUp);
  return cosineBetween(peak, peak / FINAL_DIVISOR, (step - warmUp) / Math.max(1, steps - 1 - warmUp));
}

function cosineBetween(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * Math.min(1, share)))) / 2;
}
