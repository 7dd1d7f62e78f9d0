import { useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { BACKEND_NAMES } from '../../../store/backend.ts';
import { compareRun, MOST_COMPARED, type Places, placesOf, useCompared } from '../../../store/compared.ts';
import { isUnderWay, useRun } from '../../../store/run.ts';
import { type RunRow, useRuns } from '../../../store/runs.ts';
import { RunCurves } from '../../charts/RunCurves.tsx';
import type { RunMeasure } from '../../charts/runComparison.ts';
import { Card } from '../../components/Card.tsx';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { formatCounted, formatDuration, formatPercent } from '../../components/format.ts';
import { LineSwatch } from '../../components/LineSwatch.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { runLine } from '../../theme/runs.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { RowActions } from './RowActions.tsx';
import { RunName } from './RunName.tsx';
import { RunRecipe } from './RunRecipe.tsx';
import { runCurveOf } from './runCurve.ts';
import { bestValidation, datasetWords, startedWords, statusWords, testWords } from './runWords.ts';
import './RunsCard.css';

const COLUMNS: Column<RunRow>[] = [
  { id: 'compare', header: 'Compare', cell: (row) => <Compare row={row} /> },
  {
    id: 'name',
    header: 'Run',
    cell: (row) => (
      <>
        <RunName id={row.id} name={row.name} />
        <Status row={row} />
        <RowActions row={row} />
      </>
    ),
  },
  {
    id: 'validation',
    header: 'Validation UAR',
    align: 'end',
    cell: (row) => {
      const best = bestValidation(row);
      return best === null ? '–' : formatPercent(best, 1);
    },
    sortValue: bestValidation,
  },
  {
    id: 'test',
    header: 'Test UAR',
    align: 'end',
    cell: testWords,
    sortValue: ({ test }) => test?.uar ?? null,
  },
  { id: 'recipe', header: 'Recipe', cell: ({ name, recipe }) => <RunRecipe name={name} recipe={recipe} /> },
  {
    id: 'dataset',
    header: 'Dataset',
    cell: ({ dataset }) => <span className="runs__words">{datasetWords(dataset)}</span>,
  },
  {
    id: 'training',
    header: 'Training',
    cell: ({ epochs, recipe, trainedS, backend }) => (
      <>
        <span className="runs__whole">
          {epochs.length} of {formatCounted(recipe.training.epochs, 'epoch')}
        </span>
        <span className="runs__second runs__whole">
          {formatDuration(trainedS)} · {BACKEND_NAMES[backend]}
        </span>
      </>
    ),
    sortValue: ({ trainedS }) => trainedS,
  },
];

/** All runs there were, and the curves of those to be compared. */
export function RunsCard() {
  const rows = useRuns((state) => state.rows);
  const newestFirst = useMemo(() => [...rows].reverse(), [rows]);
  if (rows.length === 0) return null;
  return (
    <Card
      title={formatCounted(rows.length, 'run')}
      hint={`The newest first. Tick up to ${MOST_COMPARED} to lay their curves over one another; “Run again” trains a run’s recipe on the clips that are here now.`}
    >
      <div className="runs">
        <DataTable
          caption="Runs"
          columns={COLUMNS}
          rows={newestFirst}
          rowKey={({ id }) => id}
          maxHeight="32rem"
        />
      </div>
      <ComparedRuns />
    </Card>
  );
}

/** The same object until a run comes into the picture or leaves it. */
function usePlaces(): Places {
  const chosen = useCompared((state) => state.chosen);
  return useRuns(useShallow(({ rows }) => placesOf(rows, chosen)));
}

function Compare({ row: { id, name } }: { row: RunRow }) {
  const { theme } = useTheme();
  const places = usePlaces();
  const place = places[id];
  const compared = place !== undefined;
  return (
    <label className="runs__compare">
      <input
        type="checkbox"
        aria-label={`Compare ${name}`}
        checked={compared}
        disabled={!compared && Object.keys(places).length >= MOST_COMPARED}
        onChange={(event) => compareRun(id, event.target.checked)}
      />
      {compared && <LineSwatch line={runLine(place, theme)} />}
    </label>
  );
}

function Status({ row }: { row: RunRow }) {
  const state = useRun((run) =>
    isUnderWay(run, row.id) ? run.members.find(({ id }) => id === row.id)!.state : null,
  );
  const words = [startedWords(row.startedAt), statusWords(row, state)];
  if (row.recipe.split.by === 'random') words.push('random split: leak');
  return <span className="runs__second">{words.join(' · ')}</span>;
}

function ComparedRuns() {
  const [measure, setMeasure] = useState<RunMeasure>('validationUar');
  const places = usePlaces();
  // Epochs of a run that is not in the picture draw nothing anew.
  const rows = useRuns(useShallow(({ rows }) => rows.filter(({ id }) => id in places)));
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
      <div className="settings">
        <SelectField
          label="Curves of"
          value={measure}
          onChange={setMeasure}
          options={[
            { value: 'validationUar', label: 'Validation UAR' },
            { value: 'trainLoss', label: 'Training loss' },
          ]}
        />
      </div>
      <RunCurves runs={curves} measure={measure} />
    </>
  );
}
