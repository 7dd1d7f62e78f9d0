import type { Split } from '../../../core/dataset/split.ts';
import { useRecipe } from '../../../store/recipe.ts';
import { useRepeats } from '../../../store/starting.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { formatCount } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { type FoldPreview, foldPreviews, plannedRunsWords, sidesWords, unseenWords } from './splitPreview.ts';
import type { useSplits } from './useSplits.ts';
import './SplitPreview.css';

const count = (side: 'train' | 'validation' | 'test' | 'unused', header: string): Column<FoldPreview> => ({
  id: side,
  header,
  align: 'end',
  cell: (fold) => formatCount(fold[side]),
});

const COLUMNS: Column<FoldPreview>[] = [
  { id: 'name', header: 'Fold', cell: ({ name }) => name },
  { id: 'tests', header: 'Speakers tested', cell: ({ tests }) => tests || '–' },
  count('train', 'To learn from'),
  count('validation', 'Validation'),
  count('test', 'Test'),
];

const WITH_LEFT_OUT = [...COLUMNS, count('unused', 'Left out')];

/** What Train will begin: how many runs, who is tested in each, or why it cannot be. */
export function SplitPreview({ outcome }: { outcome: ReturnType<typeof useSplits> }) {
  const seeds = useRepeats((state) => state.repeats);
  if ('problem' in outcome)
    return (
      <Notice kind="warning" title={outcome.problem.message} remedy={outcome.problem.remedy}>
        Nothing can be trained this way yet.
      </Notice>
    );
  const { splits } = outcome;
  const single = splits.length === 1;
  const unseen = single ? unseenWords(splits[0]) : null;
  return (
    <div className="split-preview">
      <p>
        <strong>{plannedRunsWords(splits.length, seeds)}.</strong> {single && seeds === 1 ? '' : 'Each: '}
        {sidesWords(splits)}.
      </p>
      {unseen && <p className="quiet small">Tested: {unseen}.</p>}
      {!single && <FoldTable splits={splits} />}
      {seeds > 1 && <SeedNote />}
    </div>
  );
}

function FoldTable({ splits }: { splits: readonly Split[] }) {
  const folds = foldPreviews(splits);
  return (
    <Disclosure summary="Who is tested in each fold">
      <div className="split-preview__table">
        <DataTable
          caption="Who is tested in each fold"
          columns={folds.some(({ unused }) => unused > 0) ? WITH_LEFT_OUT : COLUMNS}
          rows={folds}
          rowKey={({ number }) => String(number)}
          maxHeight="20rem"
        />
      </div>
    </Disclosure>
  );
}

function SeedNote() {
  const seed = useRecipe((state) => state.recipe.training.seed);
  return <p className="quiet small">Shown for seed {seed}. What is drawn, each further seed draws anew.</p>;
}
