import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { continueRun } from '../../../store/continuing.ts';
import { useDataset } from '../../../store/dataset.ts';
import { useModel } from '../../../store/model.ts';
import { isActive, isUnderWay, useRun } from '../../../store/run.ts';
import { deleteRun, loadRun, type RunRow } from '../../../store/runs.ts';
import { runAgain } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';

/** What can be done with a kept run. A button that must not be used for now stays, and keeps the focus. */
export function RowActions({ row }: { row: RunRow }) {
  const [asking, setAsking] = useState(false);
  const deleteButton = useRef<HTMLButtonElement>(null);
  const someRuns = useRun(({ phase }) => isActive(phase));
  const thisRuns = useRun((run) => isUnderWay(run, row.id));
  const hasClips = useDataset(({ clips }) => clips.length > 0);
  const { name } = row;

  const keep = () => {
    flushSync(() => setAsking(false));
    deleteButton.current?.focus();
  };

  if (asking && !thisRuns) return <AskDelete row={row} onKeep={keep} />;
  return (
    <div className="runs__actions">
      {row.test !== null && <UseButton row={row} />}
      {row.status === 'unfinished' && !thisRuns && (
        <Button
          size="small"
          unavailable={someRuns}
          aria-label={`Go on with ${name}`}
          onClick={() => void continueRun(row.id)}
        >
          Go on
        </Button>
      )}
      <Button
        size="small"
        unavailable={someRuns || !hasClips}
        aria-label={`Run again: ${name}`}
        onClick={() => void runAgain(row.recipe)}
      >
        Run again
      </Button>
      <Button
        ref={deleteButton}
        data-action="delete"
        variant="quiet"
        size="small"
        unavailable={thisRuns}
        aria-label={`Delete ${name}`}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
    </div>
  );
}

function UseButton({ row }: { row: RunRow }) {
  const inUse = useModel(({ model }) => model?.runId === row.id);
  return (
    <Button
      size="small"
      unavailable={inUse}
      aria-label={inUse ? `In use: ${row.name}` : `Use ${row.name}`}
      onClick={() => void loadRun(row.id)}
    >
      {inUse ? 'In use' : 'Use'}
    </Button>
  );
}

/** Asks in the buttons' place. A second click or key press where Delete was deletes nothing. */
function AskDelete({ row, onKeep }: { row: RunRow; onKeep: () => void }) {
  const keepButton = useRef<HTMLButtonElement>(null);
  useEffect(() => keepButton.current?.focus(), []);
  const what = row.test === null ? 'curves and checkpoint' : 'curves and model';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      className="runs__actions"
      role="group"
      aria-label={`Delete ${row.name}?`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onKeep();
      }}
    >
      <span className="runs__question">Delete {what} for good?</span>
      <Button ref={keepButton} size="small" onClick={onKeep}>
        Keep
      </Button>
      <Button
        variant="danger"
        size="small"
        onClick={(event) => {
          focusNeighbour(event.currentTarget);
          void deleteRun(row.id);
        }}
      >
        Delete
      </Button>
    </div>
  );
}

/** The next row's Delete, else the one before; after the last run the stage's heading gets the focus by itself. */
function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('tr');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('[data-action="delete"]')?.focus();
}
