/** Whether the screen stays on while a run is under way; the wish lasts for the visit. */
import { create } from 'zustand';
import { AwakeKeeper } from '../clients/wakeLock.ts';
import { notify } from './notices.ts';
import { isActive, useRun } from './run.ts';

export { hasWakeLock } from '../clients/wakeLock.ts';

export interface AwakeState {
  wanted: boolean;
  /** The browser keeps the screen on at this moment. */
  held: boolean;
}

export const useAwake = create<AwakeState>(() => ({ wanted: false, held: false }));

let keeper: AwakeKeeper | null = null;

/** Only where hasWakeLock(). */
export function keepAwake(wanted: boolean): void {
  useAwake.setState({ wanted });
  keeper ??= followRuns();
  adapt(keeper);
}

function followRuns(): AwakeKeeper {
  const made = new AwakeKeeper(navigator.wakeLock, document, {
    onHeld: (held) => useAwake.setState({ held }),
    onRefused: (why) =>
      notify(
        'warning',
        `The browser does not keep the screen on${why ? ` (${why.replace(/\.$/, '')})` : ''}.`,
        'Training goes on. A low battery or a power-saving mode may be the reason: plug the device in, then switch it on again.',
      ),
  });
  useRun.subscribe(({ phase }, before) => {
    if (phase !== before.phase) adapt(made);
  });
  return made;
}

/** A paused run needs no screen. */
function adapt(keeper: AwakeKeeper): void {
  const { phase } = useRun.getState();
  void keeper.want(useAwake.getState().wanted && isActive(phase) && phase !== 'paused');
}
