import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EMOTIONS } from '../../core/dataset/emotions.ts';
import { emotionColour } from './emotions.ts';

type Rgb = [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB. */
const VISION: Record<string, [Rgb, Rgb, Rgb]> = {
  typical: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

/** Ottosson 2020. */
function oklab(rgb: Rgb): Rgb {
  const inGamut = rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb;
  const l = Math.cbrt(dot(inGamut, [0.4122214708, 0.5363325363, 0.0514459929]));
  const m = Math.cbrt(dot(inGamut, [0.2119034982, 0.6806995451, 0.1073969566]));
  const s = Math.cbrt(dot(inGamut, [0.0883024619, 0.2817188376, 0.6299787005]));
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** WCAG 2 contrast ratio. */
function contrast(a: string, b: string): number {
  const luminances = [a, b].map((hex) => dot(linear(hex), [0.2126, 0.7152, 0.0722]));
  return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

function token(name: string, theme: 'light' | 'dark'): string {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  const blocks = css.split(':root[data-theme="dark"]');
  const match = blocks[theme === 'light' ? 0 : 1].match(new RegExp(`--${name}: (#[0-9a-f]{6});`));
  if (!match) throw new Error(`tokens.css has no --${name} for ${theme}`);
  return match[1];
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(Object.keys(VISION))('keeps emotions apart to %s eyes', (vision) => {
    const labs = EMOTIONS.map((emotion) => {
      const rgb = linear(emotionColour(emotion, theme));
      return oklab(VISION[vision].map((row) => dot(row, rgb)) as Rgb);
    });
    for (let a = 0; a < labs.length; a++) {
      for (let b = a + 1; b < labs.length; b++) {
        const distance = Math.hypot(...labs[a].map((value, axis) => value - labs[b][axis]));
        expect(distance, `${EMOTIONS[a]} and ${EMOTIONS[b]}`).toBeGreaterThan(0.1);
      }
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
