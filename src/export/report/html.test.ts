import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEMO_CORPUS } from '../../core/corpora/demo.ts';
import { PROTOCOL_IDS } from '../../core/recipe/recipe.ts';
import { judgedClip, reportInput } from '../testing/report.ts';
import { reportHtml } from './html.ts';
import { reportJson } from './json.ts';
import { html } from './markup.ts';

/** What remains when all tags are taken away. */
const textOf = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** Elements that open and close in order; void ones need no end. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name, , closed] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*?)(\/?)>/gi)) {
    if (['meta', 'br', 'hr', 'img'].includes(name) || closed) continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('the report as a page', () => {
  const page = reportHtml(reportInput());

  it('tells the headline, how it was tested and what that means', () => {
    const text = textOf(page);
    expect(text).toContain('Run 3, 2 folds');
    expect(text).toContain('62.5 ± 17.7 %');
    expect(text).toContain('mean ± standard deviation over 2 folds');
    expect(text).toContain('40.0 % to 80.0 %');
    expect(text).toContain('rough, as the speakers are few');
    expect(text).toContain('50.0 %');
    expect(text).toContain('People, RAVDESS');
    expect(text).toContain('audio only, 8 emotions');
    expect(text).toContain('How it was tested: Published folds');
    expect(text).toContain('own clips, without labels, were used');
    expect(text).toContain('2026-11-22 10:00 UTC');
    expect(text).toContain('Acted speech is not real life');
    expect(text).toContain('CC BY-NC-SA 4.0');
    expect(text).toContain(
      'A temperature of 1.25 makes it less sure. It was fitted on each run’s own validation clips',
    );
    expect(text).toContain(
      'at least 70 % sure, it answers 48.0 % of the clips and is right on 90.0 % of those',
    );
    expect(page).toContain('&quot;architecture&quot;: &quot;compact&quot;');
  });

  it('is well formed, names its character set first and has one main heading', () => {
    expect(unbalanced(page)).toEqual([]);
    expect(page.indexOf('<meta charset="utf-8">')).toBeLessThan(100);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect(textOf(page)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('needs nothing from elsewhere and runs nothing', () => {
    expect(page).not.toMatch(
      /<script|<link|<iframe|<img|<base|javascript:|@import|url\(|\son\w+=|\sstyle=|\ssrc=|\shref=/i,
    );
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toContain('unsafe');
  });

  it('allows its own style sheet, and no other', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1];
    const allowed = /style-src &#39;sha256-([^&]*)&#39;/.exec(page)![1];
    expect(allowed, 'style.ts has changed: write the new hash there').toBe(
      createHash('sha256').update(style).digest('base64'),
    );
  });

  it('gives every table a caption and heads, and every picture words', () => {
    const tables = page.match(/<table>[\s\S]*?<\/table>/g)!;
    expect(tables.length).toBeGreaterThan(7);
    for (const table of tables) {
      expect(table).toMatch(/^<table>\n<caption>[^<]+<\/caption>/);
      expect(table).toContain('<th scope="col">');
      expect(table).toContain('<th scope="row">');
    }
    const pictures = page.match(/<svg[^>]*>/g)!;
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) expect(picture).toMatch(/role="img" aria-label="[^"]+"/);
  });

  it('shades the confusion matrix by its rows’ shares', () => {
    expect(page).toContain('<td class="heat-10">100 % (3)</td><td class="heat-0">0 % (0)</td>');
  });

  it('draws each bin of the reliability diagram where its numbers are', () => {
    const after = /<polyline class="first" points="([^"]+)"/.exec(page)![1].split(' ');
    // x from 62 over 380, y from 284 up over 268: confidence 0.25 and 0.75, accuracy 0.2 and 0.6.
    expect(after).toEqual(['157.0,230.4', '347.0,123.2']);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '</table>\u0000',
  ])('takes %j for text wherever it comes', (hostile) => {
    const group = [{ name: hostile, clips: 1, uar: 0.5, accuracy: 0.5 }];
    const input = reportInput(
      {
        perSpeaker: group,
        perCorpus: group,
        perIntensity: group,
        perGender: group,
        human: [{ corpus: hostile, accuracy: 0.5, condition: hostile, source: hostile }],
        corpusMatrix: { trainedOn: [hostile], testedOn: [hostile], uar: [[null]] },
      },
      {
        title: hostile,
        createdAt: hostile,
        judged: [judgedClip({ path: hostile })],
        dataset: { corpora: [hostile], clips: 1, speakers: 1 },
      },
    );
    input.report.runs[0] = { ...input.report.runs[0], fold: hostile, speakers: [hostile] };
    input.recipe = { ...input.recipe, split: { ...input.recipe.split, trainCorpora: [hostile] } };
    const hostilePage = reportHtml(input);
    expect(hostilePage).not.toContain(hostile);
    expect(hostilePage).not.toMatch(/<script|<img/);
    expect(unbalanced(hostilePage)).toEqual([]);
    expect(hostilePage.split(html`${hostile}`.text).length).toBeGreaterThan(14);
  });

  it('heads a random split as a leak, in title, heading and a box', () => {
    const leak = reportHtml(reportInput({ protocol: 'random' }));
    expect(leak).toContain('<title>LEAK DEMONSTRATION: Run 3, 2 folds');
    expect(leak).toContain('<h1>LEAK DEMONSTRATION: Run 3, 2 folds</h1>');
    expect(leak).toMatch(/<p class="leak">LEAK DEMONSTRATION[^<]*too good to be true/);
    expect(page).not.toContain('LEAK');
  });

  it.each(PROTOCOL_IDS)('has words for the protocol %s', (protocol) => {
    expect(textOf(reportHtml(reportInput({ protocol })))).toMatch(/How it was tested: \w.{60,}/);
  });

  it('says what the demo corpus is', () => {
    const dataset = { corpora: [DEMO_CORPUS], clips: 4, speakers: 2 };
    expect(textOf(reportHtml(reportInput({}, { dataset })))).toContain('says nothing about real voices');
  });

  it('says above all else what a series lacks', () => {
    const { runs } = reportInput().report;
    const cut = [{ ...runs[0], cutShort: { why: 'stopped', epochs: 3 } as const }, runs[1]];
    const input = reportInput({ runs: cut, planned: 6 });
    const words = '2 of 6 runs; 1 stopped at epoch 3';
    const text = textOf(reportHtml(input));
    expect(text.indexOf(words)).toBeGreaterThan(0);
    expect(text.indexOf(words)).toBeLessThan(text.indexOf('How well emotions'));
    expect(JSON.parse(reportJson(input))).toMatchObject({ partial: words });
    expect(JSON.parse(reportJson(reportInput()))).toMatchObject({
      partial: null,
      probabilities: expect.stringMatching(/^Probabilities are calibrated/),
    });
  });

  it('leaves out what there is nothing to say of', () => {
    const { calibration } = reportInput().report;
    const bare = reportHtml(
      reportInput({
        perGender: [],
        perIntensity: [],
        corpusMatrix: null,
        coverage: [],
        human: [],
        usesTestSpeakersClips: false,
        aligned: 'none',
        calibration: { ...calibration, after: null, temperature: null, fittedOn: null },
      }),
    );
    const text = textOf(bare);
    for (const words of ['Per intensity', 'Per gender', 'From corpus to corpus', 'not sure”', 'People,'])
      expect(text).not.toContain(words);
    expect(text).toContain('No temperature could be fitted');
    expect(text).toContain('nothing of them was known beforehand');
    expect(unbalanced(bare)).toEqual([]);
  });

  it('shows what knowing a voice gives, where the recipe scales by it', () => {
    const voiceCurve = [
      { clips: 0, uar: 0.5 },
      { clips: null, uar: 0.625 },
    ];
    const page = reportHtml(reportInput({}, { voiceCurve }));
    expect(page).toContain('<th scope="row">none (the average voice)</th><td>50.0 %</td>');
    expect(page).toContain('<th scope="row">all</th><td>62.5 %</td>');
    expect(textOf(reportHtml(reportInput()))).not.toContain('What knowing a voice gives');
  });

  it('shows the matrix of corpora, with a dash where nothing was tested', () => {
    const corpusMatrix = { trainedOn: ['TESS'], testedOn: ['TESS', 'SAVEE'], uar: [[null, 0.34]] };
    const matrix = reportHtml(reportInput({ protocol: 'corpus', corpusMatrix }));
    expect(matrix).toContain('<th scope="row">TESS</th><td>–</td><td class="heat-3">34.0 %</td>');
  });
});
