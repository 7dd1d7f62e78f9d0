import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOST_COMPARED } from '../../store/compared.ts';
import { RUN_LINES, runLine } from './runs.ts';
import { contrast, seenDistance, VISION } from './testing/vision.ts';

const PLACES = Array.from({ length: RUN_LINES }, (_, place) => place);
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').split(':root[data-theme="dark"]');

describe.each(['light', 'dark'] as const)('the curves of runs, %s', (theme) => {
  it.each(Object.keys(VISION))('have colours that %s eyes tell apart', (vision) => {
    for (const a of PLACES)
      for (const b of PLACES.slice(a + 1))
        expect(
          seenDistance(runLine(a, theme).colour, runLine(b, theme).colour, vision),
          `${a} and ${b}`,
        ).toBeGreaterThan(0.1);
  });

  it('stand out from the card at 3:1 or better, and no two share a dash', () => {
    const card = /--card: (#[0-9a-f]{6});/.exec(css[theme === 'light' ? 0 : 1])![1];
    for (const place of PLACES)
      expect(contrast(runLine(place, theme).colour, card), String(place)).toBeGreaterThanOrEqual(3);
    const dashes = PLACES.map((place) => runLine(place, theme).dashes.join());
    expect(new Set(dashes).size).toBe(MOST_COMPARED);
  });
});
