import { useState } from 'react';
import { startRecording, stopRecording, useLive } from '../../../store/live.ts';
import { Button } from '../../components/Button.tsx';
import { LiveIcon, StopIcon } from '../../components/icons.tsx';
import { SENTENCES } from './sentences.ts';

/** One sentence after the other, to be read into the microphone. @param read how many were read already */
export function ReadAloud({ read }: { read: number }) {
  const [skipped, setSkipped] = useState(0);
  const phase = useLive((state) => state.phase);
  const ours = useLive((state) => state.purpose) === 'voice';
  const recording = ours && phase === 'recording';
  const { text, manner } = SENTENCES[(read + skipped) % SENTENCES.length];
  return (
    <div className="voice">
      <p className="quiet">Read it {manner}:</p>
      <blockquote className="voice__sentence">{text}</blockquote>
      <div className="voice__buttons">
        <Button
          variant={recording ? 'danger' : 'secondary'}
          icon={recording ? <StopIcon /> : <LiveIcon />}
          busy={ours && (phase === 'asking' || phase === 'predicting')}
          unavailable={!ours && phase !== 'idle'}
          onClick={() => void (recording ? stopRecording() : startRecording('voice'))}
        >
          {recording ? 'Done' : 'Read aloud'}
        </Button>
        <Button variant="quiet" unavailable={phase !== 'idle'} onClick={() => setSkipped(skipped + 1)}>
          Another sentence
        </Button>
      </div>
    </div>
  );
}
