import { useMemo } from 'react';
import type { Theme } from '../theme/theme.ts';
import { useTheme } from '../theme/useTheme.ts';

/** The theme's colours as Plotly needs them: resolved, not as CSS variables. */
export interface Palette {
  theme: Theme;
  ink: string;
  inkSoft: string;
  card: string;
  line: string;
  lineStrong: string;
  grid: string;
  accent: string;
  series2: string;
  muted: string;
  hover: string;
  fontFamily: string;
}

/** The palette in force; a new object when the theme changes. */
export function usePalette(): Palette {
  const { theme } = useTheme();
  return useMemo(() => readPalette(theme), [theme]);
}

/** <html data-theme> already holds `theme` by the time React renders it (see theme.ts). */
function readPalette(theme: Theme): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    theme,
    ink: token('--ink'),
    inkSoft: token('--ink-soft'),
    card: token('--card'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    grid: token('--grid'),
    accent: token('--accent'),
    series2: token('--series-2'),
    muted: token('--series-muted'),
    hover: token('--hover'),
    fontFamily: token('--font'),
  };
}
