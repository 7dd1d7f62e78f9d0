/** What a report's numbers mean and do not mean, in whole sentences; the same in every format. */
import { DEMO_CORPUS } from '../../core/corpora/demo.ts';
import type { AccuracyReport } from '../../core/metrics/accuracyReport.ts';
import { FEW_SPEAKERS } from '../../core/metrics/interval.ts';
import { noTemperatureWords, temperatureWords } from '../../core/words/calibration.ts';
import { LEAK_HEADING, PROTOCOL_RESULTS } from '../../core/words/protocol.ts';
import { partialWords, runsWords, speakerClipsUse } from '../../core/words/report.ts';
import type { ReportInput } from './input.ts';

export const isLeak = ({ protocol }: AccuracyReport) => protocol === 'random';

/** The title, under which a leak never goes by another name. */
export function headingOf({ title, report }: ReportInput): string {
  return isLeak(report) ? `${LEAK_HEADING}: ${title}` : title;
}

export const protocolOf = ({ protocol }: AccuracyReport) => PROTOCOL_RESULTS[protocol];

/** 'mean ± standard deviation over 18 runs, 6 folds × 3 seeds' */
export function overRunsWords({ runs }: AccuracyReport): string {
  const words = runsWords(runs);
  return words === null ? 'one run' : `mean ± standard deviation over ${words}`;
}

export function intervalNote({ interval: { by, units }, runs }: AccuracyReport): string {
  const of = runs.length > 1 ? 'of the mean over runs' : 'of the UAR';
  const whole = `${of}, by drawing ${by === 'speaker' ? `${units} speakers` : `${units} clips`} anew`;
  if (by === 'clip') return `${whole}; it says nothing about other voices`;
  return units < FEW_SPEAKERS ? `${whole}; rough, as the speakers are few` : whole;
}

/** Whether probabilities are calibrated, and by what. */
export function certaintyWords({ calibration }: AccuracyReport): string {
  const words = temperatureWords(calibration);
  if (words) return `Probabilities are calibrated. ${words}`;
  return `Probabilities are as they come, before any temperature. ${noTemperatureWords(calibration.unfitted)}`;
}

export function speakerClipsWords({ usesTestSpeakersClips, aligned }: AccuracyReport): string {
  return usesTestSpeakersClips
    ? `The test speakers’ own clips, without labels, ${speakerClipsUse(aligned)}`
    : 'The test speakers’ own clips were not used: nothing of them was known beforehand.';
}

/** What has to be borne in mind with these numbers. */
export function caveatsOf({ report, dataset }: ReportInput): string[] {
  const caveats = [
    'Acted speech is not real life. A model that recognises actors does not know how people sound when they feel something, and no one’s feelings should be judged by it.',
    `These are ${dataset.speakers} speakers. Other speakers, rooms and microphones give other scores, often lower ones.`,
    'Differences under two points are noise.',
  ];
  if (dataset.corpora.includes(DEMO_CORPUS)) {
    caveats.unshift('The demo corpus is synthetic: its score says nothing about real voices.');
  }
  const partial = partialWords(report);
  if (partial) caveats.unshift(`Not whole: ${partial}.`);
  if (isLeak(report)) caveats.unshift(`${LEAK_HEADING}. ${protocolOf(report).meaning}`);
  return caveats;
}
