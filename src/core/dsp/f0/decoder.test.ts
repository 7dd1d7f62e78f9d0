import { describe, expect, test } from 'vitest';
import { Random } from '../../dataset/random.ts';
import { PitchDecoder } from './decoder.ts';
import type { Observation } from './observer.ts';
import { LOG_ZERO, pitchTransitions } from './transitions.ts';

const BINS = 60;
const HALF_WIDTH = 5;

/** librosa.sequence.viterbi on the full matrix, without short cuts. */
function fullViterbi(observations: Observation[]): number[] {
  const { width, stay, change } = pitchTransitions(BINS, HALF_WIDTH);
  const states = 2 * BINS;
  const transition = (from: number, to: number) => {
    const column = (from % BINS) - (to % BINS) + HALF_WIDTH;
    if (column < 0 || column >= width) return LOG_ZERO;
    return (from < BINS === to < BINS ? stay : change)[(to % BINS) * width + column];
  };
  const emissions = observations.map(({ count, bins, probabilities, voicedProbability }) => {
    const emission = new Float64Array(states).fill(LOG_ZERO);
    for (let i = 0; i < count; i++) emission[bins[i]] = Math.log(probabilities[i]);
    if (voicedProbability < 1) emission.fill(Math.log((1 - voicedProbability) / BINS), BINS);
    return emission;
  });
  let values = emissions[0];
  const before: number[][] = [];
  for (const emission of emissions.slice(1)) {
    const pointers: number[] = [];
    values = emission.map((own, to) => {
      const paths = values.map((value, from) => value + transition(from, to));
      pointers.push(paths.indexOf(Math.max(...paths)));
      return paths[pointers[to]] + own;
    });
    before.push(pointers);
  }
  const path = [values.indexOf(Math.max(...values))];
  for (const pointers of before.reverse()) path.unshift(pointers[path[0]]);
  return path;
}

function decode(observations: Observation[]): number[] {
  const decoder = new PitchDecoder(pitchTransitions(BINS, HALF_WIDTH), observations.length);
  for (const observation of observations) decoder.add(observation);
  return [...decoder.path()];
}

function observed(candidates: Record<number, number>): Observation {
  const bins = Uint16Array.from(Object.keys(candidates), Number);
  const probabilities = Float64Array.from(Object.values(candidates));
  const sum = probabilities.reduce((a, b) => a + b, 0);
  return { count: bins.length, bins, probabilities, voicedProbability: Math.min(1, sum) };
}

/** Up to three pitches, which wander and at times leap; now and then none, a faint one, or complete certainty. */
function randomCourse(random: Random, frames: number): Observation[] {
  let pitch = random.uniform() * BINS;
  return Array.from({ length: frames }, () => {
    pitch = random.uniform() < 0.1 ? random.uniform() * BINS : pitch + 4 * (random.uniform() - 0.5);
    const kind = random.uniform();
    if (kind < 0.15) return observed({});
    const near = Math.floor(Math.min(BINS - 1, Math.max(0, pitch)));
    if (kind < 0.5) return observed({ [near]: 1 });
    const total = kind < 0.6 ? 0.01 : kind < 0.7 ? 1 - 2 ** -52 : 0.2 + 0.79 * random.uniform();
    const candidates: Record<number, number> = { [near]: 0.75 * total };
    candidates[Math.floor(random.uniform() * BINS)] = 0.25 * total;
    return observed(candidates);
  });
}

describe('the most probable path', () => {
  test.each([1, 2, 3, 4, 5])('is that of a full Viterbi search, course %i', (seed) => {
    const course = randomCourse(new Random(seed), 40);
    expect(decode(course)).toEqual(fullViterbi(course));
  });

  test('leaps out of the band where every frame is certain of a pitch', () => {
    const course = [10, 10, 10, 50, 50, 50].map((bin) => observed({ [bin]: 1 }));
    expect(decode(course)).toEqual([10, 10, 10, 50, 50, 50]);
    expect(decode(course)).toEqual(fullViterbi(course));
  });

  test('passes over a short dropout and is unvoiced in a long one', () => {
    const course = (gap: number) => [
      ...Array.from({ length: 5 }, () => observed({ 20: 0.9 })),
      ...Array.from({ length: gap }, () => observed({ 20: 0.005 })),
      ...Array.from({ length: 5 }, () => observed({ 20: 0.9 })),
    ];
    const unvoiced = (path: number[]) => path.filter((state) => state >= BINS).length;
    expect(unvoiced(decode(course(1)))).toBe(0);
    expect(unvoiced(decode(course(30)))).toBe(30);
  });

  test('of no frames is empty', () => {
    expect(decode([])).toEqual([]);
  });
});

test('voicing changes with probability 0.01, whatever the pitch', () => {
  const { width, stay, change } = pitchTransitions(BINS, HALF_WIDTH);
  for (let from = 0; from < BINS; from++) {
    let staying = 0;
    let changing = 0;
    for (let to = Math.max(0, from - HALF_WIDTH); to <= Math.min(BINS - 1, from + HALF_WIDTH); to++) {
      const at = to * width + from - to + HALF_WIDTH;
      staying += Math.exp(stay[at]);
      changing += Math.exp(change[at]);
    }
    expect(staying).toBeCloseTo(0.99, 12);
    expect(changing).toBeCloseTo(0.01, 12);
  }
});
