import { useSyncExternalStore } from 'react';
import { subscribeTheme, type ThemeState, themeState } from './theme.ts';

/** The theme in force and the user's preference; re-renders when either changes. */
export function useTheme(): ThemeState {
  return useSyncExternalStore(subscribeTheme, themeState);
}
