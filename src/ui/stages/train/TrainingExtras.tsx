import type { Schedule } from '../../../core/recipe/recipe.ts';
import { changeTraining, changeWindow, useRecipe } from '../../../store/recipe.ts';
import { formatPercent } from '../../components/format.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { RangeField } from '../../components/RangeField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';

/** What is seldom changed: how steps are taken, what the loss counts, how clips are varied. */
export function TrainingExtras({ disabled }: { disabled: boolean }) {
  const { windowS } = useRecipe((state) => state.recipe);
  return (
    <Settings disabled={disabled}>
      <NumberField
        label="Window"
        value={windowS}
        min={0.5}
        max={10}
        step={0.1}
        unit="s"
        onChange={changeWindow}
        help="How much of each clip the network sees; shorter clips are padded."
      />
      <MembersField />
      <ScheduleFields />
      <WeightFields />
      <LossFields />
      <AugmentationFields />
    </Settings>
  );
}

function MembersField() {
  const { members } = useRecipe((state) => state.recipe.training);
  return (
    <NumberField
      label="Networks side by side"
      value={members}
      min={1}
      max={8}
      integer
      onChange={(members) => changeTraining({ members })}
      help="Each learns by itself from another start; the model averages their answers. Several are better and take as many times as long."
    />
  );
}

const SCHEDULE_HELP: Record<Schedule, string> = {
  'one-cycle': 'The learning rate rises smoothly during the warm-up, then falls to a thousandth.',
  cosine: 'The learning rate rises evenly during the warm-up, then falls smoothly to zero.',
  constant: 'The learning rate rises evenly during the warm-up and stays there.',
};

/** How fast to go, and for how long. */
function ScheduleFields() {
  const { schedule, warmUp, patience } = useRecipe((state) => state.recipe.training);
  return (
    <>
      <SelectField
        label="Schedule"
        value={schedule}
        onChange={(schedule) => changeTraining({ schedule })}
        options={[
          { value: 'one-cycle', label: 'One cycle' },
          { value: 'cosine', label: 'Cosine' },
          { value: 'constant', label: 'Constant' },
        ]}
        help={SCHEDULE_HELP[schedule]}
      />
      <RangeField
        label="Warm-up"
        value={warmUp}
        min={0}
        max={0.5}
        step={0.05}
        format={(share) => (share === 0 ? 'off' : formatPercent(share))}
        onChange={(warmUp) => changeTraining({ warmUp })}
        help="Share of the run in which the learning rate climbs to its full size."
      />
      <NumberField
        label="Patience"
        value={patience}
        min={0}
        max={500}
        integer
        unit="epochs"
        onChange={(patience) => changeTraining({ patience })}
        help="Ends the run after this many epochs without a better validation UAR. 0 always trains all epochs."
      />
    </>
  );
}

/** What is done to the weights besides following the gradient. */
function WeightFields() {
  const { weightDecay, clipNorm, ema } = useRecipe((state) => state.recipe.training);
  return (
    <>
      <NumberField
        label="Weight decay"
        value={weightDecay}
        min={0}
        max={1}
        onChange={(weightDecay) => changeTraining({ weightDecay })}
        help="Pulls weights towards zero (AdamW), against learning by heart."
      />
      <NumberField
        label="Gradient clipping"
        value={clipNorm}
        min={0}
        max={1000}
        onChange={(clipNorm) => changeTraining({ clipNorm })}
        help="Longer gradients are shortened to this, so that one odd batch does no harm. 0 is off, 1 to 5 usual."
      />
      <NumberField
        label="Weight averaging (EMA)"
        value={ema}
        min={0}
        max={0.9999}
        onChange={(ema) => changeTraining({ ema })}
        help="Validates and keeps a running average of the weights, steadier than the latest. 0 is off, 0.99 to 0.999 usual."
      />
    </>
  );
}

/** What counts as a mistake, and how much. */
function LossFields() {
  const { classWeights, labelSmoothing } = useRecipe((state) => state.recipe.training);
  return (
    <>
      <SwitchField
        label="Class weights"
        checked={classWeights}
        onChange={(classWeights) => changeTraining({ classWeights })}
        help="Rare emotions count for more in the loss, so that all count alike."
      />
      <RangeField
        label="Label smoothing"
        value={labelSmoothing}
        min={0}
        max={0.4}
        step={0.05}
        format={formatPercent}
        onChange={(labelSmoothing) => changeTraining({ labelSmoothing })}
        help="Keeps the network from being too sure of acted labels."
      />
    </>
  );
}

/** How training clips are varied, so that no step sees the same clip twice. */
function AugmentationFields() {
  const { speedPerturbation, vtlp, mixup, specAugment } = useRecipe((state) => state.recipe.training);
  return (
    <>
      <RangeField
        label="Speed changes"
        value={speedPerturbation}
        min={0}
        max={0.3}
        step={0.05}
        format={(share) => (share === 0 ? 'off' : `± ${formatPercent(share)}`)}
        onChange={(speedPerturbation) => changeTraining({ speedPerturbation })}
        help="Training clips are played faster or slower at random."
      />
      <RangeField
        label="Other voices (VTLP)"
        value={vtlp}
        min={0}
        max={0.3}
        step={0.01}
        format={(share) => (share === 0 ? 'off' : `± ${formatPercent(share)}`)}
        onChange={(vtlp) => changeTraining({ vtlp })}
        help="Formants are moved up or down at random, as if the vocal tract were shorter or longer."
      />
      <RangeField
        label="Mixup"
        value={mixup}
        min={0}
        max={0.5}
        step={0.05}
        format={(alpha) => (alpha === 0 ? 'off' : alpha.toFixed(2))}
        onChange={(mixup) => changeTraining({ mixup })}
        help="Blends pairs of training clips and their labels."
      />
      <SwitchField
        label="SpecAugment"
        checked={specAugment}
        onChange={(specAugment) => changeTraining({ specAugment })}
        help="Hides short stretches of time and a few coefficients at random."
      />
    </>
  );
}
