import { partialWords } from '../../core/words/report.ts';
import type { ReportInput } from './input.ts';
import { html } from './markup.ts';
import * as sections from './sections.ts';
import { POLICY, STYLE_ELEMENT } from './style.ts';
import { calibration, coverage } from './sureness.ts';
import { headingOf, isLeak, protocolOf } from './words.ts';

/**
 * The report as one page that needs nothing else: no scripts, nothing loaded, light or dark as the reader's system is, fit
 * for print. All text from files is escaped.
 */
export function reportHtml(input: ReportInput): string {
  const heading = headingOf(input);
  const { report, createdAt } = input;
  const partial = partialWords(report);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Intone">
<title>${heading} – accuracy report</title>
${STYLE_ELEMENT}
</head>
<body>
<main>
<header>
<h1>${heading}</h1>
<p class="soft">Accuracy report made with Intone on ${dateWords(createdAt)}. Corpora: ${input.dataset.corpora.join(', ')}.</p>
${isLeak(report) ? html`<p class="leak">${protocolOf(report).name}. ${protocolOf(report).meaning}</p>` : null}
${partial ? html`<p class="leak">Not whole: ${partial}.</p>` : null}
</header>
${ORDER.map((section) => html`${section(input)}\n`)}</main>
</body>
</html>
`;
  return page.text;
}

const ORDER = [
  sections.headlines,
  sections.protocol,
  sections.caveats,
  sections.confusion,
  sections.perClass,
  sections.corpusMatrix,
  sections.runs,
  sections.perCorpus,
  sections.perIntensity,
  sections.perGender,
  sections.perSpeaker,
  sections.voice,
  calibration,
  coverage,
  sections.dataset,
  sections.recipe,
];

/** '2026-11-22 10:00 UTC' */
function dateWords(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC');
}
