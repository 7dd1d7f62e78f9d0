import { useEffect, useMemo, useRef } from 'react';
import { applyScaler, fitScaler } from '../../../core/dataset/scaler.ts';
import { melBandCentres } from '../../../core/dsp/mel.ts';
import type { FeatureMatrix } from '../../../core/frontend/matrix.ts';
import { type ClipPicture, onCursor, playFrom } from '../../../store/explore.ts';
import type { CursorHandle } from '../../charts/cursor.ts';
import { Heatmap } from '../../charts/Heatmap.tsx';
import { PitchAndLoudness } from '../../charts/PitchAndLoudness.tsx';
import { Waveform } from '../../charts/Waveform.tsx';

export interface ClipPicturesProps {
  picture: ClipPicture;
  /** Another clip's are on their way. */
  stale: boolean;
}

/** Waveform, log-mel spectrogram, pitch and loudness, and MFCCs, with one cursor over all. */
export function ClipPictures({ picture: { inspection, frontEnd }, stale }: ClipPicturesProps) {
  const waveform = useRef<CursorHandle>(null);
  const mel = useRef<CursorHandle>(null);
  const pitch = useRef<CursorHandle>(null);
  const mfcc = useRef<CursorHandle>(null);

  useEffect(
    () =>
      onCursor((timeS) => {
        for (const chart of [waveform, mel, pitch, mfcc]) chart.current?.setCursor(timeS);
      }),
    [],
  );

  const frameS = frontEnd.hopSamples / frontEnd.sampleRateHz;
  const mfccs = useMemo(() => standardise(inspection.mfcc), [inspection]);
  const bandHz = useMemo(() => melBandCentres(frontEnd), [frontEnd]);
  return (
    <div className={stale ? 'pictures pictures--stale' : 'pictures'} aria-busy={stale}>
      <Waveform
        ref={waveform}
        title={frontEnd.trimDb === null ? 'Waveform' : 'Waveform: what trimming cuts is shaded'}
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
        frameS={frameS}
        bandHz={bandHz}
      />
      <PitchAndLoudness
        ref={pitch}
        f0Hz={inspection.f0.f0Hz}
        rms={inspection.rms}
        frameS={frameS}
        onSeek={playFrom}
      />
      <Heatmap
        ref={mfcc}
        kind="mfcc"
        title={`${frontEnd.nMfcc} MFCCs, each standardised over the clip`}
        matrix={mfccs}
        frameS={frameS}
      />
    </div>
  );
}

/** Coefficient 0 is many times the others: without this it is all that shows. */
function standardise(matrix: FeatureMatrix): FeatureMatrix {
  return {
    ...matrix,
    data: applyScaler(fitScaler([matrix]), matrix.data, new Float32Array(matrix.data.length)),
  };
}
