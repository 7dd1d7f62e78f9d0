import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../components/Button.tsx';
import { AskDelete } from './AskDelete.tsx';

export interface DeletableActionsProps {
  name: string;
  /** 'curves and model' */
  what: string;
  /** The id of the series that goes as a whole, if it does. */
  series?: string;
  /** The id of the series under whose row these stand, if they do. */
  inside?: string;
  /** It trains at present: it cannot go. */
  underWay: boolean;
  onDelete: () => void;
  /** The buttons before Delete. */
  children: ReactNode;
}

/** What can be done with a row of the runs' table. Deleting asks first, and Keep gives the focus back. */
export function DeletableActions(props: DeletableActionsProps) {
  const { name, what, series, inside, underWay, onDelete, children } = props;
  const [asking, setAsking] = useState(false);
  const deleteButton = useRef<HTMLButtonElement>(null);

  const keep = () => {
    flushSync(() => setAsking(false));
    deleteButton.current?.focus();
  };

  if (asking && !underWay)
    return (
      <AskDelete
        name={name}
        what={what}
        {...(series !== undefined && { series })}
        onKeep={keep}
        onDelete={onDelete}
      />
    );
  return (
    <div className="runs__actions">
      {children}
      <Button
        ref={deleteButton}
        data-action="delete"
        data-series={inside}
        variant="quiet"
        size="small"
        unavailable={underWay}
        aria-label={`Delete ${name}`}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
    </div>
  );
}
