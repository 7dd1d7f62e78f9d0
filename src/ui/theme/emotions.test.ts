import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../core/dataset/emotions.ts';
import { emotionColour } from './emotions.ts';
import { contrast, seenDistance, VISION } from './testing/vision.ts';

function token(name: string, theme: 'light' | 'dark'): string {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  const blocks = css.split(':root[data-theme="dark"]');
  const match = blocks[theme === 'light' ? 0 : 1].match(new RegExp(`--${name}: (#[0-9a-f]{6});`));
  if (!match) throw new Error(`tokens.css has no --${name} for ${theme}`);
  return match[1];
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(Object.keys(VISION))('keeps emotions apart to %s eyes', (vision) => {
    const colours = EMOTIONS.map((emotion) => emotionColour(emotion, theme));
    for (let a = 0; a < colours.length; a++)
      for (let b = a + 1; b < colours.length; b++) {
        const distance = seenDistance(colours[a], colours[b], vision);
        expect(distance, `${EMOTIONS[a]} and ${EMOTIONS[b]}`).toBeGreaterThan(0.1);
      }
  });

  it.each(EMOTIONS)('shows %s at 3:1 or better on card and ground', (emotion) => {
    for (const surface of ['card', 'ground'])
      expect(contrast(emotionColour(emotion, theme), token(surface, theme))).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ['ink', 'card'],
    ['ink', 'ground'],
    ['ink-soft', 'card'],
    ['ink-soft', 'ground'],
    ['ink-soft', 'hover'],
    ['ink-soft', 'sunken'],
    ['ink-faint', 'card'],
    ['ink-faint', 'ground'],
    ['accent', 'card'],
    ['accent', 'ground'],
    ['accent', 'accent-soft'],
    ['ink', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['danger', 'card'],
    ['danger', 'danger-soft'],
    ['on-danger', 'danger'],
    ['warning', 'warning-soft'],
    ['success', 'success-soft'],
    ['info', 'info-soft'],
    ['ink', 'heat'],
    ['series-2', 'card'],
  ])('reads --%s on --%s at 4.5:1 or better', (text, surface) => {
    expect(contrast(token(text, theme), token(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines controls at 3:1 or better', () => {
    expect(contrast(token('line-strong', theme), token('card', theme))).toBeGreaterThanOrEqual(3);
  });
});
