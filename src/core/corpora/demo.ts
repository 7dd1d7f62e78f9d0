import type { PathParts } from './path.ts';
import { codesOf, labelsOf } from './ravdess.ts';
import type { Corpus, PathReading } from './reading.ts';

/** Its name says everywhere that no one spoke it. */
export const DEMO_CORPUS = 'Demo (synthetic)';

/** The folder that the demo's zip holds, by which it is known again. */
export const DEMO_FOLDER = 'Intone synthetic demo';

/** The demo corpus: RAVDESS's names, in a folder that gives it away. It has more repetitions than RAVDESS. */
export const DEMO: Corpus = {
  name: DEMO_CORPUS,
  read({ folders, name }: PathParts): PathReading | null {
    if (!folders.includes(DEMO_FOLDER)) return null;
    const codes = codesOf(name);
    if (codes === null) return null;
    const labels = labelsOf(codes);
    const speaker = labels.speaker?.replace('RAVDESS', 'Demo') ?? null;
    return { kind: 'clip', labels: { ...labels, corpus: DEMO_CORPUS, speaker } };
  },
};
