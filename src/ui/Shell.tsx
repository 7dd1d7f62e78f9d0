import { type ReactNode, useEffect } from 'react';
import { Rail } from './components/Rail.tsx';
import type { StageEntry } from './components/stageEntry.ts';
import { ThemeToggle } from './components/ThemeToggle.tsx';
import './Shell.css';

export type { StageEntry, StageId } from './components/stageEntry.ts';

export interface ShellProps {
  /** In the order of the work. */
  stages: readonly StageEntry[];
  current: StageEntry['id'];
  onSelect: (id: StageEntry['id']) => void;
  /** Which backend computes: 'WebGPU', 'WASM, 4 threads'; null until one is chosen. */
  backend: string | null;
  /** What the browser keeps: '230 MB kept'; null while unknown. */
  storage: string | null;
  /** More at the end of the top line, before the theme. */
  actions?: ReactNode;
  /** Above the stage whatever the stage: notices. */
  notices?: ReactNode;
  children: ReactNode;
}

/** The window: top line, rail of stages, main column. */
export function Shell(props: ShellProps) {
  const { stages, current, onSelect, backend, storage, actions, notices, children } = props;
  useStrayDropGuard();

  // A new stage starts at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the stage changes
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [current]);

  return (
    <div className="shell">
      <a className="shell__skip" href="#main">
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
        <dl className="top__facts">
          {backend && <TopFact label="Backend" value={backend} />}
          {storage && <TopFact label="Storage" value={storage} />}
        </dl>
        {actions}
        <ThemeToggle />
      </header>
      <Rail stages={stages} current={current} onSelect={onSelect} />
      <main className="shell__main" id="main" tabIndex={-1}>
        <div className="shell__column">
          {notices && <div className="shell__notices">{notices}</div>}
          {children}
        </div>
      </main>
    </div>
  );
}

function TopFact({ label, value }: { label: string; value: string }) {
  return (
    <div className="top__fact">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** A file dropped beside a drop zone would make the browser leave the page, and the work with it. */
function useStrayDropGuard(): void {
  useEffect(() => {
    const ignore = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
}
