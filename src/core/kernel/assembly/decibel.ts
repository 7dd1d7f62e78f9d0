/** librosa.power_to_db in place, two values at a time. */

/**
 * Constants of `decibels`, read from memory at each use: a vector constant costs V8 four instructions wherever it stands.
 * 10·log₁₀(2), then 20·log₁₀(e)/(2n + 1) for n = 0 … 5.
 */
const CONSTANTS = memory.data<f64>([
  3.010299956639812, 8.685889638065037, 2.895296546021679, 1.7371779276130073, 1.240841376866434,
  0.965098848673893, 0.7896263307331851,
]);

/** Largest of `count` vectors of f64. */
export function largest(values: usize, count: i32): f64 {
  const end = values + ((<usize>count) << 4);
  let most = f64x2.splat(-Infinity);
  for (; values < end; values += 16) most = f64x2.pmax(most, v128.load(values));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/**
 * 10·log₁₀(max(amin, x)) − referenceDb in place, then lifted to no more than topDb below the largest.
 * @param count vectors. @param amin a normal positive number. @param topDb infinite for no limit.
 */
export function powerToDb(values: usize, count: i32, amin: f64, referenceDb: f64, topDb: f64): void {
  const end = values + ((<usize>count) << 4);
  const least = f64x2.splat(amin);
  const reference = f64x2.splat(referenceDb);
  let most = f64x2.splat(-Infinity);
  for (let p = values; p < end; p += 16) {
    const db = f64x2.sub(decibels(f64x2.pmax(least, v128.load(p))), reference);
    most = f64x2.pmax(most, db);
    v128.store(p, db);
  }
  const floor = f64x2.splat(max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) - topDb);
  for (let p = values; p < end; p += 16) v128.store(p, f64x2.pmax(floor, v128.load(p)));
}

/**
 * 10·log₁₀ of two positive normal numbers, to 1e-10 dB. x = 2^e·m with m in √½ … √2, and
 * ln m = 2·artanh(s) = 2·(s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), |s| < 0.172.
 */
function decibels(x: v128): v128 {
  // Counting the exponent from the bits of √½ puts m around 1.
  const offset = i64x2.sub(x, f64x2.splat(Math.SQRT1_2));
  const m = i64x2.sub(x, v128.and(offset, i64x2.splat(0xfff0000000000000)));
  const one = f64x2.splat(1);
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
  const z = f64x2.mul(s, s);
  let series = f64x2.mul(v128.load_splat<f64>(CONSTANTS, 48), z);
  series = f64x2.mul(f64x2.add(series, v128.load_splat<f64>(CONSTANTS, 40)), z);
  series = f64x2.mul(f64x2.add(series, v128.load_splat<f64>(CONSTANTS, 32)), z);
  series = f64x2.mul(f64x2.add(series, v128.load_splat<f64>(CONSTANTS, 24)), z);
  series = f64x2.mul(f64x2.add(series, v128.load_splat<f64>(CONSTANTS, 16)), z);
  series = f64x2.mul(f64x2.add(series, v128.load_splat<f64>(CONSTANTS, 8)), s);
  // The exponent as a number: e + 1024, an unsigned integer, becomes the low bits of 2⁵², which is taken away again.
  const biased = i64x2.shr_u(i64x2.add(offset, i64x2.splat(1024 << 52)), 52);
  const exponent = f64x2.sub(
    v128.or(biased, f64x2.splat(4503599627370496)),
    f64x2.splat(4503599627370496 + 1024),
  );
  return f64x2.add(series, f64x2.mul(exponent, v128.load_splat<f64>(CONSTANTS)));
}
