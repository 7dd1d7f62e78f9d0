import { describe, expect, it } from 'vitest';
import { runOf } from '../storage/testing/run-fixture.ts';
import { canKeep } from './canKeep.ts';
import type { Member } from './run.ts';

type State = Member['state'];

const keeps = (state: State, epochs: number, trainClips = 8) => {
  const member: Member = { id: 'a', trainClips, state, fraction: epochs / 49, msPerStep: null };
  const row = runOf('a', { epochs: Array.from({ length: epochs }) });
  return canKeep([member], [runOf('b'), row]);
};

describe('stopping keeps', () => {
  it.each<State>(['training', 'paused', 'testing'])('an epoch of one at work: %s', (state) => {
    expect(keeps(state, 0)).toBe(false);
    expect(keeps(state, 1)).toBe(true);
  });

  it('nothing of one that waits to go on from its checkpoint, or failed after some epochs', () => {
    expect(keeps('waiting', 3)).toBe(false);
    expect(keeps('failed', 3)).toBe(false);
  });

  it('one that is done, unless it was before', () => {
    expect(keeps('done', 3)).toBe(true);
    expect(keeps('done', 3, 0)).toBe(false);
  });

  it('something where one of several does', () => {
    const member = (id: string, state: State): Member => ({
      id,
      trainClips: 8,
      state,
      fraction: 0,
      msPerStep: null,
    });
    expect(canKeep([member('a', 'failed'), member('b', 'done')], [])).toBe(true);
    expect(canKeep([], [])).toBe(false);
  });
});
