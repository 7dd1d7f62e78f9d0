import { useMemo } from 'react';
import { useDataset } from '../../../store/dataset.ts';
import { changeSplit, useRecipe } from '../../../store/recipe.ts';
import { Card } from '../../components/Card.tsx';
import { formatPercent } from '../../components/format.ts';
import { RangeField } from '../../components/RangeField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { countSpeakers } from '../../components/words.ts';
import { LeakNotice } from './RunCard.tsx';

/** Who trains and who is held out. */
export function SplitCard({ disabled }: { disabled: boolean }) {
  const split = useRecipe((state) => state.recipe.split);
  const clips = useDataset((state) => state.clips);
  const speakers = useMemo(() => countSpeakers(clips), [clips]);
  // One trains, one is tested: see makeSplit.
  const withoutValidation = split.by === 'speaker' && speakers === 2;
  const unit = split.by === 'speaker' ? 'speakers' : 'clips';
  return (
    <Card
      title="What is held out"
      hint="The test never sees training, and the epoch is never chosen on the test"
    >
      {split.by === 'random' && <LeakNotice />}
      <div className="settings">
        <SelectField
          label="Split"
          value={split.by}
          disabled={disabled}
          onChange={(by) => changeSplit({ by })}
          options={[
            { value: 'speaker', label: 'By speaker (honest)' },
            { value: 'random', label: 'Random (leak demonstration)' },
          ]}
          help="By speaker, nobody who is tested was ever heard in training: the score is what a new voice can expect."
        />
        <RangeField
          label="Test share"
          value={split.testShare}
          min={0.05}
          max={0.5}
          step={0.05}
          disabled={disabled}
          format={formatPercent}
          onChange={(testShare) => changeSplit({ testShare })}
          help={`Share of ${unit} kept for the final test.`}
        />
        <RangeField
          label="Validation share"
          value={split.validationShare}
          min={0}
          max={0.4}
          step={0.05}
          disabled={disabled || withoutValidation}
          format={formatPercent}
          onChange={(validationShare) => changeSplit({ validationShare })}
          help={
            withoutValidation
              ? 'Two speakers: no validation, the last epoch is kept.'
              : `Share of ${unit} that only choose the best epoch. With 0 the last epoch is kept.`
          }
        />
      </div>
    </Card>
  );
}
