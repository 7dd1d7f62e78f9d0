/** Small zips of several makes, made by formula. */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../src/core/zip/crc32.ts';
import { type EntryParts, zip } from '../../src/core/zip/testing/build.ts';
import { audioSeeds, type Seed } from './audio-seeds.ts';

const UTF8_NAMES = 0x800;

function deflated(name: string, bytes: Uint8Array): EntryParts {
  return { name, data: deflateRawSync(bytes), bytes: bytes.length, crc32: crc32(bytes), method: 8 };
}

export function zipSeeds(): Seed[] {
  const sounds = audioSeeds();
  const entries = sounds.slice(0, 4).map(({ name, bytes }, i) => deflated(`Actor_0${i}/${name}.wav`, bytes));
  const stored = { name: 'stored.wav', data: sounds[0].bytes };
  const inner = zip([stored]);
  const seeds: Record<string, Uint8Array> = {
    'deflated.zip': zip(entries),
    'stored.zip': zip([stored, { name: 'folder/' }, { name: 'b/stored.wav', data: sounds[2].bytes }]),
    'zip64.zip': zip(
      entries.map((entry) => ({ ...entry, zip64: true })),
      { zip64: true },
    ),
    'descriptors.zip': zip(entries.map((entry) => ({ ...entry, descriptor: true }))),
    'behind a program.zip': zip(entries, {
      prefix: new Uint8Array(500).fill(77),
      comment: new Uint8Array(30),
    }),
    'names.zip': zip([
      { ...stored, name: Uint8Array.of(0x46, 0x94, 0x84, 0x2e, 0x77, 0x61, 0x76) },
      { ...stored, name: new TextEncoder().encode('wütend/ä.wav'), flags: UTF8_NAMES },
      { ...stored, name: '..\\..\\up.wav' },
    ]),
    'nested.zip': zip([{ name: 'inner.zip', data: inner }, deflated('packed.zip', inner)]),
  };
  return Object.entries(seeds).map(([name, bytes]) => ({ name, bytes }));
}
