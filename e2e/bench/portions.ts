/** Zips with a part of a corpus, to see how time grows with size. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';

const AUDIO = /\.(wav|aiff?|aifc)$/i;

export interface Portion {
  scale: number;
  clips: number;
  path: string;
}

/**
 * For each scale a zip with that many times as many clips; the largest holds all but a remainder. The clips of a smaller
 * one are spread over the corpus, so that all have the same mix of lengths. Entries are copied as they are packed.
 */
export async function writePortions(zip: string, scales: number[], folder: string): Promise<Portion[]> {
  const corpus = await JSZip.loadAsync(readFileSync(zip));
  const paths = Object.keys(corpus.files)
    .filter((path) => AUDIO.test(path))
    .sort();
  const unit = Math.floor(paths.length / Math.max(...scales));
  if (unit === 0) throw new Error(`${zip} has only ${paths.length} clips.`);
  const portions: Portion[] = [];
  for (const scale of scales) {
    const clips = scale * unit;
    const part = new JSZip();
    for (let i = 0; i < clips; i++) {
      const path = paths[Math.floor((i * paths.length) / clips)];
      // jszip copies an entry it has not unpacked without packing it anew.
      part.files[path] = corpus.files[path];
    }
    const path = join(folder, `${clips}-clips.zip`);
    writeFileSync(path, await part.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
    portions.push({ scale, clips, path });
  }
  return portions;
}
