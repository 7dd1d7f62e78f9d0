/** Features and sounds of clips by content: in the browser's storage where that keeps them, else in memory. */
import type { FrontEndConfig } from '../core/frontend/config.ts';
import type { FeatureMatrix } from '../core/frontend/matrix.ts';
import { KeptDataLostError, StorageUnavailableError } from './errors.ts';
import { frontEndKey } from './front-end-key.ts';
import type { FeaturePlace, Keep, SoundPlace } from './keep.ts';
import type { PackSpan } from './pack.ts';
import { readSpans } from './pack-reader.ts';

/** A clip's sound as it is kept: the whole recording, mono. */
export interface KeptSound {
  signal: Float32Array<ArrayBuffer>;
  sampleRateHz: number;
}

/** Where features are, or they themselves. */
type Features = { place: FeaturePlace } | { matrix: FeatureMatrix };

export class FeatureStore {
  private keep: Keep | null = null;
  /** By front end, then by clip. */
  private readonly index = new Map<string, Map<string, Features>>();

  /** From now on what was kept before can be read. */
  attach(keep: Keep): void {
    this.keep = keep;
    this.index.clear();
  }

  async put(clipId: string, frontEnd: FrontEndConfig, features: FeatureMatrix | FeaturePlace): Promise<void> {
    const known = await this.known(frontEnd);
    known.set(clipId, 'span' in features ? { place: features } : { matrix: features });
  }

  /** In the order of the clips; null for those whose features are not at hand. @throws KeptDataLostError */
  async getMany(clipIds: readonly string[], frontEnd: FrontEndConfig): Promise<(FeatureMatrix | null)[]> {
    const known = await this.known(frontEnd);
    const found = clipIds.map((id) => known.get(id));
    const places = found.flatMap((features) => (features && 'place' in features ? [features.place] : []));
    const buffers = await this.read(places.map(({ span }) => span));
    let next = 0;
    return found.map((features) => {
      if (!features) return null;
      if ('matrix' in features) return features.matrix;
      const { frames, coefficients } = features.place;
      return { frames, coefficients, data: new Float32Array(buffers[next++]) };
    });
  }

  /** Those of the clips whose features by this front end are not at hand. */
  async missing<C extends { id: string }>(clips: readonly C[], frontEnd: FrontEndConfig): Promise<C[]> {
    const known = await this.known(frontEnd);
    return clips.filter(({ id }) => !known.has(id));
  }

  /** A clip's sound where it was kept. @throws KeptDataLostError */
  async sound(clipId: string): Promise<KeptSound | null> {
    const place: SoundPlace | null = (await this.keep?.soundPlace(clipId)) ?? null;
    if (!place) return null;
    const [bytes] = await this.read([place.span]);
    const samples = new Int16Array(bytes);
    return {
      signal: Float32Array.from(samples, (sample) => sample / 32768),
      sampleRateHz: place.sampleRateHz,
    };
  }

  /** Forgets the features in memory of every other front end; what is kept stays. */
  forgetHeldExcept(frontEnd: FrontEndConfig): void {
    const current = frontEndKey(frontEnd);
    for (const [key, known] of this.index) {
      if (key === current) continue;
      for (const [id, features] of known) if ('matrix' in features) known.delete(id);
    }
  }

  clear(): void {
    this.index.clear();
  }

  /** Bytes of the features in memory. */
  get heldBytes(): number {
    let total = 0;
    for (const known of this.index.values())
      for (const features of known.values())
        if ('matrix' in features) total += features.matrix.data.byteLength;
    return total;
  }

  /** Forgets what turns out to be lost, so that it counts as missing from now on. @throws KeptDataLostError */
  private async read(spans: PackSpan[]): Promise<ArrayBuffer[]> {
    try {
      return await readSpans(spans);
    } catch (error) {
      if (error instanceof KeptDataLostError) {
        await this.keep?.dropLost(error.spans);
        const lost = new Set(error.spans.map(({ pack, offset }) => `${pack} ${offset}`));
        for (const known of this.index.values())
          for (const [id, features] of known)
            if ('place' in features && lost.has(`${features.place.span.pack} ${features.place.span.offset}`))
              known.delete(id);
      }
      throw error;
    }
  }

  /** None where the browser has taken the storage away: the visit goes on with what it computes itself. */
  private async keptPlaces(key: string): Promise<Map<string, FeaturePlace>> {
    try {
      return (await this.keep?.featurePlaces(key)) ?? new Map();
    } catch (error) {
      if (error instanceof StorageUnavailableError) return new Map();
      throw error;
    }
  }

  /** What there is by a front end: read from the kept index when first asked for. */
  private async known(frontEnd: FrontEndConfig): Promise<Map<string, Features>> {
    const key = frontEndKey(frontEnd);
    let known = this.index.get(key);
    if (!known) {
      const places = await this.keptPlaces(key);
      // Another call may have read it meanwhile, and had more added.
      known = this.index.get(key) ?? new Map([...places].map(([id, place]) => [id, { place }]));
      this.index.set(key, known);
    }
    return known;
  }
}
