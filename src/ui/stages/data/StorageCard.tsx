import { useKeeping } from '../../../store/keeping.ts';
import { Card } from '../../components/Card.tsx';
import { formatBytes } from '../../components/format.ts';
import { Meter } from '../../components/Meter.tsx';

/** What the browser keeps of the dataset when the tab is closed, or why nothing. */
export function StorageCard() {
  const { status, why, usage } = useKeeping();
  if (status === 'opening') return null;
  const keptBytes = usage?.keptBytes ?? 0;
  if (status === 'memory' && keptBytes === 0)
    return (
      <Card title="Nothing is kept when this tab closes" hint={why ?? undefined}>
        <p className="quiet">
          The clips are in memory, and all works. Download a model that you want to keep.
        </p>
      </Card>
    );
  if (!usage || keptBytes === 0) return null;

  const parts = `features ${formatBytes(usage.featureBytes)}, sound for listening ${formatBytes(usage.soundBytes)}`;
  return (
    <Card
      title={`${formatBytes(keptBytes)} kept in this browser`}
      hint={
        status === 'memory'
          ? `${why} What was kept before stays; what is read now is gone when the tab closes.`
          : 'Close the tab and come back: the clips will be here. “Remove all clips” deletes all of it.'
      }
    >
      {usage.quota === null ? (
        <p className="quiet">{parts}</p>
      ) : (
        <Meter
          label="Storage in use"
          value={keptBytes / usage.quota}
          words={`${formatBytes(keptBytes)} of the ${formatBytes(usage.quota)} this browser allows: ${parts}`}
        />
      )}
    </Card>
  );
}
