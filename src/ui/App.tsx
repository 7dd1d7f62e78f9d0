import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { goTo, type StageId, useNavigation } from '../store/navigation.ts';
import { dismiss, useNotices } from '../store/notices.ts';
import { Notice } from './components/Notice.tsx';
import { Shell } from './Shell.tsx';
import { StageBoundary } from './StageBoundary.tsx';
import { useBackendName, useStageEntries, useStorageWords } from './stageEntries.ts';
import DataStage from './stages/data/DataStage.tsx';
import { takeDropsAnywhere } from './takeDropsAnywhere.ts';
import './stages/stages.css';

/** Data is there at once; the others are fetched when first opened. */
const STAGES: Record<StageId, ComponentType> = {
  data: DataStage,
  explore: lazy(() => import('./stages/explore/ExploreStage.tsx')),
  train: lazy(() => import('./stages/train/TrainStage.tsx')),
  evaluate: lazy(() => import('./stages/evaluate/EvaluateStage.tsx')),
  live: lazy(() => import('./stages/live/LiveStage.tsx')),
  export: lazy(() => import('./stages/export/ExportStage.tsx')),
};

export function App() {
  const stage = useNavigation((state) => state.stage);
  const entries = useStageEntries();
  const backend = useBackendName();
  const storage = useStorageWords();
  useEffect(takeDropsAnywhere, []);

  const Stage = STAGES[stage];
  return (
    <Shell
      stages={entries}
      current={stage}
      onSelect={goTo}
      backend={backend}
      storage={storage}
      notices={<Notices />}
    >
      <StageBoundary key={stage}>
        <Suspense fallback={<p className="quiet">Opening…</p>}>
          <Stage />
        </Suspense>
      </StageBoundary>
    </Shell>
  );
}

function Notices() {
  const notices = useNotices((state) => state.notices);
  if (notices.length === 0) return null;
  return notices.map(({ id, kind, message, remedy }) => (
    <Notice key={id} kind={kind} title={message} remedy={remedy} onDismiss={() => dismiss(id)} />
  ));
}
