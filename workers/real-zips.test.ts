import { existsSync, openAsBlob } from 'node:fs';
import { expect, test } from 'vitest';
import { readDirectory } from '../src/core/zip/directory.ts';
import { accessOf, packedOf, unpack } from './unpack.ts';

/** Corpora as their sites ship them, which must not be in the repository: where one is not, its test is skipped. */
const ZIPS = [
  { path: '../shared/data/Audio_Speech_Actors_01-20.zip', clips: 1200, unpackedBytes: 488_864_080 },
  { path: '../shared/data/TESS-subset.zip', clips: 280, unpackedBytes: 28_176_338 },
  { path: '../shared/data/CREMA-D-samples.zip', clips: 7, unpackedBytes: 539_724 },
];
/** Of half a gigabyte a tenth is enough; Node inflates some 60 MB/s on a busy machine. */
const LARGEST_BYTES = 50_000_000;
const TIMEOUT_MS = 60_000;

for (const { path, clips, unpackedBytes } of ZIPS)
  test.skipIf(!existsSync(path))(
    `the entries of ${path} unpack to what their checksums say (skipped where the file is not)`,
    async () => {
      const file = await openAsBlob(path);
      const entries = await readDirectory(accessOf(file, path), path);
      expect(entries.filter((entry) => entry.path.endsWith('.wav'))).toHaveLength(clips);
      expect(entries.reduce((bytes, entry) => bytes + entry.bytes, 0)).toBe(unpackedBytes);
      const step = Math.ceil(unpackedBytes / LARGEST_BYTES);
      for (let i = 0; i < entries.length; i += step)
        expect(await unpack(packedOf(file, entries[i]))).toHaveLength(entries[i].bytes);
    },
    TIMEOUT_MS,
  );
