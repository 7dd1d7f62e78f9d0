import { describe, expect, it } from 'vitest';
import type { Interval } from '../../../core/metrics/interval.ts';
import { intervalWords, untestedWords } from './reportWords.ts';

const by = (...speakers: (string | null)[]) => speakers.map((speaker) => ({ clip: { speaker } }));
const interval = (part: Pick<Interval, 'by' | 'units'>): Interval => ({ low: 0.5, high: 0.66, ...part });

describe('intervalWords', () => {
  it('gives the bounds alone where there are speakers enough', () => {
    const words = intervalWords({ interval: interval({ by: 'speaker', units: 5 }), tested: by('a', 'b') });
    expect(words).toBe('95 % interval 50 % to 66 %');
  });

  it('calls an interval from few speakers rough', () => {
    const words = intervalWords({ interval: interval({ by: 'speaker', units: 4 }), tested: by('a', 'b') });
    expect(words).toContain('rough: from 4 speakers');
  });

  it('says what an interval over clips leaves open, and why it is over clips', () => {
    const clips = interval({ by: 'clip', units: 30 });
    expect(intervalWords({ interval: clips, tested: by('a', 'a') })).toContain(
      'over clips of one speaker: it says nothing of other voices',
    );
    expect(intervalWords({ interval: clips, tested: by('a', null) })).toContain('of unknown speakers');
  });
});

describe('untestedWords', () => {
  it('names the emotions that no test clip has', () => {
    const perClass = [
      { label: 'calm', recall: null },
      { label: 'sad', recall: 0 },
      { label: 'disgust', recall: null },
    ];
    expect(untestedWords(perClass)).toBe('The test has no clip of calm and disgust.');
    expect(untestedWords(perClass.slice(1, 2))).toBeNull();
  });
});
