/** The card's section on how good the model is, and how that is known. */
import type { VoicePoint } from '../../core/metrics/accuracyReport.ts';
import type { ProtocolId } from '../../core/recipe/recipe.ts';
import { PROTOCOL_RESULTS } from '../../core/words/protocol.ts';
import { speakerClipsUse, spreadWords, timesWords } from '../../core/words/report.ts';
import type { CrossValidationFacts, ModelBundle, TestFacts } from '../bundle.ts';
import { intervalWords, knownWords, percent, plainList } from './words.ts';

export function scoreSection({ model, card }: ModelBundle): string {
  const { test, crossValidation } = card;
  const parts: string[] = [];
  if (test) parts.push(testPart(test, model.recipe.split.by));
  if (crossValidation)
    parts.push(
      crossValidationPart(crossValidation, {
        heardEverybody: test === null,
        chance: 1 / model.labels.length,
      }),
    );
  if (parts.length === 0) return 'Not tested: no clips were held out.';
  const whose = test && crossValidation ? ' in the cross-validation' : '';
  parts.push(recallTable(model.labels, (crossValidation ?? test)?.recallByLabel ?? [], whose));
  const curve = crossValidation?.voiceCurve ?? test?.voiceCurve;
  if (curve) parts.push(voiceCurvePart(curve, whose));
  return parts.join('\n\n');
}

function testPart(test: TestFacts, by: ProtocolId): string {
  const { uar, accuracy, interval, chance, clips, speakers } = test;
  const whom = {
    random:
      'WARNING: random split. The same speakers are in training and test, so this is too good to be true for new voices.',
    text: `Sentences it never heard, spoken by people it did hear (${plainList(speakers)}): this says nothing about new voices.`,
  };
  const known = by === 'random' || by === 'text' ? whom[by] : speakersWords(speakers);
  return `UAR ${percent(uar)} (${intervalWords(interval, speakers.length)}), accuracy ${percent(accuracy)}, chance ${percent(chance)}, on ${clips} test clips.
${known}
${testClipsWords(test)}`;
}

const speakersWords = (speakers: readonly string[]) =>
  speakers.length === 0
    ? 'Who spoke in the test is not known.'
    : `Speakers it never heard: ${plainList(speakers)}.`;

function crossValidationPart(
  facts: CrossValidationFacts,
  { heardEverybody, chance }: { heardEverybody: boolean; chance: number },
): string {
  const { protocol, folds, seeds, uar, accuracy, interval } = facts;
  const { name, meaning } = PROTOCOL_RESULTS[protocol];
  const whose = heardEverybody
    ? 'Its training heard everybody, so this is the score of the same recipe on speakers it had not heard.'
    : 'This is the score of the same recipe, from models trained beside this one; this model may have heard those speakers.';
  return `${name}, ${timesWords({ folds, seeds })}: UAR ${spreadWords(uar)} over runs (${intervalWords(interval)}), accuracy ${spreadWords(accuracy)}, chance ${percent(chance)}.
${whose} ${meaning}
${testClipsWords(facts)}`;
}

const testClipsWords = ({ usesTestSpeakersClips, aligned }: TestFacts | CrossValidationFacts) =>
  usesTestSpeakersClips
    ? `The test speakers’ own clips, without labels, ${speakerClipsUse(aligned)}`
    : 'Nothing of the test speakers was known beforehand.';

function voiceCurvePart(curve: readonly VoicePoint[], whose: string): string {
  const rows = curve.map(({ clips, uar }) => {
    return `| ${knownWords(clips)} | ${percent(uar)} |`;
  });
  return `What knowing the voice gave${whose}:

| Clips known of each speaker | UAR |
|---|---|
${rows.join('\n')}`;
}

function recallTable(labels: readonly string[], recalls: readonly (number | null)[], whose: string): string {
  const rows = labels.map((label, i) => `| ${label} | ${recalls[i] == null ? '–' : percent(recalls[i])} |`);
  return `| Emotion | Recall${whose} |
|---|---|
${rows.join('\n')}`;
}
