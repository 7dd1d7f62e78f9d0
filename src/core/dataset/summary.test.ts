import { describe, expect, it } from 'vitest';
import { type SummaryClip, summarise } from './summary.ts';

function clip(
  corpus: string,
  speaker: string | null,
  emotion: SummaryClip['emotion'],
  durationS: number,
  gender: SummaryClip['gender'] = null,
): SummaryClip {
  return { corpus, speaker, gender, emotion, durationS };
}

const CLIPS: SummaryClip[] = [
  clip('TESS', 'TESS YAF', 'surprised', 2),
  clip('TESS', 'TESS OAF', 'happy', 1.5),
  clip('TESS', 'TESS OAF', 'happy', 0.5, 'female'),
  clip('Folders', null, 'neutral', 3),
  clip('Folders', 'Folders anna', 'happy', 1),
];

describe('summarise', () => {
  const summary = summarise(CLIPS);

  it('counts the whole', () => {
    expect(summary.clips).toBe(5);
    expect(summary.durationS).toBe(8);
    expect(summary.emotionsPresent).toEqual(['neutral', 'happy', 'surprised']);
    expect(summary.emotions).toMatchObject({ neutral: 1, calm: 0, happy: 3, surprised: 1 });
    expect(summary.clipsWithoutSpeaker).toBe(1);
  });

  it('counts each corpus, in order of appearance', () => {
    expect(summary.corpora.map(({ corpus, clips, durationS }) => [corpus, clips, durationS])).toEqual([
      ['TESS', 3, 4],
      ['Folders', 2, 4],
    ]);
    expect(summary.corpora[1].emotions).toMatchObject({ neutral: 1, happy: 1, surprised: 0 });
  });

  it('counts each known speaker, by corpus and name', () => {
    expect(
      summary.speakers.map(({ speaker, corpus, gender, clips }) => [speaker, corpus, gender, clips]),
    ).toEqual([
      ['TESS OAF', 'TESS', 'female', 2],
      ['TESS YAF', 'TESS', null, 1],
      ['Folders anna', 'Folders', null, 1],
    ]);
    expect(summary.speakers[0].emotions).toMatchObject({ happy: 2, surprised: 0 });
  });

  it('counts nothing as nothing', () => {
    expect(summarise([])).toMatchObject({
      clips: 0,
      durationS: 0,
      emotionsPresent: [],
      corpora: [],
      speakers: [],
    });
  });
});
