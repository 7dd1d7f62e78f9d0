import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { goTo, type StageId, useNavigation } from '../store/navigation.ts';
import { dismiss, useNotices } from '../store/notices.ts';
import { Announcer } from './Announcer.tsx';
import { Notice } from './components/Notice.tsx';
import { Rail } from './components/Rail.tsx';
import { Shell, TopFact } from './Shell.tsx';
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

/** What changes several times a second is read in the small parts below, so that the open stage is left alone. */
export function App() {
  const stage = useNavigation((state) => state.stage);
  useEffect(takeDropsAnywhere, []);

  const Stage = STAGES[stage];
  return (
    <>
      <Shell current={stage} rail={<StageRail />} facts={<Facts />} notices={<Notices />}>
        <StageBoundary key={stage}>
          <Suspense fallback={<p className="quiet">Opening…</p>}>
            <Stage />
          </Suspense>
        </StageBoundary>
      </Shell>
      <Announcer />
    </>
  );
}

function StageRail() {
  const stage = useNavigation((state) => state.stage);
  return <Rail stages={useStageEntries()} current={stage} onSelect={goTo} />;
}

function Facts() {
  const backend = useBackendName();
  const storage = useStorageWords();
  return (
    <>
      {backend && <TopFact label="Backend" value={backend} />}
      {storage && <TopFact label="Storage" value={storage} />}
    </>
  );
}

function Notices() {
  const notices = useNotices((state) => state.notices);
  if (notices.length === 0) return null;
  return notices.map(({ id, kind, message, remedy }) => (
    <Notice key={id} kind={kind} title={message} remedy={remedy} onDismiss={() => dismiss(id)} />
  ));
}
