/** A short fuzz run, on inputs made by formula alone; `npm run fuzz` makes thousands. */
import { expect, test } from 'vitest';
import { check } from './check.ts';
import { Inputs } from './inputs.ts';

const COUNT = 500;
const SEED = 1;
/** A second on an idle machine. */
const TIMEOUT_MS = 60_000;

test(
  `${COUNT} damaged files are read or refused by name`,
  async () => {
    const inputs = new Inputs({ seed: SEED });
    const counts = new Map<string, number>();
    for (let index = 0; index < COUNT; index++) {
      const input = inputs.at(index);
      const outcome = await check(input).catch((error: unknown) => {
        throw new Error(`input ${index} of seed ${SEED}, a damaged “${input.seedName}”`, { cause: error });
      });
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    // Damage that leaves nothing to read, or everything, tests nothing.
    expect(counts.get('read')).toBeGreaterThan(COUNT / 4);
    expect(counts.get('UnreadableAudioError')).toBeGreaterThan(COUNT / 10);
    expect(counts.get('UnreadableSourceError')).toBeGreaterThan(COUNT / 50);
  },
  TIMEOUT_MS,
);

test('an input can be made again by its number', () => {
  const [a, b] = [new Inputs({ seed: 5 }), new Inputs({ seed: 5 })];
  a.at(0);
  expect(a.at(17)).toEqual(b.at(17));
  expect(a.at(17).bytes).not.toEqual(a.at(18).bytes);
});
