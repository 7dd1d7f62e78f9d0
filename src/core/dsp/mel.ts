export interface MelOptions {
  sampleRateHz: number;
  nFft: number;
  nMels: number;
  fMinHz: number;
  fMaxHz: number;
  melScale: 'slaney' | 'htk';
}

/** One triangular filter: weights of the bins from firstBin on; all other bins weigh nothing. */
export interface MelBand {
  firstBin: number;
  weights: Float64Array;
}

// Slaney's Auditory Toolbox: linear below 1 kHz, then 27 steps per factor of 6.4.
const LINEAR_HZ_PER_MEL = 200 / 3;
const LOG_START_HZ = 1000;
const LOG_START_MEL = LOG_START_HZ / LINEAR_HZ_PER_MEL;
const LOG_STEP = Math.log(6.4) / 27;

/** librosa.hz_to_mel. */
export function hzToMel(hz: number, scale: 'slaney' | 'htk'): number {
  if (scale === 'htk') return 2595 * Math.log10(1 + hz / 700);
  return hz < LOG_START_HZ ? hz / LINEAR_HZ_PER_MEL : LOG_START_MEL + Math.log(hz / LOG_START_HZ) / LOG_STEP;
}

/** librosa.mel_to_hz. */
export function melToHz(mel: number, scale: 'slaney' | 'htk'): number {
  if (scale === 'htk') return 700 * (10 ** (mel / 2595) - 1);
  return mel < LOG_START_MEL
    ? mel * LINEAR_HZ_PER_MEL
    : LOG_START_HZ * Math.exp(LOG_STEP * (mel - LOG_START_MEL));
}

/** librosa.mel_frequencies: `count` frequencies in Hz, evenly spaced in mel from fMin to fMax inclusive. */
export function melFrequencies(
  count: number,
  fMinHz: number,
  fMaxHz: number,
  scale: 'slaney' | 'htk',
): Float64Array {
  const low = hzToMel(fMinHz, scale);
  const step = (hzToMel(fMaxHz, scale) - low) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => melToHz(low + i * step, scale));
}

/**
 * librosa.filters.mel(norm='slaney'): nMels triangles of equal area over the nFft/2 + 1 bins, low to high.
 * A band narrower than the bins' spacing may hold no bin and then has no weights, as in librosa.
 */
export function melFilterbank(options: MelOptions): MelBand[] {
  const { sampleRateHz, nFft, nMels, fMinHz, fMaxHz, melScale } = options;
  const edges = melFrequencies(nMels + 2, fMinHz, fMaxHz, melScale);
  const bins = Math.floor(nFft / 2) + 1;
  return Array.from({ length: nMels }, (_, band) => {
    const [low, centre, high] = edges.subarray(band, band + 3);
    const scale = 2 / (high - low);
    const weightAt = (bin: number) => {
      const hz = (bin * sampleRateHz) / nFft;
      return scale * Math.max(0, Math.min((hz - low) / (centre - low), (high - hz) / (high - centre)));
    };
    let firstBin = 0;
    while (firstBin < bins && weightAt(firstBin) === 0) firstBin++;
    let endBin = firstBin;
    while (endBin < bins && weightAt(endBin) > 0) endBin++;
    return {
      firstBin,
      weights: Float64Array.from({ length: endBin - firstBin }, (_, i) => weightAt(firstBin + i)),
    };
  });
}

/** Energies of all bands of one power spectrum, written to out[offset …]. */
export function applyMel(bands: MelBand[], power: Float64Array, out: Float64Array, offset: number): void {
  for (let m = 0; m < bands.length; m++) {
    const { firstBin, weights } = bands[m];
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] * power[firstBin + i];
    out[offset + m] = sum;
  }
}

/** Centre frequencies in Hz of the mel bands, low to high: where each triangle peaks. */
export function melBandCentres(options: {
  nMels: number;
  fMinHz: number;
  fMaxHz: number;
  melScale: 'slaney' | 'htk';
}): Float64Array {
  const { nMels, fMinHz, fMaxHz, melScale } = options;
  return melFrequencies(nMels + 2, fMinHz, fMaxHz, melScale).subarray(1, nMels + 1);
}
