/** Bringing back what was kept when the page was last open. */
import { useDataset } from './dataset.ts';
import { keep, measureKept } from './keeping.ts';
import { dismiss, notify, notifyError } from './notices.ts';
import { countedClips } from './outcome.ts';
import { restoreRecipe } from './recipe.ts';

/** Says that a reading had not ended; null where it needs no saying. */
let unfinishedNotice: number | null = null;

/** The reading has been gone on with, to its end. */
export function nothingUnfinished(): void {
  if (unfinishedNotice !== null) dismiss(unfinishedNotice);
}

/** What is dropped while the clips are being brought back waits for them. */
let restored: Promise<void> = Promise.resolve();

export function whenRestored(): Promise<void> {
  return restored;
}

/** Brings the clips and the settings back. Never rejects. */
export function restoreDataset(): Promise<void> {
  restored = bringBack().catch(notifyError);
  return restored.then(measureKept);
}

async function bringBack(): Promise<void> {
  const kept = await keep();
  if (!kept) return;
  await restoreRecipe(kept);
  const [clips, leftOut, unfinished] = await Promise.all([
    kept.clips(),
    kept.leftOut(),
    kept.fact('unfinished'),
  ]);
  useDataset.setState({ clips, leftOut });
  if (unfinished)
    unfinishedNotice = notify(
      'info',
      `Reading ${unfinished.join(', ')} had not ended when the page was last open; ${countedClips(clips.length)} here.`,
      'Drop the same files again: only the rest is read.',
    );
}
