/** The report's sections, each from the numbers alone. */

import { licenceWords } from '../../core/corpora/licences.ts';
import type { GroupScore } from '../../core/metrics/accuracyReport.ts';
import { chanceWords, cutShortWords, spreadWords } from '../../core/words/report.ts';
import { knownWords, percent } from '../card/words.ts';
import type { ReportInput } from './input.ts';
import { html, type Markup } from './markup.ts';
import { type Cell, countText, shareText, table } from './table.ts';
import { caveatsOf, intervalNote, overRunsWords, protocolOf, speakerClipsWords } from './words.ts';

type Section = (input: ReportInput) => Markup | null;

export const headlines: Section = ({ report }) => {
  const { uar, accuracy, macroF1, interval, chance, human } = report;
  const figure = (name: string, value: string, note: string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd><dd><small>${note}</small></dd></div>`;
  const over = overRunsWords(report);
  return html`<section><h2>How well emotions were recognised</h2>
<dl class="figures">
${figure('UAR, the mean of all emotions’ recalls', spreadWords(uar), over)}
${figure('95 % interval', `${percent(interval.low)} to ${percent(interval.high)}`, intervalNote(report))}
${figure('Accuracy (WA)', spreadWords(accuracy), 'share of clips recognised')}
${figure('Macro-F1', spreadWords(macroF1), 'mean of all emotions’ F1')}
${figure('Chance', percent(chance), chanceWords(report))}
${human.map(({ corpus, accuracy: heard, condition, source }) => figure(`People, ${corpus}`, percent(heard), `${condition}; accuracy, not UAR. ${source}`))}
</dl>
<p>${speakerClipsWords(report)}</p></section>`;
};

export const protocol: Section = ({ report }) => {
  const { name, meaning } = protocolOf(report);
  return html`<section><h2>How it was tested: ${name}</h2><p>${meaning}</p></section>`;
};

export const runs: Section = ({ report }) => {
  const rows = report.runs.map(({ seed, fold, clips, speakers, uar, accuracy, macroF1, cutShort }, i) => [
    fold === '' ? `Run ${i + 1}` : fold,
    String(seed),
    countText(clips),
    String(speakers.length),
    ...[uar, accuracy, macroF1].map(percent),
    cutShort ? cutShortWords(cutShort) : 'trained to its end',
  ]);
  const head = ['Fold', 'Seed', 'Clips', 'Speakers', 'UAR', 'Accuracy', 'Macro-F1', 'Training'];
  return html`<section><h2>Runs</h2>${table('Each run on the clips it was tested on', head, rows)}</section>`;
};

export const confusion: Section = ({ report: { labels, pooled } }) => {
  const rows = pooled.matrix.map((counts, truth): Cell[] => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const cells = counts.map((count) => {
      const share = total === 0 ? 0 : count / total;
      return { share, text: total === 0 ? '–' : `${(100 * share).toFixed(0)} % (${countText(count)})` };
    });
    return [labels[truth], ...cells];
  });
  const caption =
    'Rows: what was acted. Columns: what it was taken for. Share of the row, and clips; with several seeds a clip counts once for each.';
  return html`<section><h2>What is taken for what</h2>${table(caption, ['Acted', ...labels], rows)}</section>`;
};

export const perClass: Section = ({ report: { pooled } }) => {
  const rows = pooled.perClass.map(({ label, recall, precision, f1, support }) => [
    label,
    ...[recall, precision, f1].map(shareText),
    countText(support),
  ]);
  const head = ['Emotion', 'Recall', 'Precision', 'F1', 'Clips'];
  return html`<section><h2>Per emotion</h2>${table('All runs’ clips together', head, rows)}</section>`;
};

const groups =
  (heading: string, name: string, of: (report: ReportInput['report']) => GroupScore[]): Section =>
  ({ report }) => {
    const scores = of(report);
    if (scores.length === 0) return null;
    const rows = scores.map((score) => [
      score.name,
      countText(score.clips),
      percent(score.uar),
      percent(score.accuracy),
    ]);
    const caption = `${heading}: UAR over the emotions that each has`;
    return html`<section><h2>${heading}</h2>${table(caption, [name, 'Clips', 'UAR', 'Accuracy'], rows)}</section>`;
  };

export const perCorpus = groups('Per corpus', 'Corpus', ({ perCorpus }) => perCorpus);
export const perSpeaker = groups('Per speaker', 'Speaker', ({ perSpeaker }) => perSpeaker);
export const perIntensity = groups('Per intensity', 'Intensity', ({ perIntensity }) => perIntensity);
export const perGender = groups('Per gender', 'Gender', ({ perGender }) => perGender);

export const corpusMatrix: Section = ({ report: { corpusMatrix: matrix } }) => {
  if (!matrix) return null;
  const rows = matrix.uar.map((scores, i): Cell[] => [
    matrix.trainedOn[i],
    ...scores.map((uar) => (uar === null ? '–' : { share: uar, text: percent(uar) })),
  ]);
  const caption = 'UAR. Rows: trained on. Columns: tested on.';
  return html`<section><h2>From corpus to corpus</h2>${table(caption, ['Trained on', ...matrix.testedOn], rows)}</section>`;
};

export const voice: Section = ({ voiceCurve }) => {
  if (!voiceCurve) return null;
  const rows = voiceCurve.map(({ clips, uar }) => [knownWords(clips), percent(uar)]);
  const caption =
    'UAR by how many clips of each test speaker were known, scored on others of theirs; but for the last row, on a part of the test';
  return html`<section><h2>What knowing a voice gives</h2>${table(caption, ['Clips known', 'UAR'], rows)}</section>`;
};

export const dataset: Section = ({ dataset: { corpora, clips, speakers } }) => {
  const licences = corpora.map((corpus) => html`<li><b>${corpus}</b>: ${licenceWords(corpus)}</li>`);
  return html`<section><h2>Recordings</h2><p>${countText(clips)} clips of ${countText(speakers)} speakers.</p><ul>${licences}</ul></section>`;
};

export const recipe: Section = (input) =>
  html`<section><h2>Recipe</h2><details><summary>Every setting, as JSON</summary><pre>${JSON.stringify(input.recipe, null, 2)}</pre></details></section>`;

export const caveats: Section = (input) =>
  html`<section><h2>Bear in mind</h2><ul>${caveatsOf(input).map((caveat) => html`<li>${caveat}</li>`)}</ul></section>`;
