import { useKeeping } from '../../../store/keeping.ts';
import { forgetHeardVoice } from '../../../store/live.ts';
import type { ModelState } from '../../../store/model.ts';
import { rememberVoice, switchVoice, useVoice } from '../../../store/voice.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';
import { voiceCurveOf } from '../model/modelScore.ts';
import { ReadAloud } from './ReadAloud.tsx';
import { useKnownVoice } from './useKnownVoice.ts';
import { effectWords, knownWords } from './voiceWords.ts';
import './VoiceCard.css';

/** Making the user's voice known to a model that scales by voice. */
export function VoiceCard({ model }: { model: NonNullable<ModelState['model']> }) {
  const known = useKnownVoice(model.recipe.frontEnd);
  const { on, remember } = useVoice();
  const canKeep = useKeeping(({ status }) => status === 'kept');
  return (
    <Card
      title="Your voice"
      hint="This model hears every recording relative to its speaker’s own voice. Read a few sentences in different moods and it gets to know yours; until then it takes you for an average speaker."
    >
      <div className="two-columns">
        {known.from === 'an earlier visit' ? (
          // What it was known from is gone: it cannot be added to.
          <p>Your voice is remembered. To know it better, forget it and read the sentences again.</p>
        ) : (
          <ReadAloud read={known.read} />
        )}
        <div className="voice">
          <p className="voice__known">{knownWords(known, model.aligns)}</p>
          <p className="quiet">{effectWords(voiceCurveOf(model.card), known, model.aligns)}</p>
          <SwitchField
            label="Use my voice"
            help="Off: the average voice. Switch it off for recordings of somebody else."
            checked={on && known.from !== null}
            disabled={known.from === null}
            onChange={switchVoice}
          />
          <SwitchField
            label="Remember my voice in this browser"
            help={
              canKeep
                ? 'Kept are the mean and the spread of each feature, never the sound.'
                : 'This browser keeps nothing at present: see Data.'
            }
            checked={remember && canKeep}
            disabled={!canKeep}
            onChange={(wanted) => void rememberVoice(wanted)}
          />
          <div>
            <Button size="small" unavailable={known.from === null} onClick={() => void forgetHeardVoice()}>
              Forget my voice
            </Button>
          </div>
        </div>
      </div>
    </Card>
  );
}
