import type { Clip } from './clip.ts';

/** What a split looks at. */
export type SplitClip = Pick<Clip, 'id' | 'speaker' | 'gender' | 'corpus' | 'emotion'>;

/** Where a split puts a clip. */
export type Side = 'train' | 'validation' | 'test';
