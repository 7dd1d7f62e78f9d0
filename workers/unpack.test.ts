import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { ascii, concat } from '../src/core/audio/testing/build.ts';
import { Random } from '../src/core/dataset/random.ts';
import { IntoneError, UnreadableSourceError } from '../src/core/errors.ts';
import { crc32 } from '../src/core/zip/crc32.ts';
import { readDirectory } from '../src/core/zip/directory.ts';
import { type EntryParts, zip } from '../src/core/zip/testing/build.ts';
import { accessOf, openNested, type Packed, packedOf, unpack } from './unpack.ts';

/** A tone with noise as 16-bit PCM: what recordings compress like. */
function tone(samples: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = new Random(seed);
  const pcm = Int16Array.from(
    { length: samples },
    (_, i) => 8000 * Math.sin(i * 0.03) + 200 * random.normal(),
  );
  return new Uint8Array(pcm.buffer);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

async function deflated(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<EntryParts> {
  return { name, data: await deflate(bytes), bytes: bytes.length, crc32: crc32(bytes), method: 8 };
}

function fileOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

async function packedIn(bytes: Uint8Array): Promise<Packed[]> {
  const file = fileOf(bytes);
  return (await readDirectory(accessOf(file, 'test.zip'), 'test.zip')).map((entry) => packedOf(file, entry));
}

async function failure(running: Promise<unknown>): Promise<UnreadableSourceError> {
  const error = await running.then(
    () => new Error('was unpacked'),
    (error: unknown) => error,
  );
  if (!(error instanceof UnreadableSourceError)) throw error;
  return error;
}

/** vitest's own comparison takes seconds for a megabyte. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const SOUND = tone(30_000, 1);

describe('unpack', () => {
  test('stored and deflated entries by jszip', async () => {
    for (const compression of ['STORE', 'DEFLATE'] as const) {
      const made = new JSZip().file('a.wav', SOUND).file('empty.txt', '').file('b/c.txt', 'hello');
      const bytes = await made.generateAsync({ type: 'uint8array', compression });
      const [a, empty, c] = await packedIn(bytes);
      expect(same(await unpack(a), SOUND)).toBe(true);
      expect(await unpack(empty)).toEqual(new Uint8Array(0));
      expect(await unpack(c)).toEqual(ascii('hello'));
    }
  });

  test('an entry that begins its own buffer, as typed arrays over it need', async () => {
    for (const packed of await packedIn(zip([{ name: 'a', data: SOUND }, await deflated('b', SOUND)]))) {
      const bytes = await unpack(packed);
      expect(bytes.byteOffset).toBe(0);
      expect(bytes.buffer.byteLength).toBe(SOUND.length);
    }
  });

  test('local headers with long names and extra fields, and data descriptors', async () => {
    const entry = await deflated('x'.repeat(40_000), SOUND);
    const built = zip([{ ...entry, localExtra: new Uint8Array(0xffff), descriptor: true }]);
    expect(same(await unpack((await packedIn(built))[0]), SOUND)).toBe(true);
  });

  test('the last entry of a zip without a byte to spare', async () => {
    const file = fileOf(zip([await deflated('a', SOUND)]));
    const [entry] = await readDirectory(accessOf(file, ''), '');
    const packed = packedOf(file.slice(0, 31 + entry.compressedBytes), entry);
    expect(same(await unpack(packed), SOUND)).toBe(true);
    expect(
      (await failure(unpack(packedOf(file.slice(0, 30 + entry.compressedBytes), entry)))).message,
    ).toContain('damaged');
  });

  test('data of several pieces', async () => {
    const long = tone(600_000, 2);
    const [packed] = await packedIn(zip([await deflated('a', long)]));
    expect(packed.compressedBytes).toBeGreaterThan(3 * 256 * 1024);
    expect(same(await unpack(packed), long)).toBe(true);
  });

  test('a wrong checksum, a wrong size, bits turned and bytes cut are told as damage', async () => {
    const entry = await deflated('a.wav', SOUND);
    const data = entry.data!;
    const turned = data.slice();
    turned[data.length >> 1] ^= 4;
    const bad: EntryParts[] = [
      { ...entry, crc32: 1 },
      { ...entry, bytes: SOUND.length - 1 },
      { ...entry, bytes: SOUND.length + 1 },
      { ...entry, bytes: 1 },
      { ...entry, data: turned },
      { ...entry, data: data.slice(0, -3) },
      { ...entry, data: data.slice(0, 0) },
      { ...entry, data: concat([data, ascii('junk')]) },
      { ...entry, data: SOUND },
      { name: 'a.wav', data: SOUND, crc32: 1 },
      { name: 'a.wav', data: SOUND, bytes: 7 },
    ];
    for (const [i, parts] of bad.entries()) {
      const [packed] = await packedIn(zip([parts]));
      expect((await failure(unpack(packed))).message, `bad entry ${i}`).toMatch(/“a\.wav” is damaged inside/);
      if (parts.method === 8) expect((await failure(openNested(packed))).message).toContain('damaged');
    }
  });

  test('a small entry that inflates far beyond what it declares', async () => {
    const silence = await deflated('a.wav', new Uint8Array(64 * 1024 ** 2));
    const [packed] = await packedIn(zip([{ ...silence, bytes: 100_000 }]));
    expect(packed.compressedBytes).toBeLessThan(100_000);
    expect((await failure(unpack(packed))).message).toContain('damaged');
    expect((await failure(openNested(packed))).message).toContain('damaged');
  });

  test('a declared size that deflate cannot reach or the limit forbids', async () => {
    const entry = await deflated('a.wav', SOUND);
    const [liar] = await packedIn(zip([{ ...entry, bytes: 1033 * entry.data!.length }]));
    expect((await failure(unpack(liar))).message).toContain('lies about its size');
    const [large] = await packedIn(zip([entry]));
    expect((await failure(unpack(large, { limitBytes: 59_999 }))).message).toContain('unpacks to more than');
    expect(same(await unpack(large, { limitBytes: 60_000 }), SOUND)).toBe(true);
  });

  test('other methods and passwords are named', async () => {
    const entry = { name: 'a.wav', data: SOUND };
    const plain = { name: 'b', data: SOUND };
    for (const [method, name] of [
      [9, 'Deflate64'],
      [14, 'LZMA'],
      [93, 'Zstandard'],
      [77, 'method 77'],
    ] as const) {
      const [packed] = await packedIn(zip([{ ...entry, method }]));
      const error = await failure(unpack(packed));
      expect(error.message).toContain(name);
      expect(error.remedy).toContain('drop the folder');
    }
    const [locked] = await packedIn(zip([{ ...entry, flags: 1 }, plain]));
    expect((await failure(unpack(locked))).message).toContain('password');
  });

  test('a file that was moved since', async () => {
    const gone = fileOf(zip([{ name: 'a.wav', data: SOUND }]));
    const [packed] = await packedIn(zip([{ name: 'a.wav', data: SOUND }]));
    const unreadable = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    Object.defineProperty(gone, 'slice', { value: () => ({ arrayBuffer: unreadable }) });
    expect((await failure(unpack(packedOf(gone, packed)))).message).toContain('could not be read from disk');
    expect((await failure(accessOf(gone, 'x.zip').read(0, 4))).message).toContain('x.zip');
  });
});

test('nested zips, stored and deflated', async () => {
  const inner = zip([await deflated('deep.wav', SOUND)]);
  const outer = [
    { name: 'stored.zip', data: inner, localExtra: new Uint8Array(5) },
    await deflated('deflated.zip', inner as Uint8Array<ArrayBuffer>),
  ];
  for (const packed of await packedIn(zip(outer))) {
    const blob = await openNested(packed);
    expect(blob.size).toBe(inner.length);
    const [deep] = await packedIn(new Uint8Array(await blob.arrayBuffer()));
    expect(same(await unpack(deep), SOUND)).toBe(true);
    expect((await failure(openNested(packed, { limitBytes: inner.length - 1 }))).message).toContain(
      'more than',
    );
  }
});

test('thousands of damaged zips give entries or a plain error, never anything else', async () => {
  const random = new Random(20);
  const small = await deflated('b/ü.wav', tone(300, 3));
  const seeds = [
    zip([{ name: 'a.wav', data: ascii('0123456789') }, small]),
    zip(
      [
        { ...small, zip64: true },
        { name: 'x', data: ascii('x') },
      ],
      { zip64: true, comment: ascii('comment') },
    ),
    zip([small, { ...small, descriptor: true }, { name: 'd/' }], { prefix: ascii('MZ program') }),
  ];
  const counts = { unopened: 0, damaged: 0, whole: 0 };
  for (let i = 0; i < 3000; i++) {
    const mutant = mutate(seeds[i % seeds.length], random);
    try {
      for (const packed of await packedIn(mutant)) {
        try {
          await unpack(packed, { limitBytes: 1_000_000 });
          counts.whole++;
        } catch (error) {
          if (!(error instanceof IntoneError)) throw error;
          counts.damaged++;
        }
      }
    } catch (error) {
      if (!(error instanceof IntoneError)) throw error;
      counts.unopened++;
    }
  }
  // Each outcome is met often enough for the test to mean something.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(200);
}, 60_000);

/** One to three changes: a bit, a byte, an edge value, a cut, a piece taken out or doubled. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let out: Uint8Array = bytes.slice();
  for (let changes = 1 + random.below(3); changes > 0 && out.length > 4; changes--) {
    // Half of the changes fall on the directory and what follows it, which are shorter than the data.
    const at =
      random.uniform() < 0.5 ? random.below(out.length) : out.length - 1 - random.below(out.length >> 2);
    const length = 1 + random.below(Math.min(40, out.length - at));
    const kind = random.below(6);
    if (kind === 0) out[at] ^= 1 << random.below(8);
    else if (kind === 1) out[at] = random.below(256);
    else if (kind === 2) out.fill(random.below(2) * 255, at, at + Math.min(length, 4));
    else if (kind === 3) out = out.slice(0, at);
    else if (kind === 4) out = concat([out.subarray(0, at), out.subarray(at + length)]);
    else out = concat([out.subarray(0, at + length), out.subarray(at)]);
  }
  return out;
}
