import type { Observation } from './observer.ts';
import { LOG_ZERO, type Transitions } from './transitions.ts';

/** One frame's states, and the log probability of the best path to each. */
interface Front {
  /** −∞ for states that are not kept. */
  readonly values: Float64Array;
  /** The voiced states that are kept, ascending: the first `keptCount`. */
  readonly kept: Uint16Array;
  keptCount: number;
}

/**
 * The second half of pYIN: the most probable course of pitch and voicing, by the Viterbi algorithm.
 *
 * States 0 … bins − 1 are voiced at that pitch, bins … 2·bins − 1 unvoiced at that (unheard) pitch. The path is that of
 * librosa.sequence.viterbi on the full matrix of transitions, ties included. Three short cuts leave it as it is:
 * - Transitions outside the band have a log probability of −708 and are looked at only where the band offers no better.
 * - Of the voiced states only the observed ones are kept. Any other costs 708 as well, and a path through it would do
 *   better unvoiced at the same pitch: that costs 10 at most for switching there and back, and
 *   log(bins/(1 − voicedProbability)), which is below 50. Only where voicedProbability is 1 is nothing left for the
 *   unvoiced states; then all are kept.
 * - From unvoiced to unvoiced, the search is narrowed as `searchUnvoiced` says.
 */
export class PitchDecoder {
  private readonly transitions: Transitions;
  private readonly states: number;
  /** frames × states: the state before, on the best path to each state. */
  private readonly before: Uint16Array;
  private frames = 0;
  private last: Front;
  private newest: Front;
  /** Of each unvoiced bin, the best unvoiced bin in the last frame to come from. */
  private readonly unvoicedSource: Uint16Array;
  /** Log probability of the best path by a transition outside the band. */
  private outsideBand = Number.NEGATIVE_INFINITY;

  /** @param maxFrames how many frames may be added. */
  constructor(transitions: Transitions, maxFrames: number) {
    const { bins } = transitions;
    this.transitions = transitions;
    this.states = 2 * bins;
    this.before = new Uint16Array(maxFrames * this.states);
    this.last = emptyFront(bins);
    this.newest = emptyFront(bins);
    this.unvoicedSource = new Uint16Array(bins);
  }

  /** Adds the next frame. */
  add(observation: Observation): void {
    [this.last, this.newest] = [this.newest, this.last];
    const { bins, stay, change } = this.transitions;
    emit(observation, this.newest);
    if (this.frames > 0) {
      this.outsideBand = largest(this.last.values) + LOG_ZERO;
      const { kept, keptCount } = this.newest;
      for (let i = 0; i < keptCount; i++) {
        this.reach(kept[i], kept[i], stay, change, this.bestUnvoiced(kept[i], change, 0, bins - 1));
      }
      this.searchUnvoiced(0, bins - 1, 0, bins - 1);
      for (let bin = 0; bin < bins; bin++) {
        this.reach(bins + bin, bin, change, stay, this.unvoicedSource[bin]);
      }
    }
    this.frames++;
  }

  /** The most probable state of every frame that was added. */
  path(): Uint16Array {
    const path = new Uint16Array(this.frames);
    let state = this.newest.values.indexOf(largest(this.newest.values));
    for (let frame = this.frames - 1; frame >= 0; frame--) {
      path[frame] = state;
      state = this.before[frame * this.states + state];
    }
    return path;
  }

  /**
   * Links a state at `bin` to the best state before it; of equals, to the lowest.
   * @param unvoiced the best unvoiced bin in the band.
   */
  private reach(
    state: number,
    bin: number,
    fromVoiced: Float64Array,
    fromUnvoiced: Float64Array,
    unvoiced: number,
  ): void {
    const { bins, halfWidth, width } = this.transitions;
    const { values, kept, keptCount } = this.last;
    const row = bin * width + halfWidth - bin;
    let best = Number.NEGATIVE_INFINITY;
    let from = 0;
    // Where all voiced states are kept, each stands at its own index.
    for (let i = keptCount === bins ? Math.max(0, bin - halfWidth) : 0; i < keptCount; i++) {
      const source = kept[i];
      if (source < bin - halfWidth) continue;
      if (source > bin + halfWidth) break;
      const value = values[source] + fromVoiced[row + source];
      if (value > best) {
        best = value;
        from = source;
      }
    }
    const value = values[bins + unvoiced] + fromUnvoiced[row + unvoiced];
    if (value > best) {
      best = value;
      from = bins + unvoiced;
    }
    if (best > this.outsideBand) this.link(state, from, best);
    else this.reachFromAnywhere(state, bin, fromVoiced, fromUnvoiced);
  }

  /** The same with the transitions outside the band. */
  private reachFromAnywhere(
    state: number,
    bin: number,
    fromVoiced: Float64Array,
    fromUnvoiced: Float64Array,
  ): void {
    const { bins, halfWidth, width } = this.transitions;
    const { values } = this.last;
    let best = Number.NEGATIVE_INFINITY;
    let from = 0;
    for (let source = 0; source < this.states; source++) {
      const table = source < bins ? fromVoiced : fromUnvoiced;
      const column = (source % bins) - bin + halfWidth;
      const inBand = column >= 0 && column < width;
      const value = values[source] + (inBand ? table[bin * width + column] : LOG_ZERO);
      if (value > best) {
        best = value;
        from = source;
      }
    }
    this.link(state, from, best);
  }

  private link(state: number, from: number, value: number): void {
    this.newest.values[state] += value;
    this.before[this.frames * this.states + state] = from;
  }

  /**
   * Fills `unvoicedSource` of bins first … last, all of which lie within low … high.
   * The logarithm of the triangle is strictly concave, so that a higher bin's best source is never a lower one: the middle
   * bin's bounds those on both sides. It halves the decoder's time.
   */
  private searchUnvoiced(first: number, last: number, low: number, high: number): void {
    if (first > last) return;
    const middle = (first + last) >> 1;
    const source = this.bestUnvoiced(middle, this.transitions.stay, low, high);
    this.unvoicedSource[middle] = source;
    this.searchUnvoiced(first, middle - 1, low, source);
    this.searchUnvoiced(middle + 1, last, source, high);
  }

  /** The best unvoiced bin to come from to `bin`, of those in the band and within low … high; of equals, the lowest. */
  private bestUnvoiced(bin: number, table: Float64Array, low: number, high: number): number {
    const { bins, halfWidth, width } = this.transitions;
    const { values } = this.last;
    const row = bin * width + halfWidth - bin;
    const end = Math.min(high, bin + halfWidth);
    let source = Math.max(low, bin - halfWidth);
    let best = Number.NEGATIVE_INFINITY;
    for (let k = source; k <= end; k++) {
      const value = values[bins + k] + table[row + k];
      if (value > best) {
        best = value;
        source = k;
      }
    }
    return source;
  }
}

function emptyFront(bins: number): Front {
  return { values: new Float64Array(2 * bins), kept: new Uint16Array(bins), keptCount: 0 };
}

/** The states to keep for an observation, valued by its own log probabilities alone. */
function emit(observation: Observation, front: Front): void {
  const { count, bins: observed, probabilities, voicedProbability } = observation;
  const { values, kept } = front;
  const bins = kept.length;
  const certain = voicedProbability === 1;
  values.fill(certain ? LOG_ZERO : Number.NEGATIVE_INFINITY, 0, bins);
  values.fill(certain ? LOG_ZERO : Math.log((1 - voicedProbability) / bins), bins);
  for (let i = 0; i < count; i++) values[observed[i]] = Math.log(probabilities[i]);
  front.keptCount = certain ? bins : count;
  for (let i = 0; i < front.keptCount; i++) kept[i] = certain ? i : observed[i];
}

function largest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}
