import type { PathReading } from '../reading.ts';
import { applyMapping, understand } from '../understand.ts';

/** What becomes of a file dropped alone, the guess for its folder taken as right. */
export function readPath(path: string): PathReading {
  const { entries, leftOut } = applyMapping(understand([path], []), new Map());
  if (entries.length > 0) return { kind: 'clip', labels: entries[0].labels };
  if (leftOut.length > 0)
    return { kind: 'left-out', leftOutKind: leftOut[0].kind, reason: leftOut[0].reason };
  return { kind: 'ignored' };
}
