import { expect, test, vi } from 'vitest';
import { cloneSize } from './clone-size.ts';
import { clipOf, written } from './testing/keep-fixture.ts';
import { eachOnItsOwnDisk, idsOf } from './testing/keep-visit.ts';
import { type ArraysKept, checkpointOf, OUTCOME, PLAN, runOf } from './testing/run-fixture.ts';

const visit = eachOnItsOwnDisk();

const runIds = async () => (await visit.keep.runs.all()).map(({ id }) => id);

/** The bits of each of a kept checkpoint's weight arrays. */
async function weightBits(runId: string): Promise<number[][]> {
  const { weights } = (await visit.keep.runs.part(runId, 'checkpoint')) as ArraysKept;
  return weights.map((array) => [...new Uint32Array(array.buffer, array.byteOffset, array.length)]);
}

test('a run and its parts come back in the next visit as they were', async () => {
  const row = runOf('r', { status: 'finished', bestEpoch: 2, trainedS: 1.5 });
  const checkpoint = checkpointOf(Float32Array.of(1, 2), Float32Array.of(3));
  await visit.keep.runs.put(row, { plan: PLAN, checkpoint, outcome: OUTCOME });
  await visit.reopen();
  expect(await visit.keep.runs.all()).toEqual([row]);
  expect(await visit.keep.runs.part('r', 'plan')).toEqual(PLAN);
  expect(await visit.keep.runs.part('r', 'checkpoint')).toEqual(checkpoint);
  expect(await visit.keep.runs.part('r', 'outcome')).toEqual(OUTCOME);
});

test('weights keep their type and every bit: −0, infinities, and NaN with its payload', async () => {
  const bits = Uint32Array.of(0x80000000, 0x7f800000, 0xff800000, 0x7fc00001, 0xffc12345, 1, 0x3dcccccd);
  await visit.keep.runs.put(runOf('r'), { checkpoint: checkpointOf(new Float32Array(bits.buffer)) });
  await visit.reopen();
  const { weights, best } = (await visit.keep.runs.part('r', 'checkpoint')) as ArraysKept;
  expect(weights[0]).toBeInstanceOf(Float32Array);
  expect(await weightBits('r')).toEqual([[...bits]]);
  expect(best.weights[0]).toBe(weights[0]);
  expect(Object.is((await keptOutcome()).bundle.model.scaler.mean[1], -0)).toBe(true);
});

async function keptOutcome() {
  await visit.keep.runs.put(runOf('r'), { outcome: OUTCOME });
  return (await visit.keep.runs.part('r', 'outcome'))!;
}

test('runs come oldest first, whatever their ids and the order they were kept in', async () => {
  for (const [id, startedAt] of [
    ['b', '2026-03-02T00:00:00.000Z'],
    ['a', '2026-03-03T00:00:00.000Z'],
    ['c', '2026-03-01T00:00:00.000Z'],
  ])
    await visit.keep.runs.put(runOf(id, { startedAt }));
  expect(await runIds()).toEqual(['c', 'b', 'a']);
});

test('a row is replaced alone; of the parts those given are replaced, null ones go, all others stay', async () => {
  const { runs } = visit.keep;
  await runs.put(runOf('r'), { plan: PLAN, checkpoint: checkpointOf(Float32Array.of(1)) });
  await runs.put(runOf('r', { name: 'Renamed' }));
  expect((await runs.all()).map(({ name }) => name)).toEqual(['Renamed']);
  expect(await runs.part('r', 'plan')).toEqual(PLAN);
  await runs.put(runOf('r'), { checkpoint: checkpointOf(Float32Array.of(2)) });
  expect(await runs.part('r', 'checkpoint')).toEqual(checkpointOf(Float32Array.of(2)));
  await runs.put(runOf('r', { status: 'finished' }), { checkpoint: null, outcome: OUTCOME });
  expect(await runs.part('r', 'checkpoint')).toBeNull();
  expect(await runs.part('r', 'plan')).toEqual(PLAN);
  expect(await runs.part('r', 'outcome')).toEqual(OUTCOME);
});

test('a run killed in its first epoch is there without a checkpoint; an unknown run has no parts', async () => {
  await visit.keep.runs.put(runOf('r'), { plan: PLAN });
  await visit.reopen();
  expect((await visit.keep.runs.all())[0].status).toBe('unfinished');
  expect(await visit.keep.runs.part('r', 'checkpoint')).toBeNull();
  expect(await visit.keep.runs.part('unknown', 'plan')).toBeNull();
});

test('what is put is copied at once: its buffers can be used again without waiting', async () => {
  const weights = Float32Array.of(1, 2);
  const row = runOf('r');
  const putting = visit.keep.runs.put(row, { checkpoint: checkpointOf(weights) });
  weights.fill(9);
  row.name = 'Changed';
  structuredClone(weights, { transfer: [weights.buffer] });
  await putting;
  const kept = (await visit.keep.runs.part('r', 'checkpoint')) as ArraysKept;
  expect(kept.weights).toEqual([Float32Array.of(1, 2)]);
  expect((await visit.keep.runs.all())[0].name).toBe('Run r');
});

test('a removed run takes its parts along, and no others', async () => {
  const { runs } = visit.keep;
  for (const id of ['r', 'r2', 'q', '']) await runs.put(runOf(id), { plan: PLAN, outcome: OUTCOME });
  await runs.remove('r');
  await runs.remove('unknown');
  expect(await runIds()).toEqual(['', 'q', 'r2']);
  expect([await runs.part('r', 'plan'), await runs.part('r', 'outcome')]).toEqual([null, null]);
  for (const id of ['', 'q', 'r2']) expect(await runs.part(id, 'outcome')).toEqual(OUTCOME);
});

test('clips and runs are removed apart', async () => {
  const { keep } = visit;
  const choice = {
    preference: 'auto' as const,
    reports: [],
    chosen: 'wasm' as const,
    browser: 'A browser',
    testedAt: '2026-03-01T12:00:00.000Z',
  };
  await keep.setFact('backendChoice', choice);
  await keep.setFact('modelInUse', 'r');
  await keep.add(await written('s1', 'fe', ['a']));
  await keep.runs.put(runOf('r'), { plan: PLAN });
  await keep.deleteAll();
  expect(await keep.clips()).toEqual([]);
  expect(await keep.runs.part('r', 'plan')).toEqual(PLAN);
  expect(await keep.fact('backendChoice')).toEqual(choice);
  expect(await keep.fact('modelInUse')).toBe('r');
  await keep.add(await written('s2', 'fe', ['b']));
  await keep.runs.remove('r');
  expect(await runIds()).toEqual([]);
  expect(await keep.runs.part('r', 'plan')).toBeNull();
  expect(await keep.clips()).toEqual([clipOf('b')]);
});

test('neither runs nor clips wait for the other: their transactions share no table', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await visit.keep.runs.put(runOf('r'), { plan: PLAN });
  await visit.keep.runs.remove('r');
  expect(transaction.mock.calls.map(([stores]) => stores)).toEqual(Array(2).fill(['runs', 'runParts']));
  transaction.mockClear();
  await visit.keep.add(await written('s1', 'fe', ['a']));
  await visit.keep.sweep();
  expect(transaction.mock.calls).toHaveLength(2);
  for (const [stores] of transaction.mock.calls) expect(stores).not.toContain('runs');
});

test('the parts are measured, without their being read', async () => {
  const { keep } = visit;
  expect(await keep.runs.bytes()).toBe(0);
  const checkpoint = checkpointOf(new Float32Array(1000));
  await keep.runs.put(runOf('r'), { checkpoint, outcome: OUTCOME });
  await keep.runs.put(runOf('r2'), { checkpoint });
  const sum = 2 * cloneSize(checkpoint) + cloneSize(OUTCOME);
  const reading = [
    vi.spyOn(IDBObjectStore.prototype, 'get'),
    vi.spyOn(IDBObjectStore.prototype, 'getAll'),
    vi.spyOn(IDBObjectStore.prototype, 'openCursor'),
    vi.spyOn(IDBIndex.prototype, 'getAll'),
    vi.spyOn(IDBIndex.prototype, 'openCursor'),
  ];
  expect(await keep.runs.bytes()).toBe(sum);
  for (const spy of reading) expect(spy).not.toHaveBeenCalled();
  expect(await keep.usage()).toMatchObject({ keptBytes: 0, runBytes: sum });
  await keep.runs.put(runOf('r'), { checkpoint: null });
  await keep.runs.put(runOf('r'), { outcome: OUTCOME });
  expect(await keep.runs.bytes()).toBe(sum - cloneSize(checkpoint));
  await keep.runs.remove('r2');
  expect(await keep.runs.bytes()).toBe(cloneSize(OUTCOME));
});

test('runs and sweeping leave each other alone', async () => {
  await visit.keep.add(await written('s1', 'fe', ['a']));
  await visit.keep.runs.put(runOf('r'), { plan: PLAN });
  await visit.reopen();
  expect(await visit.keep.sweep()).toEqual({ rowsDropped: 0, packsDeleted: 0 });
  expect([await runIds(), await idsOf(visit.keep)]).toEqual([['r'], ['a']]);
});
