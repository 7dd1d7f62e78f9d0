import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useCalmRuns } from '../../../store/calmRuns.ts';
import { MOST_COMPARED } from '../../../store/compared.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import { RunCurves } from '../../charts/RunCurves.tsx';
import type { RunMeasure } from '../../charts/runComparison.ts';
import { Card } from '../../components/Card.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { formatCounted } from '../../components/format.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { usePlaces } from './CompareBox.tsx';
import { runCurveOf } from './runCurve.ts';
import { type RunsItem, runsItems } from './runGroups.ts';
import { runsColumns } from './runsColumns.tsx';
import './RunsCard.css';

/** All runs there were, those begun together under one row, and the curves of those to be compared. */
export function RunsCard() {
  const rows = useCalmRuns((state) => state.rows);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => runsItems(rows, open), [rows, open]);
  const columns = useMemo(
    () =>
      runsColumns(
        (id) => open.has(id),
        (id) => setOpen(toggled(open, id)),
      ),
    [open],
  );
  if (rows.length === 0) return null;
  return (
    <Card
      title={formatCounted(rows.length, 'run')}
      hint={`The newest first, runs begun together under one row. Tick up to ${MOST_COMPARED} to lay their curves over one another; “Run again” trains a run’s recipe on the clips that are here now.`}
    >
      <div className="runs">
        <DataTable caption="Runs" columns={columns} rows={items} rowKey={keyOf} maxHeight="32rem" />
      </div>
      <ComparedRuns />
    </Card>
  );
}

/** A run keeps its row, and with it the focus, when its series shrinks to it. */
function keyOf(item: RunsItem): string {
  return item.kind === 'group' ? item.group.id : item.row.id;
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(ids.has(id) ? others : [...others, id]);
}

function ComparedRuns() {
  const [measure, setMeasure] = useState<RunMeasure>('validationUar');
  const places = usePlaces();
  // Epochs of a run that is not in the picture draw nothing anew.
  const rows = useCalmRuns(useShallow(({ rows }) => rows.filter(({ id }) => id in places)));
  const underWay = useRun(
    useShallow((run) => rows.filter(({ id }) => isUnderWay(run, id)).map(({ id }) => id)),
  );
  const curves = useMemo(
    () => rows.map((row) => runCurveOf(row, places[row.id], underWay.includes(row.id))),
    [rows, places, underWay],
  );
  // One curve by itself is what the run's own card shows.
  if (curves.length < 2)
    return (
      <p className="quiet">With two runs ticked or more, their curves are laid over one another here.</p>
    );
  return (
    <>
      <Settings>
        <SelectField
          label="Curves of"
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'validationUar', label: 'Validation UAR' },
            { value: 'trainLoss', label: 'Training loss' },
          ]}
        />
      </Settings>
      <RunCurves runs={curves} measure={measure} />
    </>
  );
}
