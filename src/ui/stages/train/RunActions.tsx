import { pauseRun, resumeRun, stopRun } from '../../../store/attempt.ts';
import { canKeep } from '../../../store/canKeep.ts';
import { useDataset } from '../../../store/dataset.ts';
import { goTo } from '../../../store/navigation.ts';
import { isActive, useRun } from '../../../store/run.ts';
import { useRuns } from '../../../store/runs.ts';
import { startRun } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import { choosesEpoch } from './runWords.ts';

/**
 * What can be done with the run: one button goes on from Pause to Resume and at last to the results, the other from
 * Train to Stop and back. Their words change, the elements stay, and with them the keyboard's focus.
 */
export function RunActions() {
  return (
    <>
      <PauseButton />
      <TrainButton />
    </>
  );
}

function PauseButton() {
  const phase = useRun((state) => state.phase);
  const hasScore = useRun(({ recipe }) => recipe?.split.by !== 'everyone');
  switch (phase) {
    case 'training':
      return <Button onClick={pauseRun}>Pause</Button>;
    case 'pausing':
      return <Button busy>Pausing</Button>;
    case 'paused':
      return (
        <Button variant="primary" onClick={resumeRun}>
          Resume
        </Button>
      );
    case 'stopping':
    case 'testing':
      return <Button unavailable>Pause</Button>;
    case 'done':
      return hasScore ? (
        <Button onClick={() => goTo('evaluate')}>See how it did</Button>
      ) : (
        <Button onClick={() => goTo('live')}>Try it live</Button>
      );
    default:
      return null;
  }
}

function TrainButton() {
  const phase = useRun((state) => state.phase);
  const rows = useRuns((state) => state.rows);
  const keeps = useRun(({ members }) => canKeep(members, rows));
  const keepsBest = useRun(choosesEpoch);
  const hasClips = useDataset((state) => state.clips.length > 0);
  if (!isActive(phase))
    return (
      <Button variant="primary" disabled={!hasClips} onClick={() => void startRun()}>
        {phase === 'idle' ? 'Train' : 'Train again'}
      </Button>
    );
  if (phase === 'testing') return <Button busy>Testing</Button>;
  return (
    <Button
      variant="danger"
      busy={phase === 'stopping'}
      onClick={({ detail: clicks }) => {
        // A double click on Train is not meant to cancel.
        if (clicks < 2) stopRun();
      }}
    >
      {keeps ? (keepsBest ? 'Stop and keep best' : 'Stop and keep last') : 'Cancel'}
    </Button>
  );
}
