import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatCounted,
  formatDuration,
  formatList,
  formatPercent,
} from './format.ts';

describe('format', () => {
  it('groups thousands', () => {
    expect(formatCount(1199)).toBe('1,199');
  });

  it('counts one as one', () => {
    expect([0, 1, 1199].map((count) => formatCounted(count, 'clip'))).toEqual([
      '0 clips',
      '1 clip',
      '1,199 clips',
    ]);
  });

  it('lists words as a sentence does', () => {
    expect(formatList(['calm'])).toBe('calm');
    expect(formatList(['calm', 'fear', 'disgust'])).toBe('calm, fear and disgust');
  });

  it('says shares as percentages, and a missing one as a dash', () => {
    expect(formatPercent(0.583)).toBe('58 %');
    expect(formatPercent(0.583, 1)).toBe('58.3 %');
    expect(formatPercent(Number.NaN)).toBe('–');
  });

  it('rounds durations without ever saying 60 seconds or 60 minutes', () => {
    expect(formatDuration(7.4)).toBe('7 s');
    expect(formatDuration(59.6)).toBe('1 min');
    expect(formatDuration(95)).toBe('1 min 35 s');
    expect(formatDuration(4000)).toBe('1 h 7 min');
    expect(formatDuration(7199)).toBe('2 h 0 min');
  });

  it('carries tenths into minutes', () => {
    expect(formatClock(3.21)).toBe('0:03.2');
    expect(formatClock(59.97)).toBe('1:00.0');
  });

  it('carries bytes into the next unit', () => {
    expect(formatBytes(0)).toBe('0 B');
    expect(formatBytes(225_000_000)).toBe('225 MB');
    expect(formatBytes(1_500_000)).toBe('1.5 MB');
    expect(formatBytes(999_900)).toBe('1.0 MB');
  });
});
