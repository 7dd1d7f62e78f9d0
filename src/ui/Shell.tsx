import { type ReactNode, useEffect, useRef } from 'react';
import type { StageId } from '../store/navigation.ts';
import { ThemeToggle } from './components/ThemeToggle.tsx';
import { keepFocus } from './keepFocus.ts';
import './Shell.css';

export interface ShellProps {
  current: StageId;
  /** The stages to choose from. */
  rail: ReactNode;
  /** `TopFact`s: which backend computes, what the browser keeps. */
  facts: ReactNode;
  /** Above the stage whatever the stage. */
  notices: ReactNode;
  children: ReactNode;
}

/** The window: top line, rail of stages, main column. */
export function Shell({ current, rail, facts, notices, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);

  // A new stage starts at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the stage changes
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [current]);

  useEffect(() => keepFocus(main.current!), []);

  return (
    <div className="shell">
      {/* biome-ignore lint/a11y/useValidAnchor: it goes to a place, and the click only keeps the address as it is */}
      <a
        className="shell__skip"
        href="#main"
        onClick={(event) => {
          // The address names the stage: following the fragment would leave it.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the stage
      </a>
      <header className="top">
        <span className="top__name">
          <svg className="top__mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            <rect width="64" height="64" rx="15" />
            <path d="M14 28v8M23 21v22M32 13v38M41 24v16M50 29v6" />
          </svg>
          Intone
        </span>
        <dl className="top__facts">{facts}</dl>
        <ThemeToggle />
      </header>
      {rail}
      <main ref={main} className="shell__main" id="main" tabIndex={-1}>
        <div className="shell__column">
          <div className="shell__notices">{notices}</div>
          {children}
        </div>
      </main>
    </div>
  );
}

export function TopFact({ label, value }: { label: string; value: string }) {
  return (
    <div className="top__fact">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
