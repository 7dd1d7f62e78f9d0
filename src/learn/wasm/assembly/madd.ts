/**
 * a·b + c, lane by lane: rounded once in the build with FMA = 1 (relaxed SIMD), twice in the other.
 * FMA is a constant that the compiler is given (e2e/kernel/compile.ts).
 */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (FMA) return v128.relaxed_madd<f32>(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}
