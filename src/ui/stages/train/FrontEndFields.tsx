import { INTONE_FRONT_END, LIBROSA_FRONT_END } from '../../../core/frontend/config.ts';
import { MEASURES, type Measure } from '../../../core/frontend/measures.ts';
import { changeFrontEnd, useRecipe } from '../../../store/recipe.ts';
import { NumberField } from '../../components/NumberField.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Settings } from '../../components/Settings.tsx';
import { SwitchField } from '../../components/SwitchField.tsx';

/** How sound becomes features: MFCCs, framing, and what is measured besides. */
export function FrontEndFields({ disabled }: { disabled: boolean }) {
  const { frontEnd } = useRecipe((state) => state.recipe);
  const preset = presetOf(frontEnd);
  return (
    <Settings disabled={disabled}>
      <SelectField
        label="Preset"
        value={preset}
        onChange={(chosen) => {
          if (chosen === 'intone') changeFrontEnd(INTONE_FRONT_END);
          if (chosen === 'librosa') changeFrontEnd(LIBROSA_FRONT_END);
        }}
        options={[
          { value: 'intone', label: 'Intone: 16 kHz, 25/10 ms' },
          { value: 'librosa', label: 'librosa’s defaults: 22.05 kHz' },
          { value: 'own', label: 'Own settings', disabled: preset !== 'own' },
        ]}
        help="Features follow librosa’s definitions either way. Changing this computes features anew when you train."
      />
      <NumberField
        label="MFCCs"
        value={frontEnd.nMfcc}
        min={13}
        max={Math.min(64, frontEnd.nMels)}
        integer
        onChange={(nMfcc) => changeFrontEnd({ nMfcc })}
        help="Coefficients per frame. 13 is classic for words; 40 keeps more of the voice."
      />
      <NumberField
        label="Mel bands"
        value={frontEnd.nMels}
        min={frontEnd.nMfcc}
        max={256}
        integer
        onChange={(nMels) => changeFrontEnd({ nMels })}
        help="Bands of the spectrogram that the MFCCs are computed from."
      />
      <SelectField
        label="Deltas"
        value={String(frontEnd.deltas) as '0' | '1' | '2'}
        onChange={(deltas) => changeFrontEnd({ deltas: Number(deltas) as 0 | 1 | 2 })}
        options={[
          { value: '0', label: 'None' },
          { value: '1', label: 'Deltas' },
          { value: '2', label: 'Deltas and delta-deltas' },
        ]}
        help="Adds how fast each coefficient changes, as further input channels."
      />
      <SwitchField
        label="Trim silence"
        checked={frontEnd.trimDb !== null}
        onChange={(trim) => changeFrontEnd({ trimDb: trim ? 30 : null })}
        help="Cuts quiet beginnings and ends, 30 dB under the loudest part. About half of a RAVDESS clip is silence."
      />
      <SwitchField
        label="Remove level"
        checked={frontEnd.level === 'rms'}
        onChange={(remove) => changeFrontEnd({ level: remove ? 'rms' : 'none' })}
        help="Makes every clip equally loud. Needed for the microphone, whose level means nothing."
      />
      <FramingFields />
      <MeasureFields />
    </Settings>
  );
}

/** How the sound is cut into frames. */
function FramingFields() {
  const { sampleRateHz, nFft, winSamples, hopSamples } = useRecipe((state) => state.recipe.frontEnd);
  const ms = (samples: number) => `${Math.round((10_000 * samples) / sampleRateHz) / 10} ms`;
  return (
    <>
      <NumberField
        label="FFT size"
        value={nFft}
        min={Math.max(64, winSamples)}
        max={16384}
        integer
        onChange={(nFft) => changeFrontEnd({ nFft })}
        help="librosa’s n_fft, at least the frame’s length. Powers of two are the fastest."
      />
      <NumberField
        label="Frame"
        value={winSamples}
        min={16}
        max={nFft}
        integer
        unit="samples"
        onChange={(winSamples) => changeFrontEnd({ winSamples })}
        help={`librosa’s win_length: ${ms(winSamples)}. Longer tells pitches apart, shorter tells moments apart.`}
      />
      <NumberField
        label="Hop"
        value={hopSamples}
        min={16}
        max={sampleRateHz}
        integer
        unit="samples"
        onChange={(hopSamples) => changeFrontEnd({ hopSamples })}
        help={`librosa’s hop_length, from one frame to the next: ${ms(hopSamples)}.`}
      />
    </>
  );
}

/** What each measure is, in plain words. */
const MEASURE_WORDS: Record<Measure, { label: string; help: string }> = {
  rms: {
    label: 'Loudness (RMS)',
    help: 'How strong each frame is; with level removed, compared with the whole clip.',
  },
  zcr: {
    label: 'Zero crossings',
    help: 'How often the wave changes sign: high in hisses like s, low in vowels.',
  },
  centroid: {
    label: 'Brightness (spectral centroid)',
    help: 'The mean frequency: bright or strained voices have a higher one.',
  },
  bandwidth: { label: 'Spread (spectral bandwidth)', help: 'How widely frequencies lie about the mean.' },
  rolloff: { label: 'Roll-off', help: 'The frequency under which 85 % of the spectrum lies.' },
  flatness: {
    label: 'Noisiness (spectral flatness)',
    help: 'Near 1 for noise and breath, near 0 for a clear tone.',
  },
  chroma: {
    label: 'Chroma',
    help: 'Strength of the twelve notes of the scale, whatever the octave. Adds 12 columns.',
  },
  f0: {
    label: 'Pitch and voicing (F0)',
    help: 'Voice pitch by pYIN, 0 where there is none, and how sure it is that there is one. By far the slowest.',
  },
  pitch: {
    label: 'Pitch contour and voicing',
    help: 'The same, but the pitch is drawn through unvoiced stretches: best with “Normalise by speaker”. As slow.',
  },
};

/** Further columns beside the MFCCs. */
function MeasureFields() {
  const { measures } = useRecipe((state) => state.recipe.frontEnd);
  return MEASURES.map((measure) => (
    <SwitchField
      key={measure}
      label={MEASURE_WORDS[measure].label}
      checked={measures.includes(measure)}
      onChange={(add) =>
        // In the order of their columns, so that the same choice is the same recipe.
        changeFrontEnd({
          measures: MEASURES.filter((other) => (other === measure ? add : measures.includes(other))),
        })
      }
      help={MEASURE_WORDS[measure].help}
    />
  ));
}

function presetOf(frontEnd: object): 'intone' | 'librosa' | 'own' {
  const key = JSON.stringify(frontEnd);
  if (key === JSON.stringify(INTONE_FRONT_END)) return 'intone';
  return key === JSON.stringify(LIBROSA_FRONT_END) ? 'librosa' : 'own';
}
