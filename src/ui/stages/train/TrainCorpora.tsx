import { formatList } from '../../components/format.ts';
import './TrainCorpora.css';

export interface TrainCorporaProps {
  /** In the dataset. */
  present: readonly string[];
  /** Those trained on; some may not be in the dataset. */
  chosen: readonly string[];
  disabled: boolean;
  onChange: (chosen: string[]) => void;
}

/** Which corpora are trained on, the others being tested; none ticked stands for each in turn. */
export function TrainCorpora({ present, chosen, disabled, onChange }: TrainCorporaProps) {
  const offered = [...present, ...chosen.filter((corpus) => !present.includes(corpus))];
  const tested = present.filter((corpus) => !chosen.includes(corpus));
  return (
    <fieldset className="train-corpora" disabled={disabled}>
      <legend className="train-corpora__legend">Corpora to train on</legend>
      <div className="train-corpora__choices">
        {offered.map((corpus) => (
          <label key={corpus} className="train-corpora__choice">
            <input
              type="checkbox"
              checked={chosen.includes(corpus)}
              onChange={({ target }) =>
                // In one order, so that the same choice is the same recipe.
                onChange(
                  offered.filter((other) => (other === corpus ? target.checked : chosen.includes(other))),
                )
              }
            />
            {present.includes(corpus) ? corpus : `${corpus} (not in the dataset)`}
          </label>
        ))}
      </div>
      <p className="train-corpora__help">
        {chosen.length === 0
          ? 'None ticked: each corpus trains in turn and is tested on all others, which makes a matrix.'
          : tested.length > 0
            ? `Tested on ${formatList(tested)}.`
            : 'All are ticked: leave one for the test.'}
      </p>
    </fieldset>
  );
}
