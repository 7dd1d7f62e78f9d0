import { useEffect, useMemo, useRef } from 'react';
import type { Clip } from '../../../core/dataset/clip.ts';
import { applyScaler, fitScaler } from '../../../core/dataset/scaler.ts';
import { melBandCentres } from '../../../core/dsp/mel.ts';
import type { FeatureMatrix } from '../../../core/frontend/matrix.ts';
import { onCursor, playFrom, stopPlaying, useExplore } from '../../../store/explore.ts';
import { useRecipe } from '../../../store/recipe.ts';
import type { CursorHandle } from '../../charts/cursor.ts';
import { Heatmap } from '../../charts/Heatmap.tsx';
import { Waveform } from '../../charts/Waveform.tsx';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { PlayIcon, StopIcon } from '../../components/icons.tsx';

/** One clip: its facts, its sound and its three pictures, with one cursor over all. */
export function ClipCard({ clip }: { clip: Clip }) {
  const { picture, loading, playingId } = useExplore();
  const { frontEnd } = useRecipe((state) => state.recipe);
  const waveform = useRef<CursorHandle>(null);
  const mel = useRef<CursorHandle>(null);
  const mfcc = useRef<CursorHandle>(null);

  useEffect(
    () =>
      onCursor((timeS) => {
        for (const chart of [waveform, mel, mfcc]) chart.current?.setCursor(timeS);
      }),
    [],
  );

  const playing = playingId === clip.id;
  const inspection = picture?.inspection;
  const hopS = frontEnd.hopSamples / frontEnd.sampleRateHz;
  const mfccs = useMemo(() => inspection && standardise(inspection.mfcc), [inspection]);
  const bandHz = useMemo(() => melBandCentres(frontEnd), [frontEnd]);
  return (
    <Card
      title={clip.path.split('/').at(-1)}
      hint={<Facts clip={clip} />}
      actions={
        <Button
          variant="primary"
          busy={loading}
          icon={playing ? <StopIcon /> : <PlayIcon />}
          onClick={() => (playing ? stopPlaying() : playFrom())}
        >
          {playing ? 'Stop' : 'Play'}
        </Button>
      }
    >
      {inspection && mfccs && (
        <div className="pictures" aria-busy={loading}>
          <Waveform
            ref={waveform}
            title="Waveform: what trimming cuts is shaded"
            signal={inspection.signal}
            sampleRateHz={inspection.sampleRateHz}
            trimStartS={inspection.trimStartS}
            trimEndS={inspection.trimEndS}
            onSeek={playFrom}
          />
          <Heatmap
            ref={mel}
            kind="mel"
            title={`Log-mel spectrogram, ${frontEnd.nMels} bands`}
            matrix={inspection.logMel}
            frameS={hopS}
            bandHz={bandHz}
          />
          <Heatmap
            ref={mfcc}
            kind="mfcc"
            title={`${frontEnd.nMfcc} MFCCs, each standardised over the clip`}
            matrix={mfccs}
            frameS={hopS}
          />
        </div>
      )}
    </Card>
  );
}

/** Coefficient 0 is many times the others: without this it is all that shows. */
function standardise(matrix: FeatureMatrix): FeatureMatrix {
  return {
    ...matrix,
    data: applyScaler(fitScaler([matrix]), matrix.data, new Float32Array(matrix.data.length)),
  };
}

function Facts({ clip }: { clip: Clip }) {
  const facts = [
    clip.speaker ?? 'speaker unknown',
    clip.gender,
    clip.text && `“${clip.text}”`,
    clip.intensity && `${clip.intensity} intensity`,
    `${clip.durationS.toFixed(2)} s`,
    `${clip.encoding}, ${(clip.sampleRateHz / 1000).toLocaleString('en')} kHz, ${channelWord(clip.channels)}`,
  ];
  return (
    <span className="facts">
      <EmotionTag emotion={clip.emotion} /> {facts.filter(Boolean).join(' · ')}
    </span>
  );
}

function channelWord(channels: number): string {
  if (channels === 1) return 'mono';
  return channels === 2 ? 'stereo' : `${channels} channels`;
}
