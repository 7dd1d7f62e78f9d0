import { describe, expect, it } from 'vitest';
import type { Emotion } from '../../../core/dataset/emotions.ts';
import { chosenFor, countToRead, inOrder, type MappingGroup, shortened, understoodWords } from './mapping.ts';

function group(
  word: string,
  emotion: Emotion | null,
  clips = 1,
  origin: MappingGroup['origin'] = 'folders',
): MappingGroup {
  return { id: `${origin}:${word}`, word, origin, emotion, clips, example: `${word}/x.wav`, speakers: 1 };
}

describe('understoodWords', () => {
  it.each([
    [
      [group('happy', 'happy'), group('joy', 'happy'), group('boredom', null)],
      '2 folder names stand for 1 emotion; 1 is not known',
    ],
    [
      [group('happy', 'happy'), group('x', null), group('y', null)],
      '1 folder name stands for 1 emotion; 2 are not known',
    ],
    [[group('sad', 'sad'), group('happy', 'happy')], '2 folder names stand for 2 emotions'],
    [[group('1', null)], '1 folder name is no known emotion'],
    [[group('1', null, 1, 'table'), group('2', null, 1, 'table')], '2 table labels are no known emotions'],
    [[group('sad', 'sad', 1, 'table'), group('x', null)], '1 label stands for 1 emotion; 1 is not known'],
  ])('case %#', (groups, words) => {
    expect(understoodWords(groups)).toBe(words);
  });
});

describe('choices', () => {
  const groups = [group('happy', 'happy', 30), group('boredom', null, 2), group('zest', null, 10)];

  it('counts what will be read', () => {
    expect(countToRead(groups, new Map(), 100)).toBe(130);
    const choices = new Map<string, Emotion | null>([
      ['folders:happy', null],
      ['folders:boredom', 'calm'],
    ]);
    expect(countToRead(groups, choices, 100)).toBe(102);
    expect(chosenFor(groups[0], choices)).toBeNull();
    expect(chosenFor(groups[2], choices)).toBeNull();
  });

  it('puts those not known first, and leaves the list as it was', () => {
    expect(inOrder(groups).map(({ word }) => word)).toEqual(['zest', 'boredom', 'happy']);
    expect(groups[0].word).toBe('happy');
  });
});

it('shortens from the middle', () => {
  expect(shortened('abc', 4)).toBe('abc');
  expect(shortened('abcdefgh', 4)).toBe('ab…gh');
});
