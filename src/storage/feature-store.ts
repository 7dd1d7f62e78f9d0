/** Features by clip and front end. In memory for now; asynchronous, so that a kept store can take its place. */
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';

const key = (clipId: string, frontEnd: FrontEndConfig) => `${clipId} ${JSON.stringify(frontEnd)}`;

export class FeatureStore {
  private readonly matrices = new Map<string, FeatureMatrix>();

  async put(clipId: string, frontEnd: FrontEndConfig, features: FeatureMatrix): Promise<void> {
    this.matrices.set(key(clipId, frontEnd), features);
  }

  async get(clipId: string, frontEnd: FrontEndConfig): Promise<FeatureMatrix | null> {
    return this.matrices.get(key(clipId, frontEnd)) ?? null;
  }

  /** Those of the clips whose features by this front end are not at hand. */
  async missing<C extends { id: string }>(clips: readonly C[], frontEnd: FrontEndConfig): Promise<C[]> {
    return clips.filter(({ id }) => !this.matrices.has(key(id, frontEnd)));
  }

  /** Forgets the features of every other front end. */
  async keepOnly(frontEnd: FrontEndConfig): Promise<void> {
    const kept = key('', frontEnd);
    for (const name of this.matrices.keys()) if (!name.endsWith(kept)) this.matrices.delete(name);
  }

  async clear(): Promise<void> {
    this.matrices.clear();
  }

  /** Bytes of all features held. */
  get bytes(): number {
    let total = 0;
    for (const { data } of this.matrices.values()) total += data.byteLength;
    return total;
  }
}
