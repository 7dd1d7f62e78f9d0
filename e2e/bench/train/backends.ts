/** Which backends are worth timing here, by the product's own probe. */
import type { Browser } from '@playwright/test';
import { BACKEND_IDS, type BackendId, type BackendReport } from '../../../src/learn/backends/ids.ts';
import { type Build, probeOurs } from './ours.ts';

export interface Skipped {
  backend: BackendId;
  reason: string;
}

export interface Chosen {
  backends: BackendId[];
  skipped: Skipped[];
}

/**
 * All backends that pass, but no software GPU and not the cpu backend, a step of which takes tens of seconds; those only
 * where they are named.
 * @param named the --backends option, comma-separated; none: every one that passes
 * @throws Error for a name that is no backend's
 */
export async function chooseBackends(
  browser: Browser,
  build: Build,
  named: string | undefined,
): Promise<Chosen> {
  const asked = named ? named.split(',').map(backendCalled) : BACKEND_IDS;
  const chosen: Chosen = { backends: [], skipped: [] };
  const reports = await probeOurs(browser, build, 'auto');
  for (const backend of asked) {
    let report = reports.find(({ id }) => id === backend)!;
    // The probe looks into a software GPU only where it is the user's choice.
    if (named && report.software && report.correct === null)
      report = (await probeOurs(browser, build, backend)).find(({ id }) => id === backend)!;
    const reason = reasonAgainst(report, named !== undefined);
    if (reason) chosen.skipped.push({ backend, reason });
    else chosen.backends.push(backend);
  }
  return chosen;
}

function reasonAgainst({ id, correct, software, note }: BackendReport, named: boolean): string | null {
  if (!named && (software || id === 'cpu')) return `${note} Named in --backends, it is tried all the same.`;
  return correct === true ? null : note;
}

function backendCalled(name: string): BackendId {
  const id = BACKEND_IDS.find((known) => known === name);
  if (!id) throw new Error(`“${name}” is no backend; there are ${BACKEND_IDS.join(', ')}.`);
  return id;
}
