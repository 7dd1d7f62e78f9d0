import { changeScale, changeTraining, choosePreset, useRecipe } from '../../../store/recipe.ts';
import { MOST_REPEATS, useRepeats } from '../../../store/starting.ts';
import { Card } from '../../components/Card.tsx';
import { Disclosure } from '../../components/Disclosure.tsx';
import { formatPercent } from '../../components/format.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { RangeField } from '../../components/RangeField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';
import { FrontEndFields } from './FrontEndFields.tsx';
import { PRESET_OPTIONS, presetHelp } from './presetWords.ts';
import { TrainingExtras } from './TrainingExtras.tsx';

/** Network, training settings and front end, each with what it does. */
export function RecipeCard({ disabled }: { disabled: boolean }) {
  const { architecture } = useRecipe((state) => state.recipe);
  return (
    <Card title="Recipe" hint="Every setting that makes a run; the same recipe and seed give the same run">
      <Settings disabled={disabled}>
        <SelectField
          label="Network"
          value={architecture}
          onChange={choosePreset}
          options={PRESET_OPTIONS}
          help={presetHelp(architecture)}
        />
        <TrainingBasics />
        <SpeakerScale />
      </Settings>
      <Disclosure summary="More training settings">
        <TrainingExtras disabled={disabled} />
      </Disclosure>
      <Disclosure summary="Front end (MFCC)">
        <FrontEndFields disabled={disabled} />
      </Disclosure>
    </Card>
  );
}

function TrainingBasics() {
  const training = useRecipe((state) => state.recipe.training);
  return (
    <>
      <NumberField
        label="Epochs"
        value={training.epochs}
        min={1}
        max={500}
        integer
        onChange={(epochs) => changeTraining({ epochs })}
        help="How often the network goes through all training clips."
      />
      <NumberField
        label="Batch size"
        value={training.batchSize}
        min={1}
        max={256}
        integer
        onChange={(batchSize) => changeTraining({ batchSize })}
        help="Clips per step. Larger is steadier and needs more memory."
      />
      <NumberField
        label="Learning rate"
        value={training.learningRate}
        min={0.00001}
        max={0.1}
        onChange={(learningRate) => changeTraining({ learningRate })}
        help="Size of the largest step. Lower it if the loss jumps."
      />
      <RangeField
        label="Dropout"
        value={training.dropout}
        min={0}
        max={0.8}
        step={0.05}
        format={formatPercent}
        onChange={(dropout) => changeTraining({ dropout })}
        help="Share of features hidden at random in each step, against learning by heart."
      />
      <NumberField
        label="Seed"
        value={training.seed}
        min={0}
        max={4294967295}
        integer
        onChange={(seed) => changeTraining({ seed })}
        help="Decides the split, the first weights and every draw. The same seed repeats the run."
      />
      <Repeats />
    </>
  );
}

function SpeakerScale() {
  const scale = useRecipe((state) => state.recipe.scale);
  return (
    <SwitchField
      label="Normalise by speaker"
      checked={scale === 'speaker'}
      onChange={(bySpeaker) => changeScale(bySpeaker ? 'speaker' : 'dataset')}
      help="Scales each voice by its own clips and takes out what answers to it lean to, no labels needed. Live then asks for a short calibration. Reports say that test speakers’ own clips were used."
    />
  );
}

function Repeats() {
  const repeats = useRepeats((state) => state.repeats);
  return (
    <NumberField
      label="Repeats"
      value={repeats}
      min={1}
      max={MOST_REPEATS}
      integer
      onChange={(repeats) => useRepeats.setState({ repeats })}
      help="Seeds to train with, this one and those that follow, side by side, one on each core. Each draws anew whatever is drawn: their spread shows how far to trust one score. With several folds, each seed trains them all."
    />
  );
}
