import { existsSync, readFileSync } from 'node:fs';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { toMono } from './channels.ts';
import { checkSignal } from './check.ts';
import { decodePcmContainer } from './decode.ts';

/** Real recordings, which must not be in the repository: where they are not, this test is skipped. */
const TESS = '../shared/data/TESS-subset.zip';
/** Inflating 280 clips takes about two seconds on an idle machine. */
const TIMEOUT_MS = 60_000;

test.skipIf(!existsSync(TESS))(
  `every clip of ${TESS} is read (skipped where the file is not)`,
  async () => {
    const zip = await JSZip.loadAsync(readFileSync(TESS));
    const clips = zip.file(/\.wav$/);
    const odd: string[] = [];
    for (const clip of clips) {
      const name = clip.name.split('/').at(-1) ?? '';
      const pcm = decodePcmContainer(await clip.async('uint8array'), name);
      if (pcm === null) throw new Error(`${name} was left to the browser`);
      expect(checkSignal(toMono(pcm), name).peak).toBeGreaterThan(0.01);
      const what = `${pcm.encoding}, ${pcm.sampleRateHz} Hz, ${pcm.channels.length}`;
      if (what !== 'WAV 16-bit, 24414 Hz, 1') odd.push(`${name}: ${what}`);
    }
    expect(clips).toHaveLength(280);
    expect(odd.sort()).toEqual([
      'OAF_food_fear.wav: WAV 16-bit, 96000 Hz, 1',
      'YAF_germ_angry.wav: AIFF 16-bit, 24414 Hz, 1',
      'YAF_neat_fear.wav: AIFF 16-bit, 24414 Hz, 1',
    ]);
  },
  TIMEOUT_MS,
);
