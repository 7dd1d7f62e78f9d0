/**
 * How often the tuning chroma_stft estimates is the same. It is the fullest bin of a histogram of peaks, so one rounding
 * may move it; librosa in float64 does not always agree with librosa as it is. Hence the bar: to agree with librosa as
 * it is on as many clips, as librosa in float64 does, or more.
 */
export interface TuningAgreement {
  clips: number;
  /** Clips on which ours is librosa's. */
  same: number;
  /** Clips on which librosa in float64 finds what librosa finds. */
  librosaSame: number;
  /** Those on which ours is not librosa's. */
  others: string[];
  passes: boolean;
}

/** Tunings come in steps of 0.01. */
const equal = (a: number, b: number) => Math.abs(a - b) < 1e-6;

export class TuningTally {
  private clips = 0;
  private librosaSame = 0;
  private readonly others: string[] = [];

  /** @returns whether all three agree, so that chroma can be compared. */
  add(clip: string, ours: number, float32: number, float64: number): boolean {
    this.clips++;
    const same = equal(ours, float32);
    const librosaSame = equal(float64, float32);
    if (!same) this.others.push(clip);
    if (librosaSame) this.librosaSame++;
    return same && librosaSame;
  }

  result(): TuningAgreement {
    const { clips, librosaSame, others } = this;
    const same = clips - others.length;
    return { clips, same, librosaSame, others, passes: same >= librosaSame };
  }
}
