import type { Theme } from './theme.ts';

/** How a run's curve is drawn; never by colour alone. */
export interface RunLine {
  /** #rrggbb. */
  colour: string;
  /** Lengths of dashes and gaps in CSS pixels; empty for a solid line. */
  dashes: readonly number[];
}

/**
 * Found by annealing in OKLCH around the theme's two series colours: every pair stays at least 0.10 apart in OKLab to a
 * protanope, deuteranope and tritanope (Machado et al. 2009, severity 1), and every colour at least 3:1 from the card.
 * runs.test.ts holds both.
 */
const COLOURS: Record<Theme, readonly string[]> = {
  light: ['#0b6e66', '#a3540a', '#4e2969', '#718f85', '#89281a', '#16262e'],
  dark: ['#5ccdbd', '#f0a35e', '#937af5', '#ae5359', '#c0f98e', '#3f6faa'],
};

const DASHES: readonly (readonly number[])[] = [
  [],
  [9, 4],
  [2, 3],
  [9, 3, 2, 3],
  [16, 5],
  [16, 3, 2, 3, 2, 3],
];

/** How many runs can be told apart in one picture. */
export const RUN_LINES = DASHES.length;

/** @param place 0 … RUN_LINES − 1 */
export function runLine(place: number, theme: Theme): RunLine {
  return { colour: COLOURS[theme][place], dashes: DASHES[place] };
}
