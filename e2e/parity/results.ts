/** Everything the command finds out. */
import type { ParityClip } from './clip.ts';
import type { PresetResult } from './compareFeatures.ts';
import type { EndToEnd } from './endToEnd.ts';
import type { ResamplerRow } from './resampler.ts';
import { IMAGE_BAR_DB, RIPPLE_BAR_DB } from './resampler.ts';
import { verdictOf } from './verdict.ts';

export interface Results {
  versions: string;
  clips: ParityClip[];
  presets: PresetResult[];
  endToEnd: EndToEnd;
  resampler: ResamplerRow[];
}

/** One line for each comparison that missed its bar. */
export function failuresOf({ presets, endToEnd, resampler }: Results): string[] {
  const failures: string[] = [];
  for (const { preset, rows, tuning, pitch } of presets) {
    for (const row of rows) {
      if (verdictOf(row) !== 'FAIL') continue;
      failures.push(
        `${row.feature.name}, ${preset.name}: ${row.ours.difference.toExponential(1)} (${row.ours.clip})`,
      );
    }
    if (!tuning.passes) failures.push(`tuning for chroma_stft, ${preset.name}`);
    if (pitch && !pitch.passes) failures.push(`F0 by pYIN, ${preset.name}`);
  }
  if (!endToEnd.passes) failures.push('MFCCs from a file’s bytes');
  for (const { fromHz, toHz, ours } of resampler) {
    if (ours.rippleDb <= RIPPLE_BAR_DB && ours.imageDb <= IMAGE_BAR_DB) continue;
    failures.push(`resampling ${fromHz} to ${toHz} Hz`);
  }
  return failures;
}
