/** The model that comes with the page, so that Live can be tried before anything was trained. */
import { create } from 'zustand';
import { IntoneError } from '../core/errors.ts';
import { takeIntoUse, useModel } from './model.ts';
import { whenRestored } from './restoring.ts';
import { predictor } from './services.ts';

/** Beside the page, so from wherever the page itself came. */
export const STARTER_ADDRESS = `${import.meta.env.BASE_URL}starter/ravdess-speech.zip`;

/** Whether this page was built with one, as vite.config.ts found: known ahead of asking for it. */
const COMES_WITH_PAGE = import.meta.env.HAS_STARTER === true;

export interface StarterState {
  /** 'absent': this copy of the page has none. 'failed': it may be there, and `error` says why it is not here. */
  phase: 'unasked' | 'loading' | 'loaded' | 'absent' | 'failed';
  error: { message: string; remedy: string } | null;
}

export const useStarter = create<StarterState>(() => ({
  phase: COMES_WITH_PAGE ? 'unasked' : 'absent',
  error: null,
}));

/** Whether a model waits to be tried, as far as is known. */
export function isStarterToTry({ phase }: StarterState): boolean {
  return phase !== 'absent' && phase !== 'failed';
}

class StarterUnreachableError extends IntoneError {
  constructor(status: number | null) {
    super(
      'StarterUnreachableError',
      status === null
        ? 'The starter model could not be fetched: this page’s server does not answer.'
        : `The starter model could not be fetched: this page’s server answered with ${status}.`,
      'Try again once you are online. Or train a model, or drop a model zip: neither needs a network.',
    );
  }
}

class StarterDamagedError extends IntoneError {
  constructor(cause: unknown) {
    super(
      'StarterDamagedError',
      `The starter model cannot be used: ${cause instanceof Error ? cause.message : cause}`,
      'Train a model, or drop a model zip. Tell whoever runs this page.',
    );
  }
}

/**
 * Fetches the starter model, once, and takes it into use where there is still no other. It is asked for where it is to be
 * used, by the opened Live stage, like the stage's own code: a visit that trains its own model never asks, nor does a page
 * that comes without one. Never rejects.
 */
export async function loadStarter(): Promise<void> {
  const { phase } = useStarter.getState();
  if (phase !== 'unasked' && phase !== 'failed') return;
  useStarter.setState({ phase: 'loading', error: null });
  try {
    // The model of an earlier visit may be on its way.
    await whenRestored();
    useStarter.setState({ phase: await bring() });
  } catch (error) {
    const { message, remedy } = error instanceof IntoneError ? error : new StarterDamagedError(error);
    useStarter.setState({ phase: 'failed', error: { message, remedy } });
  }
}

/** @throws StarterUnreachableError, StarterDamagedError */
async function bring(): Promise<StarterState['phase']> {
  if (hasModel()) return 'unasked';
  const zip = await fetchStarter();
  if (!zip) return 'absent';
  const bundle = await predictor()
    .importBundle(zip)
    .catch((error: unknown) => {
      throw new StarterDamagedError(error);
    });
  // The user's own, trained or dropped meanwhile, stays.
  if (!hasModel()) takeIntoUse(bundle, null, true);
  return 'loaded';
}

function hasModel(): boolean {
  return useModel.getState().model !== null;
}

/** @returns null where the page was published without one */
async function fetchStarter(): Promise<File | null> {
  const response = await fetch(STARTER_ADDRESS).catch(() => {
    throw new StarterUnreachableError(null);
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new StarterUnreachableError(response.status);
  const bytes = await response.arrayBuffer().catch(() => {
    throw new StarterUnreachableError(null);
  });
  return isZip(bytes) ? new File([bytes], 'starter.zip', { type: 'application/zip' }) : null;
}

/** Servers of single-page applications answer with the page itself in place of what is not there. */
function isZip(bytes: ArrayBuffer): boolean {
  const [p, k] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  return p === 0x50 && k === 0x4b;
}
