import { setThemePreference, type ThemePreference } from '../theme/theme.ts';
import { useTheme } from '../theme/useTheme.ts';
import { MoonIcon, SunIcon, SystemThemeIcon } from './icons.tsx';
import './ThemeToggle.css';

const CHOICES: { preference: ThemePreference; label: string; icon: React.ReactNode }[] = [
  { preference: 'system', label: 'Theme as the system has it', icon: <SystemThemeIcon /> },
  { preference: 'light', label: 'Light theme', icon: <SunIcon /> },
  { preference: 'dark', label: 'Dark theme', icon: <MoonIcon /> },
];

/** System, light, dark. */
export function ThemeToggle() {
  const { preference } = useTheme();
  return (
    <fieldset className="theme-toggle">
      <legend className="visually-hidden">Theme</legend>
      {CHOICES.map((choice) => (
        <button
          key={choice.preference}
          type="button"
          className="theme-toggle__choice"
          aria-label={choice.label}
          title={choice.label}
          aria-pressed={choice.preference === preference}
          onClick={() => setThemePreference(choice.preference)}
        >
          {choice.icon}
        </button>
      ))}
    </fieldset>
  );
}
