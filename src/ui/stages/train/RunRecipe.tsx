import { useEffect, useRef, useState } from 'react';
import type { RunRow } from '../../../store/runs.ts';
import { Button } from '../../components/Button.tsx';
import { differenceWords, networkName } from './runWords.ts';

/** What a run was made by: the network, what differs from its preset, and all of it on request. */
export function RunRecipe({ name, recipe }: Pick<RunRow, 'name' | 'recipe'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <strong>{networkName(recipe)}</strong>
      <span className="runs__second">{differenceWords(recipe)}</span>
      <Button
        variant="quiet"
        size="small"
        aria-haspopup="dialog"
        aria-label={`Whole recipe of ${name}`}
        onClick={() => setOpen(true)}
      >
        Whole recipe
      </Button>
      {open && <RecipeDialog name={name} recipe={recipe} onClose={() => setOpen(false)} />}
    </>
  );
}

function RecipeDialog({ name, recipe, onClose }: Pick<RunRow, 'name' | 'recipe'> & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // The browser keeps the focus inside, and gives it back when the dialog is closed.
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="recipe-dialog" aria-label={`Recipe of ${name}`} onClose={onClose}>
      <header className="recipe-dialog__head">
        <h3 className="recipe-dialog__title">Recipe of “{name}”</h3>
        <Button size="small" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="recipe-dialog__json" tabIndex={0}>
        {JSON.stringify(recipe, null, 2)}
      </pre>
    </dialog>
  );
}
