/** The model in use, with its weights. In memory; the store's slices hold only what is shown. */
import type { ModelBundle } from '../export/bundle.ts';

export class ModelStore {
  private bundle: ModelBundle | null = null;

  put(bundle: ModelBundle): void {
    this.bundle = bundle;
  }

  get(): ModelBundle | null {
    return this.bundle;
  }
}
