/** How good a model is, as far as anything tells: its card's most honest score. */
import type { Aligned, VoicePoint } from '../../../core/metrics/accuracyReport.ts';
import type { Spread } from '../../../core/metrics/spread.ts';
import type { ProtocolId, Recipe } from '../../../core/recipe/recipe.ts';
import { roughWords, timesWords } from '../../../core/words/report.ts';
import type { ModelState } from '../../../store/model.ts';
import { formatCounted, formatPercent } from '../../components/format.ts';

type Card = NonNullable<ModelState['model']>['card'];

export interface ModelScore {
  protocol: ProtocolId;
  uar: Spread;
  accuracy: Spread;
  interval: NonNullable<Card['test']>['interval'];
  /** '6 folds × 3 seeds'; null where this very model was tested. */
  over: string | null;
  usesTestSpeakersClips: boolean;
  aligned: Aligned;
  /** What guessing would have scored; null where the card does not say. */
  chance: number | null;
}

/** Of its recipe in a cross-validation, which has more speakers; else of the model itself, tested. Null where neither was measured. */
export function modelScore({ test, crossValidation }: Card, recipe: Recipe): ModelScore | null {
  if (crossValidation) {
    const { protocol, uar, accuracy, interval, folds, seeds, usesTestSpeakersClips, aligned } =
      crossValidation;
    return {
      protocol,
      uar,
      accuracy,
      interval,
      over: timesWords({ folds, seeds }),
      usesTestSpeakersClips,
      aligned,
      chance: test?.chance ?? null,
    };
  }
  if (!test) return null;
  return {
    protocol: recipe.split.by,
    uar: { mean: test.uar, deviation: null },
    accuracy: { mean: test.accuracy, deviation: null },
    interval: test.interval,
    over: null,
    usesTestSpeakersClips: test.usesTestSpeakersClips,
    aligned: test.aligned,
    chance: test.chance,
  };
}

/** Over a cross-validation's speakers, or the test's; null where it was not measured. */
export function voiceCurveOf({
  test,
  crossValidation,
}: Pick<Card, 'test' | 'crossValidation'>): VoicePoint[] | null {
  return crossValidation?.voiceCurve ?? test?.voiceCurve ?? null;
}

/** What has to be known to take the score for what it is: whole sentences, or none. */
export function scoreNotes(
  { over, usesTestSpeakersClips, aligned }: ModelScore,
  curve: VoicePoint[] | null,
): string[] {
  const notes: string[] = [];
  if (over)
    notes.push(
      'It is the mean over models of the same recipe, each tested on speakers that it had never heard.',
    );
  if (usesTestSpeakersClips) {
    notes.push(
      `The voice of each test speaker was known from their own clips, without labels${aligned === 'none' ? '' : ', by which answers were aligned, too'}.`,
    );
    const none = curve?.find(({ clips }) => clips === 0);
    if (none) notes.push(`Of a voice that is not known: ${formatPercent(none.uar, 1)}.`);
  }
  return notes;
}

/** '95 % interval by speaker 58.0 to 64.1 %' */
export function intervalOf({ interval: { low, high, by, units } }: ModelScore): string {
  const rough = units === undefined ? null : roughWords({ by, units });
  return `95 % interval by ${by} ${(100 * low).toFixed(1)} to ${formatPercent(high, 1)}${rough ? `, ${rough}` : ''}`;
}

/** 'RAVDESS (1,199 clips, 20 speakers), TESS (2,800 clips, 2 speakers)' */
export function corporaWords({ corpora }: Pick<Card, 'corpora'>): string {
  return corpora
    .map(
      ({ name, clips, speakers }) =>
        `${name} (${formatCounted(clips, 'clip')}, ${formatCounted(speakers, 'speaker')})`,
    )
    .join(', ');
}
