import { expect, it } from 'vitest';
import { keptInAll, storageHint, storageParts } from './storageWords.ts';

const CLIPS = { keptBytes: 131e6, featureBytes: 11e6, soundBytes: 120e6, runBytes: 0 };
const RUNS = { keptBytes: 0, featureBytes: 0, soundBytes: 0, runBytes: 12e6 };
const BOTH = { ...CLIPS, runBytes: 12e6 };

it('counts clips and runs together', () => {
  expect(keptInAll(BOTH)).toBe(143e6);
});

it('names the parts there are', () => {
  expect(storageParts(BOTH)).toBe('features 11 MB, sound for listening 120 MB, runs and checkpoints 12 MB');
  expect(storageParts(CLIPS)).toBe('features 11 MB, sound for listening 120 MB');
  expect(storageParts(RUNS)).toBe('runs and checkpoints 12 MB');
});

it('never says that removing the clips removes runs', () => {
  expect(storageHint(CLIPS)).toBe(
    'Close the tab and come back: the clips will be here. “Remove all clips” deletes all of it.',
  );
  expect(storageHint(BOTH)).toBe(
    'Close the tab and come back: the clips and the runs will be here. “Remove all clips” leaves the runs. Runs are deleted one by one on Train.',
  );
  expect(storageHint(RUNS)).toBe(
    'Close the tab and come back: the runs will be here. Runs are deleted one by one on Train.',
  );
});
