import type { JudgedClip } from '../tally.ts';

/** `right` of ten clips of each of two classes recognised. */
export function speaker(name: string | null, right: number): JudgedClip[] {
  return [0, 1].flatMap((truth) =>
    Array.from({ length: 10 }, (_, i) => ({
      truth,
      predicted: i < right ? truth : 1 - truth,
      speaker: name,
    })),
  );
}
