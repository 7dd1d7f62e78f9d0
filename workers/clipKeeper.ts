/** A worker's own packs in the browser's storage: one of sounds, one of features for each front end. */
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { signalLoops } from '../src/core/kernel/signal.ts';
import { frontEndKey } from '../src/storage/front-end-key.ts';
import type { FeaturePlace, SoundPlace } from '../src/storage/keep.ts';
import { featureFolder, SOUND_FOLDER } from '../src/storage/opfs.ts';
import { PackWriter } from '../src/storage/pack.ts';

/** Where one front end's features and all sounds go. */
export interface Packs {
  features: PackWriter;
  sound: PackWriter;
}

export class ClipKeeper {
  private readonly writers = new Map<string, Promise<PackWriter>>();

  /** Opens the packs, unless they are open. @throws StorageFullError, StorageUnavailableError */
  async packsFor(config: FrontEndConfig): Promise<Packs> {
    const [features, sound] = await Promise.all([
      this.writer(featureFolder(frontEndKey(config))),
      this.writer(SOUND_FOLDER),
    ]);
    return { features, sound };
  }

  /** Makes what was written last, and lets go of the files. @throws StorageFullError, StorageUnavailableError */
  async settle(): Promise<void> {
    const writers = [...this.writers.values()];
    this.writers.clear();
    let failure: unknown = null;
    for (const writer of await Promise.allSettled(writers)) {
      if (writer.status === 'rejected') continue;
      try {
        writer.value.flush();
      } catch (error) {
        failure ??= error;
      } finally {
        writer.value.close();
      }
    }
    if (failure) throw failure;
  }

  private writer(folder: string): Promise<PackWriter> {
    let writer = this.writers.get(folder);
    if (!writer) {
      writer = PackWriter.create(folder, crypto.randomUUID());
      this.writers.set(folder, writer);
    }
    return writer;
  }
}

/** @throws StorageFullError, StorageUnavailableError */
export function appendFeatures(
  { features }: Packs,
  { frames, coefficients, data }: FeatureMatrix,
): FeaturePlace {
  const span = features.append(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return { frames, coefficients, span };
}

/** The whole clip in 16 bits. @throws StorageFullError, StorageUnavailableError */
export function appendSound({ sound }: Packs, signal: Float32Array, sampleRateHz: number): SoundPlace {
  const samples = signalLoops().toInt16(signal);
  return {
    samples: samples.length,
    sampleRateHz,
    span: sound.append(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)),
  };
}
