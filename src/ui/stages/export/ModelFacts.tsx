import type { ModelState } from '../../../store/model.ts';
import { formatBytes, formatCount, formatCounted, formatPercent } from '../../components/format.ts';
import { Notice } from '../../components/Notice.tsx';
import { Stat, Stats } from '../../components/Stat.tsx';
import { SyntheticNotice } from '../data/DatasetFigures.tsx';

/** The model card in short. */
export function ModelFacts({ model }: { model: NonNullable<ModelState['model']> }) {
  const { card, recipe, labels, bytes } = model;
  const trainedOn = card.corpora
    .map(
      ({ name, clips, speakers }) =>
        `${name} (${formatCounted(clips, 'clip')}, ${formatCounted(speakers, 'speaker')})`,
    )
    .join(', ');
  return (
    <>
      {card.synthetic && <SyntheticNotice />}
      {recipe.split.by === 'random' && card.test && (
        <Notice
          kind="warning"
          title="Its score comes from a random split, so it flatters."
          remedy="Train with a split by speaker for the true one."
        />
      )}
      <Stats>
        <Stat
          label={recipe.split.by === 'speaker' ? 'UAR on unseen speakers' : 'UAR on a random split'}
          value={card.test ? formatPercent(card.test.uar, 1) : '–'}
          hint={card.test ? `chance ${formatPercent(card.test.chance, 1)}` : 'not tested'}
        />
        <Stat label="Accuracy" value={card.test ? formatPercent(card.test.accuracy, 1) : '–'} />
        <Stat label="Weights" value={formatCount(card.parameters)} hint={formatBytes(bytes)} />
        <Stat label="Epoch" value={card.bestEpoch} hint={`of ${card.epochs}, on ${card.backend}`} />
      </Stats>
      <dl className="facts-list">
        <dt>Tells apart</dt>
        <dd>{labels.join(', ')}</dd>
        <dt>Trained on</dt>
        <dd>{trainedOn}</dd>
        <dt>Network</dt>
        <dd>
          {recipe.architecture === 'classic' ? 'Classic CNN' : 'Compact CNN'}, seed {recipe.training.seed}
        </dd>
        <dt>Made</dt>
        <dd>{new Date(card.createdAt).toLocaleString()}</dd>
        <dt>Use</dt>
        <dd>
          Acted speech is not real life, and the corpora’s licences go with the model: several are for
          research only.
        </dd>
      </dl>
    </>
  );
}
