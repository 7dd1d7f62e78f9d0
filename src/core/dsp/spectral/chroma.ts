/** Pitch classes, C to B. */
export const CHROMA_BINS = 12;

/** Gaussian over octaves that librosa.filters.chroma weighs bins by: centre in octaves above 27.5 Hz, and width. */
const CENTRE_OCTAVE = 5;
const OCTAVE_WIDTH = 2;

/** float32's smallest normal number: librosa.util.normalize leaves a smaller maximum alone. */
const TINY = 2 ** -126;

/**
 * librosa.filters.chroma(n_chroma=12, ctroct=5, octwidth=2, norm=2, base_c=True): 12 × bins weights, row-major,
 * bins = 1 + ⌊nFft/2⌋. Row 0 is C.
 * Source: Ellis 2007, "Chroma feature analysis and synthesis", as librosa 0.11 has it.
 * @param tuning of the recording from A = 440 Hz, in semitones.
 */
export function chromaFilters(options: { sampleRateHz: number; nFft: number; tuning: number }): Float64Array {
  const { sampleRateHz, nFft, tuning } = options;
  const bins = 1 + Math.floor(nFft / 2);
  const referenceHz = (440 * 2 ** (tuning / CHROMA_BINS)) / 16;
  /** Semitones above the A at about 27.5 Hz. A value is made up for 0 Hz: an octave and a half below bin 1. */
  const semitones = (k: number): number =>
    k === 0
      ? semitones(1) - 1.5 * CHROMA_BINS
      : CHROMA_BINS * Math.log2((k * sampleRateHz) / nFft / referenceHz);

  const filters = new Float64Array(CHROMA_BINS * bins);
  const column = new Float64Array(CHROMA_BINS);
  for (let k = 0; k < bins; k++) {
    const pitch = semitones(k);
    const width = Math.max(semitones(k + 1) - pitch, 1);
    for (let c = 0; c < CHROMA_BINS; c++) {
      // To the nearest c of any octave, −6 … 6 semitones away.
      const distance = ((pitch - c + 10.5 * CHROMA_BINS) % CHROMA_BINS) - CHROMA_BINS / 2;
      column[c] = Math.exp(-0.5 * ((2 * distance) / width) ** 2);
    }
    const octaves = (pitch / CHROMA_BINS - CENTRE_OCTAVE) / OCTAVE_WIDTH;
    const scale = Math.exp(-0.5 * octaves ** 2) / Math.hypot(...column);
    // Counted from A here and from C in the rows.
    for (let c = 0; c < CHROMA_BINS; c++) filters[((c + 9) % CHROMA_BINS) * bins + k] = scale * column[c];
  }
  return filters;
}

/**
 * One frame of librosa.feature.chroma_stft(norm=inf): the energy of each pitch class, the strongest scaled to 1, into
 * out[offset … offset + 11]. All 0 in silence.
 * @param filters as from chromaFilters for `power`'s FFT size.
 * @param power |X[k]|² of the frame.
 */
export function writeChroma(
  filters: Float64Array,
  power: Float64Array,
  out: Float32Array,
  offset: number,
): void {
  const bins = power.length;
  let strongest = 0;
  for (let c = 0; c < CHROMA_BINS; c++) {
    let sum = 0;
    for (let k = 0; k < bins; k++) sum += filters[c * bins + k] * power[k];
    out[offset + c] = sum;
    strongest = Math.max(strongest, out[offset + c]);
  }
  if (strongest < TINY) return;
  for (let c = 0; c < CHROMA_BINS; c++) out[offset + c] /= strongest;
}
