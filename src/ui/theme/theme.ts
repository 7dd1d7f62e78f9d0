/**
 * Which theme the page wears. The preference is remembered; <html data-theme> always holds the theme
 * in force ('light' or 'dark'). public/theme-boot.js does the same once, before the first paint.
 */
export type ThemePreference = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

export interface ThemeState {
  preference: ThemePreference;
  /** What the preference comes to on this machine now. */
  theme: Theme;
}

const STORAGE_KEY = 'intone.theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

let state = stateFor(readPreference());
apply(state);

systemDark.addEventListener('change', () => {
  if (state.preference === 'system') change('system');
});

/** The current state; the same object until it changes. */
export function themeState(): ThemeState {
  return state;
}

/** Calls `listener` after each change; returns what stops it. */
export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Wears the theme asked for and remembers it where the browser lets us. */
export function setThemePreference(preference: ThemePreference): void {
  try {
    localStorage.setItem(STORAGE_KEY, preference);
  } catch {
    // Storage is blocked: the choice lasts until the tab closes.
  }
  change(preference);
}

function change(preference: ThemePreference): void {
  state = stateFor(preference);
  apply(state);
  for (const listener of listeners) listener();
}

function apply({ theme }: ThemeState): void {
  document.documentElement.dataset.theme = theme;
}

function stateFor(preference: ThemePreference): ThemeState {
  if (preference !== 'system') return { preference, theme: preference };
  return { preference, theme: systemDark.matches ? 'dark' : 'light' };
}

function readPreference(): ThemePreference {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
