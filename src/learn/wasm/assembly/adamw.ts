/** What happens to the weights after each step, in place. */
import { lanesOf, put, take } from './lanes.ts';
import { madd } from './madd.ts';

/**
 * One AdamW step on `count` parameters and their two moments.
 * Source: Loshchilov & Hutter 2019, "Decoupled weight decay regularization", algorithm 2, as in torch.optim.AdamW.
 * @param kept 1 − learning rate · weight decay. @param stepSize learning rate / (1 − β₁ᵗ).
 * @param rootCorrection 1 / √(1 − β₂ᵗ). @param gradientScale what gradients are multiplied by first.
 */
export function adamw(
  parameter: usize,
  gradient: usize,
  first: usize,
  second: usize,
  count: i32,
  kept: f32,
  stepSize: f32,
  rootCorrection: f32,
  beta1: f32,
  newShare1: f32,
  beta2: f32,
  newShare2: f32,
  epsilon: f32,
  gradientScale: f32,
): void {
  const keptAll = f32x4.splat(kept);
  const step = f32x4.splat(-stepSize);
  const correction = f32x4.splat(rootCorrection);
  const old1 = f32x4.splat(beta1);
  const new1 = f32x4.splat(newShare1);
  const old2 = f32x4.splat(beta2);
  const new2 = f32x4.splat(newShare2);
  const least = f32x4.splat(epsilon);
  const scale = f32x4.splat(gradientScale);
  while (count > 0) {
    const lanes = lanesOf(count);
    const g = f32x4.mul(take(gradient, lanes), scale);
    const m = madd(g, new1, f32x4.mul(take(first, lanes), old1));
    const v = madd(f32x4.mul(g, g), new2, f32x4.mul(take(second, lanes), old2));
    const root = madd(f32x4.sqrt(v), correction, least);
    const p = f32x4.mul(take(parameter, lanes), keptAll);
    put(first, m, lanes);
    put(second, v, lanes);
    put(parameter, madd(step, f32x4.div(m, root), p), lanes);
    const bytes = <usize>lanes << 2;
    parameter += bytes;
    gradient += bytes;
    first += bytes;
    second += bytes;
    count -= lanes;
  }
}

/** average += share · (value − average), over `count` numbers. */
export function accumulate(average: usize, value: usize, count: i32, share: f32): void {
  const shares = f32x4.splat(share);
  while (count > 0) {
    const lanes = lanesOf(count);
    const a = take(average, lanes);
    put(average, madd(shares, f32x4.sub(take(value, lanes), a), a), lanes);
    const bytes = <usize>lanes << 2;
    average += bytes;
    value += bytes;
    count -= lanes;
  }
}

/** The sum of squares of `count` numbers: in lanes of a few hundred numbers, then in double precision. */
export function sumOfSquares(values: usize, count: i32): f64 {
  let total: f64 = 0;
  while (count > 0) {
    let sum = f32x4.splat(0);
    let left = min(count, 256);
    count -= left;
    while (left > 0) {
      const lanes = lanesOf(left);
      const v = take(values, lanes);
      sum = madd(v, v, sum);
      values += <usize>lanes << 2;
      left -= lanes;
    }
    const wide = f64x2.add(f64x2.promote_low_f32x4(sum), f64x2.promote_low_f32x4(v128.shuffle<i64>(sum, sum, 1, 1)));
    total += f64x2.extract_lane(wide, 0) + f64x2.extract_lane(wide, 1);
  }
  return total;
}
