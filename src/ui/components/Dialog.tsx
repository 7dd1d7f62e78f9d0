import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import { CloseIcon } from './icons.tsx';
import './Dialog.css';

export interface DialogProps {
  open: boolean;
  title: ReactNode;
  /** Escape, the cross, or a click beside it. */
  onClose: () => void;
  children?: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
}

/** A modal question or note, on the browser's own <dialog>: focus is kept inside and given back. */
export function Dialog({ open, title, onClose, children, actions }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does by keyboard what a click beside it does
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        // The owner decides; it closes by setting `open` to false.
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog__sheet">
        <header className="dialog__head">
          <h2 className="dialog__title" id={titleId}>
            {title}
          </h2>
          <Button variant="quiet" size="small" aria-label="Close" icon={<CloseIcon />} onClick={onClose} />
        </header>
        <div className="dialog__body">{children}</div>
        {actions && <footer className="dialog__actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
