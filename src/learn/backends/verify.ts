import { BackendGuard } from '../backendGuard.ts';
import { BackendLostError, BackendUntrueError, NoBackendError } from '../errors.ts';
import { activateBackend, type WasmFiles } from './activate.ts';
import { BACKEND_NAMES, type BackendId } from './ids.ts';
import { findFault, passAndGradients } from './selfTest.ts';

/** What the cpu backend computes: the same each time, so asked for once. */
let reference: Float32Array[] | null = null;

/**
 * Makes a backend the current one and makes sure that it computes what the cpu backend does, forward and backward: a GPU
 * may have passed in one worker, or yesterday, and lie today. Takes a fraction of a second.
 * @throws NoBackendError if it does not start
 * @throws BackendUntrueError if it computes something else, or fails to
 * @throws BackendLostError if it is lost meanwhile, or was before
 */
export async function verifyBackend(id: BackendId, wasmFiles: WasmFiles): Promise<void> {
  if (!reference) {
    await activateBackend('cpu', wasmFiles);
    reference = await passAndGradients();
  }
  if (!(await activateBackend(id, wasmFiles))) {
    throw new NoBackendError(`${BACKEND_NAMES[id]} did not start.`, 'Train on another backend.');
  }
  const fault = await faultOf(id, reference);
  if (fault !== null) throw new BackendUntrueError(id, fault);
}

async function faultOf(id: BackendId, expected: Float32Array[]): Promise<string | null> {
  // The reference itself: there is nothing to hold it against.
  if (id === 'cpu') return null;
  const guard = new BackendGuard();
  try {
    guard.check();
    return findFault(await guard.wait(passAndGradients()), expected);
  } catch (error) {
    const explained = guard.explain(error, 1);
    if (explained instanceof BackendLostError) throw explained;
    return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  } finally {
    guard.dispose();
  }
}
