import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import type { DroppedFile } from '../../store/reading.ts';
import { Button } from './Button.tsx';
import { filesFromDrop, filesFromInput } from './filesFromDrop.ts';
import { DropIcon, FileIcon, FolderIcon } from './icons.tsx';
import './DropZone.css';

export interface DropZoneProps {
  /** What to drop: 'Drop a corpus here'. */
  title: ReactNode;
  /** Which kinds are taken. */
  hint?: ReactNode;
  /** For the file chooser: '.zip,.wav,audio/*'. */
  accept?: string;
  disabled?: boolean;
  /** One line high, for when there is data already. */
  compact?: boolean;
  /** One file only: no folders. */
  single?: boolean;
  /** More buttons beside the two choosers, e.g. the demo. */
  actions?: ReactNode;
  onFiles: (files: DroppedFile[]) => void;
  /** Anything in the drop that the browser would not open. */
  onUnreadable?: (path: string, reason: string) => void;
}

/** Takes files and folders, dropped anywhere on it or chosen with its buttons. */
export function DropZone(props: DropZoneProps) {
  const {
    title,
    hint,
    accept,
    disabled = false,
    compact = false,
    single = false,
    actions,
    onFiles,
    onUnreadable,
  } = props;
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  /** Enter and leave fire for every child crossed: over while more were entered than left. */
  const depth = useRef(0);
  const [over, setOver] = useState(false);

  const moveDepth = (step: number) => {
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };

  const take = (files: DroppedFile[]) => {
    if (files.length > 0) onFiles(files);
  };

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    moveDepth(-depth.current);
    // Also while disabled: whoever takes the files says why they must wait.
    take(await filesFromDrop(event.dataTransfer, onUnreadable ?? (() => {})));
  };

  const choose = (input: HTMLInputElement) => {
    if (input.files) take(filesFromInput(input.files));
    // So that choosing the same files again is a change.
    input.value = '';
  };

  const classes = ['drop-zone', compact && 'drop-zone--compact', over && !disabled && 'drop-zone--over'];
  return (
    <section
      className={classes.filter(Boolean).join(' ')}
      aria-label="Add recordings"
      onDragEnter={() => moveDepth(1)}
      onDragLeave={() => moveDepth(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <span className="drop-zone__icon">
        <DropIcon />
      </span>
      <div className="drop-zone__words">
        <p className="drop-zone__title">{over && !disabled ? 'Let go to add' : title}</p>
        {hint && <p className="drop-zone__hint">{hint}</p>}
      </div>
      <div className="drop-zone__buttons">
        <Button icon={<FileIcon />} unavailable={disabled} onClick={() => filesInput.current?.click()}>
          {single ? 'Choose file' : 'Choose files'}
        </Button>
        {!single && (
          <Button icon={<FolderIcon />} unavailable={disabled} onClick={() => folderInput.current?.click()}>
            Choose folder
          </Button>
        )}
        {actions}
      </div>
      <input
        ref={filesInput}
        type="file"
        multiple={!single}
        hidden
        accept={accept}
        aria-label="Files"
        onChange={(event) => choose(event.currentTarget)}
      />
      <input
        ref={(input) => {
          // Not among the attributes React types.
          if (input) input.webkitdirectory = true;
          folderInput.current = input;
        }}
        type="file"
        hidden
        aria-label="Folder"
        onChange={(event) => choose(event.currentTarget)}
      />
    </section>
  );
}
