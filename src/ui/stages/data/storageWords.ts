/** What the browser keeps, in words and sums. */
import type { KeepingState } from '../../../store/keeping.ts';
import { formatBytes, formatList } from '../../components/format.ts';

type Usage = NonNullable<KeepingState['usage']>;
type Kept = Pick<Usage, 'keptBytes' | 'featureBytes' | 'soundBytes' | 'runBytes'>;

/** Clips and runs together. */
export function keptInAll({ keptBytes, runBytes }: Pick<Usage, 'keptBytes' | 'runBytes'>): number {
  return keptBytes + runBytes;
}

/** 'features 11 MB, sound for listening 120 MB, runs and checkpoints 12 MB': those there are. */
export function storageParts({ featureBytes, soundBytes, runBytes }: Kept): string {
  const parts: [string, number][] = [
    ['features', featureBytes],
    ['sound for listening', soundBytes],
    ['runs and checkpoints', runBytes],
  ];
  return parts
    .filter(([, bytes]) => bytes > 0)
    .map(([name, bytes]) => `${name} ${formatBytes(bytes)}`)
    .join(', ');
}

/** What is there on return, and how to be rid of it. */
export function storageHint({ keptBytes, runBytes }: Pick<Usage, 'keptBytes' | 'runBytes'>): string {
  const kept = [keptBytes > 0 && 'the clips', runBytes > 0 && 'the runs'].filter((words) => words !== false);
  const ways = [
    keptBytes > 0 &&
      (runBytes > 0 ? '“Remove all clips” leaves the runs.' : '“Remove all clips” deletes all of it.'),
    runBytes > 0 && 'Runs are deleted one by one on Train.',
  ].filter((words) => words !== false);
  return `Close the tab and come back: ${formatList(kept)} will be here. ${ways.join(' ')}`;
}
