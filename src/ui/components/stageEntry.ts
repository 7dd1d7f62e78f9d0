import type { ReactNode } from 'react';

export type StageId = 'data' | 'explore' | 'train' | 'evaluate' | 'live' | 'export';

/** A stage as the rail shows it. */
export interface StageEntry {
  id: StageId;
  label: string;
  /** Where it stands, in a few words: '1,199 clips, 20 speakers'. */
  state: string;
  /** Something is running there. */
  busy?: boolean | undefined;
  /** Its work is done for now. */
  done?: boolean | undefined;
  disabled?: boolean | undefined;
  /** While disabled, in place of the state: 'Waits for data'. */
  waitsFor?: string | undefined;
  /** Another icon than the stage's own. */
  icon?: ReactNode;
}
