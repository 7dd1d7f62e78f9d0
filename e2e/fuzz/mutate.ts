/** Damages files as disks, downloads, careless writers and attackers do. */

import { chunksOf } from '../../src/core/audio/iff.ts';
import { concat } from '../../src/core/audio/testing/build.ts';
import { fourCc } from '../../src/core/bytes.ts';
import type { Random } from '../../src/core/dataset/random.ts';

/** Where most of what a decoder believes stands; half of all edits fall in here, in zips at the end as well. */
const HEADER_BYTES = 96;
const MOST_EDITS = 3;
/** Duplicated or deleted at once. */
const LONGEST_RANGE = 64;

/** Edges of what fields hold: signs, widths, sizes that wrap, counts that multiply to more than there is. */
const INTERESTING = [
  0, 1, 2, 3, 4, 7, 8, 12, 16, 17, 24, 32, 36, 40, 64, 100, 127, 128, 255, 256, 1024, 1025, 4000, 32767,
  32768, 65534, 65535, 65536, 768_000, 0x7fff_fffe, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_fffe,
  0xffff_ffff,
];

type Edit = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** An offset, more often than not in the header or, for a zip, in the directory at the end. */
function place(bytes: Uint8Array, random: Random): number {
  const isZip = fourCc(bytes, 0).startsWith('PK');
  const span = random.uniform() < 0.5 ? Math.min(HEADER_BYTES * (isZip ? 4 : 1), bytes.length) : bytes.length;
  const from = isZip && random.uniform() < 0.7 ? bytes.length - span : 0;
  return from + random.below(Math.max(1, span));
}

function overwrite(bytes: Uint8Array, at: number, value: number, width: 2 | 4, little: boolean): Uint8Array {
  if (at + width > bytes.length) return bytes;
  const view = new DataView(bytes.buffer);
  if (width === 2) view.setUint16(at, value & 0xffff, little);
  else view.setUint32(at, value, little);
  return bytes;
}

function range(bytes: Uint8Array, random: Random): [number, number] {
  const start = place(bytes, random);
  return [start, Math.min(bytes.length, start + 1 + random.below(LONGEST_RANGE))];
}

/** Where chunks start, and the end. A file without chunks is all one. */
function chunkEdges(bytes: Uint8Array): number[] {
  const edges: number[] = [];
  const little = !['RIFX', 'FORM'].includes(fourCc(bytes, 0));
  for (const { body } of chunksOf(bytes, little)) edges.push(body - 8);
  return edges.length === 0 ? [0, bytes.length] : [...edges, bytes.length];
}

const EDITS: Edit[] = [
  function flipBit(bytes, random) {
    bytes[place(bytes, random)] ^= 1 << random.below(8);
    return bytes;
  },
  function setByte(bytes, random) {
    bytes[place(bytes, random)] = [0, 255, random.below(256)][random.below(3)];
    return bytes;
  },
  function setField(bytes, random) {
    const value = INTERESTING[random.below(INTERESTING.length)];
    const at = place(bytes, random) & (random.uniform() < 0.8 ? ~1 : ~0);
    return overwrite(bytes, at, value, random.uniform() < 0.5 ? 2 : 4, random.uniform() < 0.7);
  },
  function truncate(bytes, random) {
    return bytes.slice(0, place(bytes, random));
  },
  function duplicate(bytes, random) {
    const [start, end] = range(bytes, random);
    return concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function remove(bytes, random) {
    const [start, end] = range(bytes, random);
    return concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function spliceChunk(bytes, random, other) {
    const edges = chunkEdges(other);
    const from = random.below(edges.length - 1);
    const at = chunkEdges(bytes);
    const to = at[random.below(at.length)];
    const replaced = random.uniform() < 0.5 ? to : (at.find((edge) => edge > to) ?? to);
    return concat([
      bytes.subarray(0, to),
      other.subarray(edges[from], edges[from + 1]),
      bytes.subarray(replaced),
    ]);
  },
  function headAndTail(bytes, random, other) {
    const cut = place(bytes, random);
    return concat([bytes.subarray(0, cut), other.subarray(Math.min(cut, other.length))]);
  },
];

/** A damaged copy of `seed`, by one to three edits; `other` is what pieces are borrowed from. */
export function mutate(seed: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes: Uint8Array = seed.slice();
  const edits = 1 + random.below(MOST_EDITS);
  for (let i = 0; i < edits && bytes.length > 0; i++) {
    bytes = EDITS[random.below(EDITS.length)](bytes, random, other);
  }
  return bytes;
}
