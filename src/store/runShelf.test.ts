import { beforeEach, describe, expect, it } from 'vitest';
import type { RunKeep } from '../storage/run-keep.ts';
import { checkpointOf, OUTCOME, PLAN, runOf } from '../storage/testing/run-fixture.ts';
import { RunShelf } from './runShelf.ts';
import { FakeRunKeep } from './testing/keeping.ts';

const ROW = runOf('a');
const FIRST = checkpointOf(Float32Array.of(1));
const SECOND = checkpointOf(Float32Array.of(2));

let kept: FakeRunKeep;
let failures: unknown[];
let shelf: RunShelf;

beforeEach(() => {
  kept = new FakeRunKeep();
  failures = [];
  shelf = new RunShelf((error) => failures.push(error));
});

function attach(): void {
  shelf.attach(kept as unknown as RunKeep);
}

describe('a shelf without storage', () => {
  it('holds parts in memory', async () => {
    expect(await shelf.put(ROW, { plan: PLAN, checkpoint: FIRST })).toBe(false);
    expect(await shelf.part('a', 'plan')).toBe(PLAN);
    expect(await shelf.part('a', 'checkpoint')).toBe(FIRST);
    expect(await shelf.part('a', 'outcome')).toBeNull();
    expect(failures).toEqual([]);
  });

  it('replaces and deletes them', async () => {
    await shelf.put(ROW, { plan: PLAN, checkpoint: FIRST });
    await shelf.put(ROW, { checkpoint: SECOND });
    expect(await shelf.part('a', 'checkpoint')).toBe(SECOND);
    await shelf.put(ROW, { checkpoint: null, outcome: OUTCOME });
    expect(await shelf.part('a', 'checkpoint')).toBeNull();
    expect(await shelf.part('a', 'plan')).toBe(PLAN);
  });

  it('forgets what is removed, and nothing else', async () => {
    await shelf.put(ROW, { plan: PLAN });
    await shelf.put(runOf('b'), { plan: PLAN });
    await shelf.remove('a');
    expect(await shelf.part('a', 'plan')).toBeNull();
    expect(await shelf.part('b', 'plan')).toBe(PLAN);
  });
});

describe('a shelf with storage', () => {
  beforeEach(attach);

  it('keeps row and parts there', async () => {
    expect(await shelf.put(ROW, { plan: PLAN })).toBe(true);
    expect(kept.rows.get('a')).toBe(ROW);
    expect(await shelf.part('a', 'plan')).toBe(PLAN);
  });

  it('removes them there', async () => {
    await shelf.put(ROW, { plan: PLAN });
    await shelf.remove('a');
    expect(kept.rows.size + kept.parts.size).toBe(0);
  });
});

describe('full storage', () => {
  beforeEach(async () => {
    attach();
    await shelf.put(ROW, { plan: PLAN, checkpoint: FIRST });
    kept.full = true;
  });

  it('is told once, and from then on parts are held in memory', async () => {
    expect(await shelf.put(ROW, { checkpoint: SECOND })).toBe(false);
    expect(await shelf.put(ROW, { checkpoint: SECOND })).toBe(false);
    expect(failures).toMatchObject([{ name: 'StorageFullError' }]);
    expect(await shelf.part('a', 'checkpoint')).toBe(SECOND);
    expect(await shelf.part('a', 'plan')).toBe(PLAN);
  });

  it('is not tried again by itself', async () => {
    await shelf.put(ROW, { checkpoint: SECOND });
    kept.full = false;
    expect(await shelf.put(ROW, { checkpoint: SECOND })).toBe(false);
  });

  it('is tried again once room was made', async () => {
    await shelf.put(ROW, { checkpoint: SECOND });
    kept.full = false;
    shelf.tryAgain();
    expect(await shelf.put(ROW, { checkpoint: SECOND })).toBe(true);
    expect(kept.parts.get('a checkpoint')).toBe(SECOND);
  });

  it('is tried again once a run was removed', async () => {
    await shelf.put(ROW, { checkpoint: SECOND });
    kept.full = false;
    await shelf.remove('b');
    expect(await shelf.put(ROW, { checkpoint: SECOND })).toBe(true);
  });

  it('is told anew where the room made does not suffice', async () => {
    await shelf.put(ROW, { checkpoint: SECOND });
    shelf.tryAgain();
    await shelf.put(ROW, { checkpoint: SECOND });
    expect(failures).toHaveLength(2);
  });

  it('hides, once there is room again, nothing that is kept from then on', async () => {
    await shelf.put(ROW, { checkpoint: FIRST });
    kept.full = false;
    shelf.tryAgain();
    await shelf.put(ROW, { checkpoint: SECOND });
    expect(await shelf.part('a', 'checkpoint')).toBe(SECOND);
  });

  it('brings, once there is room again, nothing back that is deleted', async () => {
    await shelf.put(ROW, { checkpoint: SECOND });
    kept.full = false;
    shelf.tryAgain();
    await shelf.put(ROW, { checkpoint: null });
    expect(await shelf.part('a', 'checkpoint')).toBeNull();
  });

  it('does not bring a kept part back that is deleted', async () => {
    await shelf.put(ROW, { checkpoint: null });
    expect(await shelf.part('a', 'checkpoint')).toBeNull();
  });

  it('gets, once there is room again, what was held meanwhile', async () => {
    const row = runOf('b');
    await shelf.put(row, { plan: PLAN });
    kept.full = false;
    shelf.tryAgain();
    expect(await shelf.put(row, { checkpoint: FIRST })).toBe(true);
    expect(kept.parts.get('b plan')).toBe(PLAN);
  });
});
