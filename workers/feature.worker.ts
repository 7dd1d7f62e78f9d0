/** A recording, wherever it lies → features, for corpus and microphone alike. A thin shell over core/audio and core/frontend. */
import { toMono } from '../src/core/audio/channels.ts';
import { decodePcmContainer } from '../src/core/audio/decode.ts';
import type { Pcm } from '../src/core/audio/pcm.ts';
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import { createFrontEnd, type Extraction, type FrontEnd } from '../src/core/frontend/extract.ts';
import { appendFeatures, appendSound, ClipKeeper, type Packs } from './clipKeeper.ts';
import type { AudioFacts, Extracted, FeatureCalls, Inspected, Kept, PlainError } from './protocol.ts';
import { forgetArchives, hexSha256, readPlace } from './readPlace.ts';
import { ByteRooms, SampleRooms } from './rooms.ts';
import { plainError, serve, Transferred } from './serve.ts';
import { StageClock } from './stageClock.ts';

type ExtractRequest = FeatureCalls['extract']['request'];

const clock = new StageClock();
const keeper = new ClipKeeper();
const byteRooms = new ByteRooms();
const sampleRooms = new SampleRooms();

let current: { key: string; frontEnd: FrontEnd } | null = null;

/** Tables are costly, so the last front end is kept. */
function frontEndFor(config: FrontEndConfig): FrontEnd {
  const key = JSON.stringify(config);
  if (current?.key !== key) current = { key, frontEnd: createFrontEnd(config, sampleRooms.take) };
  return current.frontEnd;
}

/** The page has given the call up; nobody reads this. */
class CancelledError extends Error {}

function factsOf(pcm: Pcm, peak: number): AudioFacts {
  return {
    durationS: pcm.channels[0].length / pcm.sampleRateHz,
    sampleRateHz: pcm.sampleRateHz,
    channels: pcm.channels.length,
    encoding: pcm.encoding,
    peak,
  };
}

/** Reads, tells whether it is known, and extracts. `bytes` lie in a room that is used again. */
async function extractFromBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { recording: { name }, frontEnd, keep, known }: ExtractRequest,
  signal: AbortSignal,
): Promise<Extracted | Transferred<Extracted>> {
  const sha256 = await clock.time('hash', () => hexSha256(bytes));
  if (known.includes(sha256)) return { kind: 'twin', sha256 };
  // Nobody waits for the answer any more, and a pack opened now might stay open.
  if (signal.aborted) throw new CancelledError();
  const packs = await packsFor(keep, frontEnd);
  if (signal.aborted) throw new CancelledError();
  // From here to the end nothing is waited for, so that the rooms serve one recording at a time.
  sampleRooms.reset();
  const pcm = clock.timeSync('decode', () => decodePcmContainer(bytes, name, sampleRooms.take));
  if (pcm) return extractFromPcm(pcm, sha256, name, frontEnd, packs, keep);
  const { buffer } = bytes.slice();
  return new Transferred({ kind: 'needs-browser', bytes: buffer, sha256 }, [buffer]);
}

function extractFromPcm(
  pcm: Pcm,
  sha256: string,
  name: string,
  config: FrontEndConfig,
  packs: Packs | PlainError | null,
  what: ExtractRequest['keep'],
): Transferred<Extracted> {
  const extraction = clock.timeSync('features', () =>
    frontEndFor(config).extract(toMono(pcm), pcm.sampleRateHz, name),
  );
  const kept = clock.timeSync('keep', () => keepIn(packs, extraction, config, what));
  return new Transferred(
    { kind: 'clip', sha256, kept, audio: factsOf(pcm, extraction.peak), frames: extraction.features.frames },
    kept.kind === 'held' ? [kept.features.data.buffer as ArrayBuffer] : [],
  );
}

/** Where to write; null where nothing is to be kept, and the reason where it cannot be. */
async function packsFor(
  what: ExtractRequest['keep'],
  config: FrontEndConfig,
): Promise<Packs | PlainError | null> {
  return what === 'nothing' ? null : keeper.packsFor(config).catch(plainError);
}

/** Writes what was computed to storage; hands it back where that cannot be done. */
function keepIn(
  packs: Packs | PlainError | null,
  { features, sound }: Extraction,
  config: FrontEndConfig,
  what: ExtractRequest['keep'],
): Kept {
  if (packs === null || 'remedy' in packs) return { kind: 'held', features, full: packs };
  try {
    return {
      kind: 'stored',
      features: appendFeatures(packs, features),
      sound: what === 'features' ? null : appendSound(packs, sound, config.sampleRateHz),
    };
  } catch (error) {
    return { kind: 'held', features, full: plainError(error) };
  }
}

serve<FeatureCalls>({
  extract: async (request, { signal }) => {
    const { recording, frontEnd, keep } = request;
    if (recording.kind === 'pcm') {
      if (signal.aborted) throw new CancelledError();
      const packs = await packsFor(keep, frontEnd);
      sampleRooms.reset();
      return extractFromPcm(recording, recording.sha256, recording.name, frontEnd, packs, keep);
    }
    let room: Uint8Array<ArrayBuffer> | null = null;
    const allocate = (bytes: number) => {
      room = byteRooms.borrow(bytes);
      return room;
    };
    try {
      const bytes = await readPlace(recording.place, recording.name, clock, allocate);
      return await extractFromBytes(bytes, request, signal);
    } finally {
      if (room) byteRooms.giveBack(room);
    }
  },

  inspect: async ({ recording, frontEnd }): Promise<Inspected | Transferred<Inspected>> => {
    let pcm: Pcm | null;
    if (recording.kind === 'pcm') pcm = recording;
    else {
      const bytes = await readPlace(recording.place, recording.name, clock);
      pcm = decodePcmContainer(bytes, recording.name);
      if (!pcm)
        return new Transferred({ kind: 'needs-browser', bytes: bytes.buffer, sha256: '' }, [bytes.buffer]);
    }
    sampleRooms.reset();
    const inspection = frontEndFor(frontEnd).inspect(toMono(pcm), pcm.sampleRateHz, recording.name);
    // Copied: the decoder may have handed out views of one buffer, which cannot be transferred twice.
    return {
      kind: 'inspection',
      inspection,
      audio: factsOf(pcm, inspection.peak),
      pcm: { channels: pcm.channels, sampleRateHz: pcm.sampleRateHz },
    };
  },

  settle: async () => {
    await clock.time('flush', () => keeper.settle());
    return clock.take();
  },

  forget: ({ archiveIds }) => {
    forgetArchives(archiveIds);
    return undefined;
  },
});
