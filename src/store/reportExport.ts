/** The report on screen as files to take away. */
import { type ReportFormat, reportFile } from '../export/report/files.ts';
import type { Evaluation } from './evaluation.ts';
import { notify } from './notices.ts';
import { useRuns } from './runs.ts';

/** A report's file, or null where its runs were deleted, which is then said. */
export function exportReport(
  { of, title, report, voiceCurve, recipe, tested }: Evaluation,
  format: ReportFormat,
): { blob: Blob; name: string } | null {
  const row = useRuns
    .getState()
    .rows.find(({ id, series }) => (of.kind === 'run' ? id === of.id : series?.id === of.id));
  if (!row) {
    notify(
      'warning',
      `${title} was deleted, so what it was trained on is no longer known.`,
      'Choose another report to export.',
    );
    return null;
  }
  const file = reportFile(
    {
      title,
      report,
      voiceCurve,
      recipe,
      createdAt: new Date().toISOString(),
      judged: tested,
      dataset: row.dataset,
    },
    format,
  );
  return { blob: new Blob([file.text], { type: file.type }), name: file.name };
}
