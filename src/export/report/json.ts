import { partialWords } from '../../core/words/report.ts';
import type { ReportInput } from './input.ts';
import { caveatsOf, certaintyWords, headingOf, isLeak, protocolOf, speakerClipsWords } from './words.ts';

/**
 * The report as JSON: every number of it, with its recipe and what it means in words. The single clips are in the CSV.
 * Shares are 0…1; what cannot be told is null.
 */
export function reportJson(input: ReportInput): string {
  const { title, report, voiceCurve, recipe, createdAt, dataset } = input;
  const { name, meaning } = protocolOf(report);
  const json = {
    format: 'intone-report',
    version: 1,
    heading: headingOf(input),
    leakDemonstration: isLeak(report),
    title,
    createdAt,
    protocol: { id: report.protocol, name, meaning },
    testSpeakersClips: speakerClipsWords(report),
    /** Null where all runs are there and came to their end. */
    partial: partialWords(report),
    probabilities: certaintyWords(report),
    caveats: caveatsOf(input),
    dataset,
    recipe,
    report,
    /** UAR by how many clips of each test speaker were known; null for all of them. */
    voiceCurve,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
