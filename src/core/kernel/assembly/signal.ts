/** Small loops over f32 samples, whose count is any. */

/** Largest absolute sample; 0 for none. */
export function peak(signal: usize, count: i32): f32 {
  let most = f32x4.splat(0);
  const end = signal + ((<usize>count) << 2);
  for (; signal + 16 <= end; signal += 16) most = f32x4.pmax(most, f32x4.abs(v128.load(signal)));
  for (; signal < end; signal += 4) most = f32x4.pmax(most, f32x4.abs(v128.load_splat<f32>(signal)));
  return max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
}

/** Sum of squares in f64. Four sums run in parallel, for a processor waits several cycles for each addition's result. */
export function energy(signal: usize, count: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  const end = signal + ((<usize>count) << 2);
  for (; signal + 32 <= end; signal += 32) {
    a = f64x2.add(a, squares(v128.load64_zero(signal)));
    b = f64x2.add(b, squares(v128.load64_zero(signal, 8)));
    c = f64x2.add(c, squares(v128.load64_zero(signal, 16)));
    d = f64x2.add(d, squares(v128.load64_zero(signal, 24)));
  }
  for (; signal < end; signal += 4) a = f64x2.add(a, squares(v128.load32_zero(signal)));
  const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Of the two lower lanes. */
function squares(samples: v128): v128 {
  const wide = f64x2.promote_low_f32x4(samples);
  return f64x2.mul(wide, wide);
}

/** Times `gain` in place, rounded once. Up to three samples more are scaled, too. */
export function scale(signal: usize, count: i32, gain: f64): void {
  const factor = f64x2.splat(gain);
  const end = signal + ((<usize>count) << 2);
  for (; signal < end; signal += 16) {
    const low = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(signal)), factor);
    const high = f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(signal, 8)), factor);
    v128.store(signal, v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
  }
}

/** 16-bit samples, full scale at ±1, rounded to even; louder ones are clipped. Room for 8 more on both sides is needed. */
export function toInt16(signal: usize, count: i32, out: usize): void {
  const fullScale = f32x4.splat(32768);
  const end = signal + ((<usize>count) << 2);
  for (; signal < end; signal += 32, out += 16) {
    const low = f32x4.nearest(f32x4.mul(v128.load(signal), fullScale));
    const high = f32x4.nearest(f32x4.mul(v128.load(signal, 16), fullScale));
    v128.store(out, i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(low), i32x4.trunc_sat_f32x4_s(high)));
  }
}

/** f32 of 16-bit samples, full scale at ±1. Room for 4 more on both sides is needed. */
export function fromInt16(samples: usize, count: i32, out: usize): void {
  const step = f32x4.splat(1.0 / 32768.0);
  const end = samples + ((<usize>count) << 1);
  for (; samples < end; samples += 8, out += 16) {
    v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(v128.load_ext<i16>(samples)), step));
  }
}
