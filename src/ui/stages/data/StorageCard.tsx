import { useKeeping } from '../../../store/keeping.ts';
import { Card } from '../../components/Card.tsx';
import { formatBytes } from '../../components/format.ts';
import { Meter } from '../../components/Meter.tsx';
import { keptInAll, storageHint, storageParts } from './storageWords.ts';

/** What the browser keeps of clips and runs when the tab is closed, or why nothing. */
export function StorageCard() {
  const { status, why, usage } = useKeeping();
  if (status === 'opening') return null;
  const bytes = usage ? keptInAll(usage) : 0;
  if (status === 'memory' && bytes === 0)
    return (
      <Card title="Nothing is kept when this tab closes" hint={why ?? undefined}>
        <p className="quiet">
          Clips and runs are in memory, and all works. Download a model that you want to keep.
        </p>
      </Card>
    );
  if (!usage || bytes === 0) return null;

  const parts = storageParts(usage);
  return (
    <Card
      title={`${formatBytes(bytes)} kept in this browser`}
      hint={
        status === 'memory'
          ? `${why} What was kept before stays; what is read or trained now is gone when the tab closes.`
          : storageHint(usage)
      }
    >
      {usage.quota === null ? (
        <p className="quiet">{parts}</p>
      ) : (
        <Meter
          label="Storage in use"
          value={bytes / usage.quota}
          words={`${formatBytes(bytes)} of the ${formatBytes(usage.quota)} this browser allows: ${parts}`}
        />
      )}
    </Card>
  );
}
