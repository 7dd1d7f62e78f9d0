import type { StageId } from '../../store/navigation.ts';

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
}
