import { describe, expect, it } from 'vitest';
import { answerWords, clipsAndSpeakers, doneWords, percentBelow, topOf, verdictOf } from './words.ts';

describe('words', () => {
  it('counts each known speaker once, and one as one', () => {
    const clips = [{ speaker: 'RAVDESS 01' }, { speaker: 'RAVDESS 01' }, { speaker: null }];
    expect(clipsAndSpeakers(clips)).toBe('3 clips, 1 speaker');
    expect(clipsAndSpeakers(clips.slice(0, 1))).toBe('1 clip, 1 speaker');
    expect(clipsAndSpeakers([])).toBe('0 clips, 0 speakers');
  });

  it('names the most probable emotion, the first of equals', () => {
    expect(verdictOf({ labels: ['happy', 'angry'], probabilities: [0.49, 0.51] })).toBe('Angry, 51 %');
    expect(topOf({ labels: ['happy', 'angry'], probabilities: [0.5, 0.5] }).label).toBe('happy');
  });

  it('answers only where it is as sure as it must be, and else tells the two likeliest', () => {
    const answer = { labels: ['happy', 'sad', 'fearful'] as const, probabilities: [0.28, 0.34, 0.38] };
    expect(answerWords(answer, 0)).toBe('Fear, 38 % sure');
    expect(answerWords(answer, 0.38)).toBe('Fear, 38 % sure');
    expect(answerWords(answer, 0.39)).toBe('Not sure: fear 38 %, sad 34 %');
    expect(answerWords({ labels: ['calm'], probabilities: [0.5] }, 0.6)).toBe('Not sure: calm 50 %');
  });

  it('never tells the threshold of an answer that is below it', () => {
    const labels = ['angry', 'sad'] as const;
    expect(answerWords({ labels, probabilities: [0.496, 0.31] }, 0.5)).toBe(
      'Not sure: angry 49.6 %, sad 31 %',
    );
    expect(answerWords({ labels, probabilities: [0.49999, 0.31] }, 0.5)).toContain('angry 49.9 %');
    expect(percentBelow(0.49, 0.5)).toBe('49 %');
  });

  it('names the kept epoch where there is one', () => {
    expect(doneWords(22)).toBe('Done: epoch 22 was kept');
    expect(doneWords(0)).toBe('Done');
  });
});
