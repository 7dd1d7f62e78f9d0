import { useDataset } from '../../../store/dataset.ts';
import { isActive, useRun } from '../../../store/run.ts';
import { startLeakCheck } from '../../../store/starting.ts';
import { Button } from '../../components/Button.tsx';
import './LeakCheck.css';

/** One click shows what a leaking split would have claimed. */
export function LeakCheck() {
  const active = useRun(({ phase }) => isActive(phase));
  const hasClips = useDataset(({ clips }) => clips.length > 0);
  return (
    <div className="leak-check">
      <Button unavailable={active || !hasClips} onClick={() => void startLeakCheck()}>
        Leak check
      </Button>
      <p className="quiet small">
        Trains this recipe twice, on unseen speakers and on a random split of the same clips, with as many on
        each side, and shows on Evaluate how many points the leak would have added.
      </p>
    </div>
  );
}
