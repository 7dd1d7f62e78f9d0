import { addResultToVoice, type LiveResult } from '../../../store/live.ts';
import { useModel } from '../../../store/model.ts';
import { Button } from '../../components/Button.tsx';
import { useKnownVoice } from './useKnownVoice.ts';

/** Makes the user's voice better known by a recording that was answered already. Nothing where the model has no use for it. */
export function AddToVoice({ result }: { result: LiveResult }) {
  const recipe = useModel(({ model }) => model?.recipe);
  const known = useKnownVoice(recipe?.frontEnd);
  if (recipe?.scale !== 'speaker') return null;
  if (known.from === 'an earlier visit') return null;
  return (
    <Button
      size="small"
      unavailable={result.inVoice}
      aria-label={result.inVoice ? undefined : `Add ${result.source} to your voice`}
      onClick={() => void addResultToVoice(result.id)}
    >
      {result.inVoice ? 'In your voice' : 'Add to your voice'}
    </Button>
  );
}
