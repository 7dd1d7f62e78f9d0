/** What was found, as Markdown. */
import type { PresetResult, Row } from './compareFeatures.ts';
import { END_TO_END_BAR, type Spread } from './endToEnd.ts';
import { PITCH_BAR } from './pitchAgreement.ts';
import { settingsOf } from './presets.ts';
import { IMAGE_BAR_DB, RIPPLE_BAR_DB } from './resampler.ts';
import { failuresOf, type Results } from './results.ts';
import { verdictOf } from './verdict.ts';

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const short = (x: number) => (x === 0 ? '0' : x.toExponential(1));
const percent = (share: number) => `${Number((100 * share).toFixed(2))} %`;
const db = (x: number) => x.toFixed(1);
const unitOf = ({ feature }: Row) => (feature.measure === 'dB' ? ' dB' : '');
const kHz = (hz: number) => `${hz / 1000} kHz`;

/** The tables that fit a screen. */
export function summaryOf(results: Results): string {
  const failures = failuresOf(results);
  const real = results.clips.filter(({ kind }) => kind === 'real recording').length;
  return [
    '# Parity with librosa',
    `Written by \`npm run parity -- --python PYTHON\`. Reference: ${results.versions}. ${results.clips.length} clips: ${
      real > 0 ? `${real} real recordings,` : 'no real recordings (there are none on this machine),'
    } demo voices, and signals by formula.`,
    failures.length === 0
      ? '**Every comparison is within its bar.**'
      : `**Missed their bar (${failures.length}):**\n\n${failures.map((f) => `- ${f}`).join('\n')}`,
    '## Features of the same samples',
    DEFINITIONS,
    featureTable(results.presets),
    notesOf(results.presets),
    '## Tuning for chroma_stft',
    tuningTable(results.presets),
    '## F0',
    pitchTable(results.presets),
    '## From a file’s bytes',
    endToEndSection(results),
    '## Resampling',
    resamplerSection(results),
  ].join('\n\n');
}

/** Each number with the clip that had it, and librosa’s own rounding beside it. */
export function detailsOf({ presets, clips }: Results): string {
  return [
    '## Every preset',
    ...presets.map(detailTable),
    '## Clips',
    clips.map(({ name, kind }) => `- ${name} (${kind})`).join('\n'),
  ].join('\n\n');
}

const DEFINITIONS = `Both sides get the same float32 samples. Each cell is the largest difference over all clips, frames and values:
\\|ours − librosa\\| in dB for what is in dB; elsewhere relative, \\|ours − librosa\\| / max(\\|librosa\\|, 1e-10 of the clip’s
largest value). librosa as it is computes in float32 for the most part; the tables at the end also give the difference from
librosa made to compute in float64, and librosa’s own rounding, the difference between these two. “rounding” stands
where values miss the bar of librosa as it is, but keep that of librosa in float64, or for the roll-off lie in a bin up to
which the cumulated magnitude is within 1e-6 of 85 %: there rounding decides, and it passes. chroma_stft without a given tuning is
compared on the clips whose tuning all three agree on.`;

function featureTable(presets: PresetResult[]): string {
  const features = presets[0].rows.map((row) => {
    const cells = presets.map(({ rows }) => {
      const found = rows.find(({ feature }) => feature.name === row.feature.name)!;
      const verdict = verdictOf(found);
      const value = short(found.ours.difference);
      return verdict === 'pass' ? value : `${value} (${verdict})`;
    });
    return [row.feature.name, ...cells, `${short(row.feature.bar)}${unitOf(row)}`];
  });
  return table(['', ...presets.map(({ preset }) => preset.name), 'bar'], features);
}

/** Where librosa’s rounding is the larger part of a difference, how much it is. */
function notesOf(presets: PresetResult[]): string {
  const all = presets.flatMap(({ rows }) => rows);
  const rounded = all.filter(
    ({ ours, oursToFloat64 }) => ours.difference > 0 && oursToFloat64.difference < ours.difference / 2,
  );
  const excused = all.filter((row) => verdictOf(row) === 'rounding');
  const lines = [
    `In ${rounded.length} of ${all.length} cells librosa’s own float32 rounding is the larger part of the difference: against librosa in float64 it is less than half as large.`,
    ...excused.map(
      ({ feature, preset, ours, oursToNearest, librosaRounding }) =>
        `- ${feature.name}, ${preset}: ${short(ours.difference)} from librosa as it is (${ours.clip}); but every value is within ${short(oursToNearest.difference)} of what librosa finds when it rounds otherwise. librosa as it is and in float64 differ by ${short(librosaRounding.difference)} (${librosaRounding.clip}).`,
    ),
  ];
  return lines.join('\n');
}

function tuningTable(presets: PresetResult[]): string {
  const rows = presets.map(({ preset, tuning }) => [
    preset.name,
    `${tuning.same} of ${tuning.clips}`,
    `${tuning.librosaSame} of ${tuning.clips}`,
    tuning.others.join(', ') || 'none',
    tuning.passes ? 'pass' : 'FAIL',
  ]);
  return [
    'The tuning is the fullest bin of a histogram of spectral peaks, so that one rounding may move it. The bar: to agree with librosa as it is on as many clips as librosa in float64 does.',
    table(
      ['', 'ours is librosa’s', 'librosa in float64 is librosa’s', 'clips on which ours is not', ''],
      rows,
    ),
  ].join('\n\n');
}

const worstOf = ({ clip, share }: { clip: string; share: number }) =>
  share < 1 ? ` (worst: ${percent(share)}, ${clip})` : '';

function pitchTable(presets: PresetResult[]): string {
  const rows = presets.flatMap(({ preset, pitch }) =>
    pitch
      ? [
          [
            `${preset.name}, ${preset.pitch!.fMinHz}–${preset.pitch!.fMaxHz} Hz, frames of ${preset.pitch!.frameSamples}`,
            String(pitch.frames),
            `${percent(pitch.sameFlag)}${worstOf(pitch.worstFlag)}`,
            `${percent(pitch.samePitch)} of ${pitch.voicedInBoth}${worstOf(pitch.worstPitch)}`,
            `${short(pitch.probability.difference)} (${pitch.probability.clip})`,
            pitch.passes ? 'pass' : 'FAIL',
          ],
        ]
      : [],
  );
  return [
    table(
      [
        'pYIN',
        'frames',
        'same voicing',
        'voiced in both and within a cent',
        'largest difference in probability',
        '',
      ],
      rows,
    ),
    `Bar: ${percent(PITCH_BAR)} each.`,
  ].join('\n\n');
}

const spreadCells = ({ meanDb, percentile99Db, largestDb }: Spread) =>
  [meanDb, percentile99Db, largestDb].map(short);

function endToEndSection({ endToEnd }: Results): string {
  const { rows, mfcc, frontEnd, passes } = endToEnd;
  const cells = rows.map((row) => [
    row.name,
    kHz(row.rateHz),
    ...spreadCells(row.mfcc),
    row.sameTrim ? 'yes' : 'no',
    ...(row.frontEnd ? spreadCells(row.frontEnd) : ['–', '–', '–']),
  ]);
  const same = rows.filter(({ sameTrim }) => sameTrim).length;
  return [
    'Each side reads the file and brings it to 16 kHz by itself, ours against `librosa.load(sr=16000)` (soxr_hq). Differences of MFCCs at Intone’s settings, in dB: first of the whole clip, then as trained on (trimmed at 30 dB and levelled).',
    table(
      [
        'file',
        'rate',
        'mean',
        '99th percentile',
        'largest',
        'same trim',
        'mean',
        '99th percentile',
        'largest',
      ],
      [
        ...cells,
        ['**all**', '', ...spreadCells(mfcc), `${same} of ${rows.length}`, ...spreadCells(frontEnd)],
      ],
    ),
    `Bar for all whole clips: mean ${END_TO_END_BAR.meanDb} dB, 99th percentile ${END_TO_END_BAR.percentile99Db} dB: ${passes ? 'pass' : '**FAIL**'}.`,
  ].join('\n\n');
}

function resamplerSection({ resampler }: Results): string {
  const rows = resampler.map(({ fromHz, toHz, ours, soxr }) => [
    `${kHz(fromHz)} to ${kHz(toHz)}`,
    short(ours.rippleDb),
    `${db(ours.imageDb)} (tone at ${Math.round(ours.imageOfHz)} Hz)`,
    short(soxr.rippleDb),
    db(soxr.imageDb),
    ours.rippleDb <= RIPPLE_BAR_DB && ours.imageDb <= IMAGE_BAR_DB ? 'pass' : 'FAIL',
  ]);
  return [
    `Full-scale tones one at a time. Ripple: largest deviation up to 0.9 of the lower Nyquist frequency (bar ${RIPPLE_BAR_DB} dB). Image: the loudest that comes out beside a tone, or of a tone that should vanish (bar ${IMAGE_BAR_DB} dB). librosa’s soxr_hq got the same tones.`,
    table(['', 'ripple, dB', 'worst image or alias, dB', 'soxr_hq: ripple', 'soxr_hq: image', ''], rows),
  ].join('\n\n');
}

function detailTable({ preset, rows }: PresetResult): string {
  const cells = rows.map((row) => [
    row.feature.name,
    `${short(row.ours.difference)}${unitOf(row)}`,
    row.ours.clip,
    short(row.oursToFloat64.difference),
    short(row.librosaRounding.difference),
    short(row.feature.bar),
    verdictOf(row),
  ]);
  const header = [
    '',
    'largest difference',
    'clip',
    'from librosa in float64',
    'librosa’s rounding',
    'bar',
    '',
  ];
  return `### ${preset.name}\n\n${settingsOf(preset)}\n\n${table(header, cells)}`;
}
