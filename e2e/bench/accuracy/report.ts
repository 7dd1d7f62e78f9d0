/** The page's own report on what was trained, taken from its Export buttons. */
import { readFileSync } from 'node:fs';
import type { AccuracyReport } from '../../../src/core/metrics/accuracyReport.ts';
import type { RunRow } from '../../../src/storage/run-record.ts';
import type { IntonePage } from '../../pages/intone.ts';

/** The exported file; all but the report itself is passed on as it is. */
export interface ExportedReport {
  report: AccuracyReport;
}

const SHOWN_WITHIN_MS = 120_000;

/** By protocol: one, or, of a leak check, the honest one and the random one. Empty where nothing was held out. */
export async function takeReports(
  intone: IntonePage,
  rows: readonly RunRow[],
): Promise<Record<string, ExportedReport>> {
  const tested = rows.filter(({ test }) => test !== null);
  if (tested.length === 0) return {};
  await intone.go('Evaluate');
  const reports: Record<string, ExportedReport> = {};
  const [{ id, series, recipe }] = tested;
  if (series?.kind === 'leak')
    for (const row of tested) reports[row.recipe.split.by] = await takeReport(intone, row.id, [row]);
  else reports[recipe.split.by] = await takeReport(intone, tested.length > 1 ? series!.id : id, tested);
  return reports;
}

/** What was chosen is read from storage and judged first: until then the page shows no report. */
async function takeReport(intone: IntonePage, id: string, rows: readonly RunRow[]): Promise<ExportedReport> {
  await intone.reportOn(id);
  await intone.page.getByRole('heading', { name: /^UAR/ }).waitFor({ timeout: SHOWN_WITHIN_MS });
  const download = await intone.downloadReport('JSON');
  const exported = JSON.parse(readFileSync(await download.path(), 'utf8')) as ExportedReport;
  const { protocol, runs } = exported.report;
  const by = rows[0].recipe.split.by;
  if (protocol === by && runs.length === rows.length) return exported;
  throw new Error(`Evaluate does not show the report on ${rows.length} runs by ${by}.`);
}
