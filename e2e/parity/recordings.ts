/** Real recordings, by name, where the corpora are beside the repository. Nothing of them is ever written into it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { toMono } from '../../src/core/audio/channels.ts';
import { decodePcmContainer } from '../../src/core/audio/decode.ts';
import { resample } from '../../src/core/audio/resample.ts';
import type { ParityClip } from './clip.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');

/** Chosen for what they do to a reader: stereo, AIFF, 96 kHz, 24.414 kHz, 16 kHz; quietest, loudest, longest. */
const CHOSEN: Record<string, string[]> = {
  'Audio_Speech_Actors_01-20.zip': [
    'Actor_01/03-01-02-01-01-02-01.wav', // stereo
    'Actor_20/03-01-06-01-01-02-20.wav', // stereo
    'Actor_09/03-01-04-01-02-02-09.wav', // the quietest: its peak is 0.006
    'Actor_10/03-01-03-02-02-01-10.wav', // the loudest
    'Actor_19/03-01-07-02-01-02-19.wav', // the longest
    'Actor_13/03-01-05-02-01-01-13.wav',
    'Actor_16/03-01-08-01-02-01-16.wav',
  ],
  'TESS-subset.zip': [
    'OAF_Fear/OAF_food_fear.wav', // 96 kHz
    'YAF_angry/YAF_germ_angry.wav', // AIFF
    'YAF_fear/YAF_neat_fear.wav', // AIFF
    'OAF_Fear/OAF_bite_fear.wav', // the shortest
    'YAF_happy/YAF_walk_happy.wav',
  ],
  'CREMA-D-samples.zip': ['AudioWAV/1001_IOM_ANG_XX.wav', 'AudioWAV/1050_TIE_SAD_XX.wav'],
};

export interface Recording {
  name: string;
  bytes: Uint8Array;
}

/** The chosen files' bytes; none where the corpora are not on this machine. @throws Error when a zip lacks one of them */
export async function realRecordings(): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const [zipName, endings] of Object.entries(CHOSEN)) {
    const path = join(DATA, zipName);
    if (!existsSync(path)) continue;
    const zip = await JSZip.loadAsync(readFileSync(path));
    for (const ending of endings) {
      const entry = Object.values(zip.files).find(({ name }) => name.endsWith(ending));
      if (!entry) throw new Error(`${zipName} holds no ${ending}.`);
      recordings.push({ name: ending.split('/').at(-1)!, bytes: await entry.async('uint8array') });
    }
  }
  return recordings;
}

/** Bytes to mono PCM at its own rate, by the product's own reader. */
export function decodeMono({ name, bytes }: Recording): { mono: Float32Array; sampleRateHz: number } {
  const pcm = decodePcmContainer(bytes, name);
  if (!pcm) throw new Error(`${name} was left to the browser, and there is none here.`);
  return { mono: toMono(pcm), sampleRateHz: pcm.sampleRateHz };
}

export function clipOf(recording: Recording): ParityClip {
  const { mono, sampleRateHz: ownHz } = decodeMono(recording);
  return {
    name: recording.name,
    kind: 'real recording',
    at: (sampleRateHz) => resample(mono, ownHz, sampleRateHz),
  };
}
