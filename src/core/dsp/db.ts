/** librosa.power_to_db's ref and amin. */
export interface DbOptions {
  /** The power that is 0 dB (its sign says nothing), or 'max' for the loudest of the values. 1 unless given. */
  reference?: number | 'max';
  /** Powers below this, and a reference below it, count as this. 1e-10 unless given. */
  floor?: number;
}

/**
 * librosa.power_to_db(ref=reference, amin=floor, top_db=topDb) in place on the first `length` values.
 * `topDb` lifts everything to no more than that far below the loudest value; null leaves all that the floor lets be.
 */
export function powerToDb(
  values: Float64Array,
  length: number,
  topDb: number | null,
  { reference = 1, floor = 1e-10 }: DbOptions = {},
): void {
  let loudest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const db = 10 * Math.log10(Math.max(floor, values[i]));
    values[i] = db;
    if (db > loudest) loudest = db;
  }
  const zero = reference === 'max' ? loudest : 10 * Math.log10(Math.max(floor, Math.abs(reference)));
  if (topDb === null && zero === 0) return;
  const quietest = topDb === null ? Number.NEGATIVE_INFINITY : loudest - topDb;
  for (let i = 0; i < length; i++) values[i] = Math.max(quietest, values[i]) - zero;
}
