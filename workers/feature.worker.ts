/** A recording, wherever it lies → features, for corpus and microphone alike. A thin shell over core/audio and core/frontend. */
import { toMono } from '../src/core/audio/channels.ts';
import { checkSignal } from '../src/core/audio/check.ts';
import { decodePcmContainer } from '../src/core/audio/decode.ts';
import type { Pcm } from '../src/core/audio/pcm.ts';
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import { createFrontEnd, type Extraction, type FrontEnd } from '../src/core/frontend/extract.ts';
import { ClipKeeper } from './clipKeeper.ts';
import type { AudioFacts, Extracted, FeatureCalls, Inspected, Kept, Recording } from './protocol.ts';
import { hexSha256, readPlace } from './readPlace.ts';
import { plainError, serve, Transferred } from './serve.ts';
import { StageClock } from './stageClock.ts';

type KeepWhat = FeatureCalls['extract']['request']['keep'];

const clock = new StageClock();
const keeper = new ClipKeeper();

let current: { key: string; frontEnd: FrontEnd } | null = null;

/** Tables are costly, so the last front end is kept. */
function frontEndFor(config: FrontEndConfig): FrontEnd {
  const key = JSON.stringify(config);
  if (current?.key !== key) current = { key, frontEnd: createFrontEnd(config) };
  return current.frontEnd;
}

interface Heard {
  pcm: Pcm;
  mono: Float32Array;
  audio: AudioFacts;
}

function hear(pcm: Pcm, name: string): Heard {
  const mono = toMono(pcm);
  const { peak } = checkSignal(mono, name);
  return {
    pcm,
    mono,
    audio: {
      durationS: mono.length / pcm.sampleRateHz,
      sampleRateHz: pcm.sampleRateHz,
      channels: pcm.channels.length,
      encoding: pcm.encoding,
      peak,
    },
  };
}

/** The recording's bytes; null for one that came as PCM. */
function bytesOf(recording: Recording): Promise<Uint8Array<ArrayBuffer>> | null {
  return recording.kind === 'place' ? readPlace(recording.place, recording.name, clock) : null;
}

/** Writes what was computed to storage; hands it back where that cannot be done. */
async function keep({ features, sound }: Extraction, config: FrontEndConfig, what: KeepWhat): Promise<Kept> {
  if (what === 'nothing') return { kind: 'held', features, full: null };
  try {
    return {
      kind: 'stored',
      features: await keeper.keepFeatures(config, features),
      sound: what === 'features' ? null : await keeper.keepSound(sound, config.sampleRateHz),
    };
  } catch (error) {
    return { kind: 'held', features, full: plainError(error) };
  }
}

serve<FeatureCalls>({
  extract: async (
    { recording, frontEnd, keep: what, known },
    { signal },
  ): Promise<Extracted | Transferred<Extracted>> => {
    const bytes = await bytesOf(recording);
    let sha256 = recording.kind === 'pcm' ? recording.sha256 : '';
    if (bytes) {
      sha256 = await clock.time('hash', () => hexSha256(bytes));
      if (known.includes(sha256)) return { kind: 'twin', sha256 };
    }
    const pcm =
      recording.kind === 'pcm'
        ? recording
        : clock.timeSync('decode', () => decodePcmContainer(bytes!, recording.name));
    if (!pcm)
      return new Transferred({ kind: 'needs-browser', bytes: bytes!.buffer, sha256 }, [bytes!.buffer]);

    // Nobody waits for the answer any more, and a pack opened now would be left open.
    if (signal.aborted) throw new Error('Cancelled.');
    const { mono, audio } = clock.timeSync('decode', () => hear(pcm, recording.name));
    const extraction = clock.timeSync('features', () =>
      frontEndFor(frontEnd).extract(mono, pcm.sampleRateHz, recording.name),
    );
    const kept = await clock.time('keep', () => keep(extraction, frontEnd, what));
    return new Transferred(
      { kind: 'clip', sha256, kept, audio, frames: extraction.features.frames },
      kept.kind === 'held' ? [kept.features.data.buffer as ArrayBuffer] : [],
    );
  },

  inspect: async ({ recording, frontEnd }): Promise<Inspected | Transferred<Inspected>> => {
    const bytes = await bytesOf(recording);
    const pcm = recording.kind === 'pcm' ? recording : decodePcmContainer(bytes!, recording.name);
    if (!pcm)
      return new Transferred({ kind: 'needs-browser', bytes: bytes!.buffer, sha256: '' }, [bytes!.buffer]);
    const { mono, audio } = hear(pcm, recording.name);
    const inspection = frontEndFor(frontEnd).inspect(mono, pcm.sampleRateHz, recording.name);
    // Copied: the decoder may have handed out views of one buffer, which cannot be transferred twice.
    return {
      kind: 'inspection',
      inspection,
      audio,
      pcm: { channels: pcm.channels, sampleRateHz: pcm.sampleRateHz },
    };
  },

  settle: async () => {
    await keeper.settle();
    return clock.take();
  },
});
