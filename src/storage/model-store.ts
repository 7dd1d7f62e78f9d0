/** The model in use, with its weights. In memory; the store's slices hold only what is shown. */
import type { ModelBundle } from '../export/bundle.ts';

export interface StoredModel extends ModelBundle {
  /** Tells this model from all others of this session. */
  id: string;
}

export class ModelStore {
  private stored: StoredModel | null = null;

  put(model: StoredModel): void {
    this.stored = model;
  }

  get(): StoredModel | null {
    return this.stored;
  }
}
