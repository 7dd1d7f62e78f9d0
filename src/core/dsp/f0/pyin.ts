import { frameCount } from '../stft.ts';
import { PitchDecoder } from './decoder.ts';
import { NormalisedDifference } from './difference.ts';
import { PitchObserver } from './observer.ts';
import type { F0Options } from './options.ts';
import { PitchGrid } from './pitch-grid.ts';
import { pitchTransitions, type Transitions } from './transitions.ts';

/** One value a frame; frame t is centred on sample t·hop. */
export interface F0Track {
  /** NaN where unvoiced; else one of the pitches from fMinHz upwards in steps of 10 cents. */
  f0Hz: Float64Array;
  /** 1 where voiced, else 0. */
  voiced: Uint8Array;
  /** Probability that the frame is voiced, 0 … 1, from the frame alone; `voiced` goes by its neighbours as well. */
  probability: Float64Array;
}

/**
 * F0 and voicing by probabilistic YIN: librosa.pyin of librosa 0.11 at its defaults (100 thresholds, bins of 10 cents,
 * center=True with zeros as padding).
 * Source: Mauch & Dixon 2014, ICASSP, "pYIN: A fundamental frequency estimator using probabilistic threshold
 * distributions"; librosa 0.11, core/pitch.py, `pyin`.
 */
export class Pyin {
  private readonly difference: NormalisedDifference;
  private readonly grid: PitchGrid;
  private readonly observer: PitchObserver;
  private readonly transitions: Transitions;

  /** @throws RangeError when the options contradict each other. */
  constructor(private readonly options: F0Options) {
    const { sampleRateHz, fMinHz, fMaxHz, hopSamples } = options;
    this.difference = new NormalisedDifference(options);
    this.grid = new PitchGrid(fMinHz, fMaxHz);
    this.observer = new PitchObserver(
      this.difference.length,
      this.difference.periods.minPeriod,
      sampleRateHz,
      this.grid,
    );
    this.transitions = pitchTransitions(this.grid.bins, PitchGrid.largestStep(hopSamples, sampleRateHz));
  }

  /**
   * @param signal samples at options.sampleRateHz, of any length; silence is unvoiced with probability 0.
   * @returns 1 + floor(samples/hop) frames. While it works it holds 4 bytes for each frame and pitch of the grid.
   * @throws RangeError when a sample is not finite.
   */
  track(signal: Float32Array): F0Track {
    const frames = frameCount(signal.length, this.options.hopSamples);
    const probability = new Float64Array(frames);
    const decoder = new PitchDecoder(this.transitions, frames);
    this.difference.forEachFrame(signal, (curve, frame) => {
      this.observer.observe(curve);
      probability[frame] = this.observer.voicedProbability;
      decoder.add(this.observer);
    });
    const path = decoder.path();
    const voiced = Uint8Array.from(path, (state) => (state < this.grid.bins ? 1 : 0));
    const f0Hz = Float64Array.from(path, (state, frame) =>
      voiced[frame] ? this.grid.hzOf(state) : Number.NaN,
    );
    return { f0Hz, voiced, probability };
  }
}
