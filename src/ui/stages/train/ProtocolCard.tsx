import { useMemo } from 'react';
import { useDataset } from '../../../store/dataset.ts';
import { changeSplit, changeTraining, useRecipe } from '../../../store/recipe.ts';
import { Card } from '../../components/Card.tsx';
import { formatPercent } from '../../components/format.ts';
import { LeakNotice } from '../../components/LeakNotice.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { RangeField } from '../../components/RangeField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { LeakCheck } from './LeakCheck.tsx';
import { PROTOCOL_OPTIONS, PROTOCOL_WORDS } from './protocolWords.ts';
import { SplitPreview } from './SplitPreview.tsx';
import { isValidated } from './splitPreview.ts';
import { TrainCorpora } from './TrainCorpora.tsx';
import { useSplits } from './useSplits.ts';

/** Who trains and who is held out, by which protocol, and what that comes to. */
export function ProtocolCard({ disabled }: { disabled: boolean }) {
  const split = useRecipe((state) => state.recipe.split);
  const outcome = useSplits();
  const { help, testShareOf } = PROTOCOL_WORDS[split.by];
  const tested = testShareOf(split);
  return (
    <Card
      title="What is held out"
      hint={
        split.by === 'everyone'
          ? 'There is no test: everyone is there to learn from, but for those who choose the epoch'
          : 'Training never sees the test, and the epoch is never chosen on the test'
      }
    >
      {split.by === 'random' && <LeakNotice />}
      <Settings disabled={disabled}>
        <SelectField
          label="Split"
          value={split.by}
          onChange={(by) => changeSplit({ by })}
          options={PROTOCOL_OPTIONS}
          help={help}
        />
        {split.by === 'speaker-folds' && (
          <NumberField
            label="Folds"
            value={split.folds}
            min={2}
            max={100}
            integer
            onChange={(folds) => changeSplit({ folds })}
            help="Groups of speakers, and so trainings."
          />
        )}
        {tested !== null && (
          <RangeField
            label="Test share"
            value={split.testShare}
            min={0.05}
            max={0.5}
            step={0.05}
            format={formatPercent}
            onChange={(testShare) => changeSplit({ testShare })}
            help={`Share of ${split.by === 'corpus' ? 'the trained corpus’s speakers, kept so that it is tested on its own too' : `${tested} kept for the final test`}.`}
          />
        )}
        <ValidationFields validated={'splits' in outcome && isValidated(outcome.splits)} />
      </Settings>
      {split.by === 'corpus' && <CorporaToTrain disabled={disabled} />}
      <SplitPreview outcome={outcome} />
      <LeakCheck />
    </Card>
  );
}

/** Who chooses the epoch. @param validated whether anybody does, with the dataset as it is */
function ValidationFields({ validated }: { validated: boolean }) {
  const { split, training } = useRecipe((state) => state.recipe);
  const { validationShareOf } = PROTOCOL_WORDS[split.by];
  const wanted = split.validationShare > 0;
  return (
    <>
      <RangeField
        label="Validation share"
        value={split.validationShare}
        min={0}
        max={0.4}
        step={0.05}
        format={formatPercent}
        onChange={(validationShare) => changeSplit({ validationShare })}
        help={
          wanted && !validated
            ? `Too few ${validationShareOf} for it here: no validation, the last epoch is kept.`
            : `Share of ${validationShareOf}, taken from those who would train, that only judge the epochs and how sure the model may be. With 0 the last epoch is kept.`
        }
      />
      <SelectField
        label="Epoch kept"
        value={wanted ? training.keep : 'last'}
        disabled={!wanted}
        onChange={(keep) => changeTraining({ keep })}
        options={[
          { value: 'best', label: `Best on validation ${validationShareOf}` },
          { value: 'last', label: 'Last' },
        ]}
        help={
          wanted
            ? 'The last needs no choice, and few validation clips choose by luck. The best guards against learning by heart.'
            : 'Without validation nothing can choose: the last is kept.'
        }
      />
    </>
  );
}

function CorporaToTrain({ disabled }: { disabled: boolean }) {
  const chosen = useRecipe((state) => state.recipe.split.trainCorpora);
  const clips = useDataset((state) => state.clips);
  const present = useMemo(() => [...new Set(clips.map(({ corpus }) => corpus))].sort(), [clips]);
  return (
    <TrainCorpora
      present={present}
      chosen={chosen}
      disabled={disabled}
      onChange={(trainCorpora) => changeSplit({ trainCorpora })}
    />
  );
}
