import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endExtraction, stopRun } from './attempt.ts';
import { IDLE, useRun } from './run.ts';
import { probe } from './testing/backend.ts';
import { extraction } from './testing/extracting.ts';
import { quiet } from './testing/gate.ts';
import { kept } from './testing/keeping.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, inUse, phase, rows, told, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

describe('stopped after an epoch', () => {
  it('keeps its best', async () => {
    await train();
    for (const uar of [0.4, 0.7, 0.6]) trainers[0].epoch(uar);
    await quiet();
    stopRun();
    expect(phase()).toBe('stopping');
    expect(trainers[0].told.at(-1)).toBe('stop');
    trainers[0].end({ stopReason: 'stopped' });
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toMatchObject([{ status: 'stopped', bestEpoch: 2 }]);
    expect(inUse()).toBe(rows()[0].id);
  });

  it('is left alone while it is tested', async () => {
    await train();
    trainers[0].epoch(0.5);
    trainers[0].tests();
    expect(phase()).toBe('testing');
    stopRun();
    expect(phase()).toBe('testing');
    expect(trainers[0].told).not.toContain('stop');
  });
});

/** Points at which a run can be given up: each begins one, holds it there, and gives what lets it go on. */
const POINTS: Record<string, () => Promise<() => void>> = {
  'while features are computed': async () => {
    const release = extraction.gate.hold();
    await train();
    expect(phase()).toBe('extracting');
    return release;
  },
  'while backends are tested': async () => {
    const release = probe.gate.hold();
    await train();
    expect(phase()).toBe('preparing');
    return release;
  },
  'while its row is written': async () => {
    const release = kept.runs.gate.hold();
    await train();
    expect(trainers).toHaveLength(0);
    expect(rows()).toHaveLength(1);
    return release;
  },
  'while its clips are handed over': async () => {
    await train();
    expect(trainers[0].isTraining).toBe(true);
    return kept.runs.removal.hold();
  },
  'before its first epoch': async () => {
    await train();
    trainers[0].step(0.1);
    return kept.runs.removal.hold();
  },
};

describe.each(Object.entries(POINTS))('given up %s', (_, reach) => {
  it('leaves no trace', async () => {
    const release = await reach();
    stopRun();
    expect(useRun.getState()).toEqual(IDLE);
    release();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rows()).toEqual([]);
    expect(kept.runs.rows.size).toBe(0);
    expect(kept.runs.parts.size).toBe(0);
    expect(told()).toEqual([]);
    expect(trainers.some(({ isTraining }) => isTraining)).toBe(false);
  });

  it('leaves the next, begun at once, alone', async () => {
    const release = await reach();
    stopRun();
    await train();
    release();
    await quiet();
    expect(phase()).toBe('training');
    expect(trainers[0].isTraining).toBe(true);
    trainers[0].epoch(0.5);
    trainers[0].end();
    await quiet();
    expect(phase()).toBe('done');
    expect(rows()).toMatchObject([{ status: 'finished', epochs: [{ epoch: 1 }] }]);
  });
});

describe('an extraction', () => {
  it('shows how it goes, and nothing more once it is given up', async () => {
    const pace = { done: 3, total: 18 } as never;
    const release = extraction.gate.hold();
    await train();
    extraction.onPace[0](pace);
    expect(useRun.getState().pace).toBe(pace);
    stopRun();
    expect(extraction.signals[0].aborted).toBe(true);
    await train();
    extraction.onPace[0](pace);
    expect(useRun.getState()).toMatchObject({ phase: 'extracting', pace: null });
    release();
  });

  it('is ended where its clips are to be removed', async () => {
    extraction.gate.hold();
    await train();
    await endExtraction();
    await quiet();
    expect(useRun.getState()).toEqual(IDLE);
    expect(rows()).toEqual([]);
  });
});
