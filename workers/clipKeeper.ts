/** A worker's own packs in the browser's storage: one of sounds, one of features for each front end. */
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import type { FeatureMatrix } from '../src/core/frontend/matrix.ts';
import { frontEndKey } from '../src/storage/front-end-key.ts';
import type { FeaturePlace, SoundPlace } from '../src/storage/keep.ts';
import { featureFolder, SOUND_FOLDER } from '../src/storage/opfs.ts';
import { PackWriter } from '../src/storage/pack.ts';

export class ClipKeeper {
  private readonly writers = new Map<string, Promise<PackWriter>>();

  /** @throws StorageFullError, StorageUnavailableError */
  async keepFeatures(
    config: FrontEndConfig,
    { frames, coefficients, data }: FeatureMatrix,
  ): Promise<FeaturePlace> {
    const pack = await this.writer(featureFolder(frontEndKey(config)));
    const span = pack.append(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return { frames, coefficients, span };
  }

  /** The whole clip in 16 bits. @throws StorageFullError, StorageUnavailableError */
  async keepSound(sound: Float32Array, sampleRateHz: number): Promise<SoundPlace> {
    const pack = await this.writer(SOUND_FOLDER);
    const samples = toInt16(sound);
    return { samples: samples.length, sampleRateHz, span: pack.append(new Uint8Array(samples.buffer)) };
  }

  /** Makes what was written last, and lets go of the files. */
  async settle(): Promise<void> {
    const writers = [...this.writers.values()];
    this.writers.clear();
    for (const writer of await Promise.allSettled(writers)) {
      if (writer.status === 'rejected') continue;
      writer.value.flush();
      writer.value.close();
    }
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

/** 16-bit samples, full scale at ±1; louder ones are clipped. */
function toInt16(signal: Float32Array): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(signal.length);
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round(signal[i] * 32768);
    samples[i] = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
  }
  return samples;
}
