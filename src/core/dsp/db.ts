const AMIN = 1e-10;

/**
 * librosa.power_to_db(ref=1, amin=1e-10) in place on the first `length` values.
 * `topDb` lifts everything to no more than that far below the loudest value; null leaves the floor at −100 dB.
 */
export function powerToDb(values: Float64Array, length: number, topDb: number | null): void {
  let loudest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const db = 10 * Math.log10(Math.max(AMIN, values[i]));
    values[i] = db;
    if (db > loudest) loudest = db;
  }
  if (topDb === null) return;
  const floor = loudest - topDb;
  for (let i = 0; i < length; i++) if (values[i] < floor) values[i] = floor;
}
