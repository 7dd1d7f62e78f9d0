import type { ReactNode } from 'react';
import type { StageId } from '../../store/navigation.ts';
import { DataIcon, EvaluateIcon, ExploreIcon, ExportIcon, LiveIcon, TrainIcon } from './icons.tsx';
import type { StageEntry } from './stageEntry.ts';
import './Rail.css';

const ICONS: Record<StageId, ReactNode> = {
  data: <DataIcon />,
  explore: <ExploreIcon />,
  train: <TrainIcon />,
  evaluate: <EvaluateIcon />,
  live: <LiveIcon />,
  export: <ExportIcon />,
};

export interface RailProps {
  stages: readonly StageEntry[];
  current: StageId;
  onSelect: (id: StageId) => void;
}

/**
 * The six stages and where each stands: a rail at the left, a bar at the bottom on a phone, where the
 * current stage's state stands above the icons and the others are read out with theirs.
 */
export function Rail({ stages, current, onSelect }: RailProps) {
  const now = stages.find((stage) => stage.id === current);
  return (
    <nav className="rail" aria-label="Stages">
      <p className="rail__now" aria-hidden="true">
        {now?.state}
      </p>
      <ol className="rail__list">
        {stages.map((stage) => (
          <li key={stage.id} className="rail__item">
            <button
              type="button"
              className="rail__stage"
              aria-current={stage.id === current ? 'page' : undefined}
              onClick={() => onSelect(stage.id)}
            >
              <span className="rail__icon">
                {ICONS[stage.id]}
                {stage.busy && <span className="rail__mark rail__mark--busy" />}
                {stage.done && !stage.busy && <span className="rail__mark" />}
              </span>
              <span className="rail__label">{stage.label}</span>
              <span className="rail__state">{stage.state}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
