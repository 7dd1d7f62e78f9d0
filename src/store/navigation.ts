/** Which stage is on screen. */
import { create } from 'zustand';

export const STAGES = ['data', 'explore', 'train', 'evaluate', 'live', 'export'] as const;
export type StageId = (typeof STAGES)[number];

function stageInAddress(): StageId {
  const hash = location.hash.slice(1);
  return STAGES.find((stage) => stage === hash) ?? 'data';
}

export const useNavigation = create<{ stage: StageId }>(() => ({ stage: stageInAddress() }));

/** The address carries the stage, so that back and forward work. */
export function goTo(stage: StageId): void {
  if (useNavigation.getState().stage === stage) return;
  history.pushState(null, '', `#${stage}`);
  useNavigation.setState({ stage });
}

addEventListener('popstate', () => useNavigation.setState({ stage: stageInAddress() }));
