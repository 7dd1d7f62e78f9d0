/** The report's sections on how sure a model is, and what that is worth. */
import type { Calibration, CoveragePoint } from '../../core/metrics/accuracyReport.ts';
import { percent } from '../card/words.ts';
import type { ReportInput } from './input.ts';
import { html, type Markup } from './markup.ts';
import { plot, type Series } from './plot.ts';
import { countText, shareText, table } from './table.ts';
import { certaintyWords } from './words.ts';

/** Nearer than this, a model is as sure as it is right. */
const CLOSE = 0.02;

export function calibration({ report }: ReportInput): Markup {
  const { before, after } = report.calibration;
  const shown = after ?? before;
  const seen = calibrationTitle(shown);
  const series: Series[] = [
    {
      name: 'as sure as right',
      look: 'guide',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
    ...(after
      ? [{ name: 'before temperature', look: 'second', points: pointsOf(before), marks: true } as const]
      : []),
    {
      name: after ? 'with temperature' : 'without temperature',
      look: 'first',
      points: pointsOf(shown),
      marks: true,
    },
  ];
  const rows = shown.bins.map(({ low, high, clips, confidence, accuracy }) => [
    `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %`,
    countText(clips),
    shareText(confidence),
    shareText(accuracy),
  ]);
  const errors = ({ ece, nll }: Calibration) => `${percent(ece)} (negative log-likelihood ${nll.toFixed(3)})`;
  return html`<section><h2>Is it right as often as it is sure?</h2>
<p>${seen}</p>
<p>${certaintyWords(report)} Expected calibration error: ${errors(before)}${after ? html`, with temperature ${errors(after)}` : null}.</p>
<figure>${plot({ description: `Reliability diagram. ${seen}`, xLabel: 'How sure it is', yLabel: 'How often it is right', series })}</figure>
${table(after ? 'With temperature, by how sure it is' : 'By how sure it is', ['Sure', 'Clips', 'Mean confidence', 'Accuracy'], rows)}
</section>`;
}

const pointsOf = ({ bins }: Calibration) =>
  bins.flatMap(({ confidence, accuracy }) =>
    confidence === null || accuracy === null ? [] : [{ x: confidence, y: accuracy }],
  );

function calibrationTitle({ bins }: Calibration): string {
  const clips = bins.reduce((sum, bin) => sum + bin.clips, 0);
  if (clips === 0) return 'No clip was judged.';
  const mean = (key: 'confidence' | 'accuracy') =>
    bins.reduce((sum, bin) => sum + bin.clips * (bin[key] ?? 0), 0) / clips;
  const [sure, right] = [mean('confidence'), mean('accuracy')];
  const excess = sure - right;
  const verdict =
    Math.abs(excess) < CLOSE ? 'about as sure as right' : excess > 0 ? 'too sure' : 'not sure enough';
  return `On average it is ${percent(sure)} sure and ${percent(right)} right: ${verdict}.`;
}

/** Thresholds of the table: every tenth of sureness. */
const TABLE_STEP = 0.1;

export function coverage({ report: { coverage: curve } }: ReportInput): Markup | null {
  const answered = curve.filter(({ accuracy }) => accuracy !== null);
  if (answered.length === 0) return null;
  const half = answered.reduce((best, point) =>
    Math.abs(point.coverage - 0.5) < Math.abs(best.coverage - 0.5) ? point : best,
  );
  const seen = `Answering only where it is at least ${(100 * half.threshold).toFixed(0)} % sure, it answers ${percent(half.coverage)} of the clips and is right on ${shareText(half.accuracy)} of those.`;
  const points = answered.map(({ coverage, accuracy }) => ({ x: coverage, y: accuracy ?? 0 }));
  const rows = curve
    .filter(isTableRow)
    .map(({ threshold, coverage, accuracy }) => [
      `${(100 * threshold).toFixed(0)} %`,
      percent(coverage),
      shareText(accuracy),
    ]);
  return html`<section><h2>What saying “not sure” gives</h2>
<p>${seen}</p>
<figure>${plot({ description: `Coverage and accuracy. ${seen}`, xLabel: 'Clips answered', yLabel: 'Right among those answered', series: [{ name: 'by rising threshold, from right to left', look: 'first', points }] })}</figure>
${table('By the least sureness at which it answers', ['At least', 'Clips answered', 'Accuracy of those'], rows)}
</section>`;
}

function isTableRow({ threshold }: CoveragePoint): boolean {
  const steps = threshold / TABLE_STEP;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}
