/** The first kilobytes of a few real recordings, where they are; never written anywhere but to a temporary folder. */
import { existsSync, openAsBlob } from 'node:fs';
import { readDirectory } from '../../src/core/zip/directory.ts';
import { accessOf, packedOf, unpack } from '../../workers/unpack.ts';
import type { Seed } from './audio-seeds.ts';

const ZIPS = ['Audio_Speech_Actors_01-20.zip', 'CREMA-D-samples.zip', 'TESS-subset.zip'].map(
  (name) => `../shared/data/${name}`,
);
const CLIPS_PER_ZIP = 6;
/** 0.17 s of RAVDESS. */
const HEAD_BYTES = 16_384;

export async function realSeeds(): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const path of ZIPS.filter((zip) => existsSync(zip))) {
    const blob = await openAsBlob(path);
    const clips = (await readDirectory(accessOf(blob, path), path)).filter((entry) =>
      /\.wav$/i.test(entry.path),
    );
    for (let i = 0; i < CLIPS_PER_ZIP; i++) {
      const entry = clips[Math.floor((i * clips.length) / CLIPS_PER_ZIP)];
      if (entry)
        seeds.push({ name: entry.path, bytes: (await unpack(packedOf(blob, entry))).slice(0, HEAD_BYTES) });
    }
  }
  return seeds;
}
