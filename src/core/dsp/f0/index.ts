/** Fundamental frequency: YIN and pYIN, equal to librosa's. */
export type { F0Options } from './options.ts';
export { type F0Track, Pyin } from './pyin.ts';
export { yin } from './yin.ts';
