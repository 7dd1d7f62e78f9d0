import { expect, it } from 'vitest';
import type { Clip } from '../core/dataset/clip.ts';
import { upgradeClip } from './upgrade-clip.ts';

const textOf = (corpus: string, text: string | null) => upgradeClip({ corpus, text } as Clip).text;

it('gives clips kept earlier the texts that readers give today, and leaves all others as they are', () => {
  expect(textOf('SAVEE', 'a01')).toBeNull();
  expect(textOf('JL-Corpus', '10a')).toBe('sentence 10');
  expect(textOf('JL-Corpus', '10b')).toBe('sentence 10');
  expect(textOf('JL-Corpus', 'sentence 10')).toBe('sentence 10');
  expect(textOf('JL-Corpus', null)).toBeNull();
  expect(textOf('TESS', 'back')).toBe('back');
});
