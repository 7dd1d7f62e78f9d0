import type { Clip } from '../../core/dataset/clip.ts';
import { type KeepBatch, openKeep } from '../keep.ts';
import { Keep } from '../keep-index.ts';
import { featureFolder, SOUND_FOLDER } from '../opfs.ts';
import { PackWriter } from '../pack.ts';

/** A clip of that id. */
export function clipOf(id: string, path = `${id}.wav`): Clip {
  return {
    id,
    sourceName: 'corpus.zip',
    path,
    bytes: 288_044,
    corpus: 'RAVDESS',
    emotion: 'happy',
    speaker: 'RAVDESS 01',
    gender: 'male',
    text: null,
    intensity: null,
    durationS: 3,
    sampleRateHz: 48000,
    channels: 1,
    encoding: 'WAV 16-bit',
    peak: 0.5,
    frames: 2,
    stamp: 'crc',
  };
}

export async function openedKeep(locks: LockManager): Promise<Keep> {
  const keep = await openKeep({ locks });
  if (!(keep instanceof Keep)) throw new Error(keep.message);
  return keep;
}

/** Writes packs as a feature worker would and tells what the index is to hold. */
export async function written(session: string, frontEndKey: string, ids: string[]): Promise<KeepBatch> {
  const features = await PackWriter.create(featureFolder(frontEndKey), session);
  const sound = await PackWriter.create(SOUND_FOLDER, session);
  const batch: KeepBatch = { clips: [], features: [], sound: [] };
  ids.forEach((id, order) => {
    const matrix = Float32Array.from({ length: 6 }, (_, i) => order + i / 8);
    const samples = Int16Array.from([order, -order, 7]);
    batch.clips.push({ clip: clipOf(id), order });
    batch.features.push({
      clipId: id,
      frontEndKey,
      place: { frames: 2, coefficients: 3, span: features.append(new Uint8Array(matrix.buffer)) },
    });
    batch.sound.push({
      clipId: id,
      place: { samples: 3, sampleRateHz: 16000, span: sound.append(new Uint8Array(samples.buffer)) },
    });
  });
  features.close();
  sound.close();
  return batch;
}
