/**
 * Reads a signal between its samples: output j is a dot product of `taps` samples with one row of a polyphase table, two
 * neighbouring rows mixed where the table holds fewer rows than there are phases. See ../../audio/interpolate.ts.
 */

/**
 * @param input f32 samples, the first of them the first that output 0 needs. @param out `count` f32 samples.
 * @param table (rows + 1) × taps f32 weights. @param taps a multiple of 4.
 * @param phase of output 0, in 1/phases of an input sample.
 */
export function interpolate(
  input: usize,
  out: usize,
  count: i32,
  table: usize,
  taps: i32,
  rows: i32,
  phases: i32,
  step: i32,
  phase: i32,
): void {
  const rowBytes = (<usize>taps) << 2;
  const whole = (<usize>(step / phases)) << 2;
  const part = step % phases;
  const exact = rows === phases;
  const end = out + ((<usize>count) << 2);
  let at = input;
  for (; out < end; out += 4) {
    if (exact) {
      store<f32>(out, dot(table + <usize>phase * rowBytes, at, rowBytes));
    } else {
      const position = (<f64>phase / <f64>phases) * <f64>rows;
      const row = <i32>position;
      const weights = table + <usize>row * rowBytes;
      const here = dot(weights, at, rowBytes);
      const next = dot(weights + rowBytes, at, rowBytes);
      store<f32>(out, here + <f32>(position - <f64>row) * (next - here));
    }
    at += whole;
    phase += part;
    if (phase >= phases) {
      phase -= phases;
      at += 4;
    }
  }
}

/** Two sums of four run in parallel, for a processor waits several cycles for each addition's result. */
function dot(a: usize, b: usize, bytes: usize): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 32 <= bytes; i += 32) {
    even = f32x4.add(even, f32x4.mul(v128.load(a + i), v128.load(b + i)));
    odd = f32x4.add(odd, f32x4.mul(v128.load(a + i, 16), v128.load(b + i, 16)));
  }
  if (i < bytes) even = f32x4.add(even, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  const sum = f32x4.add(even, odd);
  const pairs = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 2, 3));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}
