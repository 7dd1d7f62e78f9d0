/**
 * Energies of mel bands of two power spectra at a time.
 * @param power vectors of bins, lane = frame. @param bands for each band: first bin and number of bins (2 × i32).
 * @param weights f64, those of all bands one after the other. @param out nMels vectors.
 */
export function melBands(power: usize, bands: usize, weights: usize, nMels: i32, out: usize): void {
  const end = out + ((<usize>nMels) << 4);
  for (; out < end; out += 16) {
    let bin = power + ((<usize>load<i32>(bands)) << 4);
    const last = weights + ((<usize>load<i32>(bands, 4)) << 3);
    bands += 8;
    let sum = f64x2.splat(0);
    for (; weights < last; weights += 8, bin += 16) {
      sum = f64x2.add(sum, f64x2.mul(v128.load(bin), v128.load_splat<f64>(weights)));
    }
    v128.store(out, sum);
  }
}
