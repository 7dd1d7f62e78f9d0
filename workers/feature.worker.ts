/** Bytes or PCM → features, for corpus and microphone alike. A thin shell over core/audio and core/frontend. */
import { toMono } from '../src/core/audio/channels.ts';
import { checkSignal } from '../src/core/audio/check.ts';
import { decodePcmContainer } from '../src/core/audio/decode.ts';
import type { Pcm } from '../src/core/audio/pcm.ts';
import type { FrontEndConfig } from '../src/core/frontend/config.ts';
import { createFrontEnd, type FrontEnd } from '../src/core/frontend/extract.ts';
import type { AudioFacts, FeatureCalls, NeedsBrowser, Recording } from './protocol.ts';
import { serve, Transferred } from './serve.ts';

let current: { key: string; frontEnd: FrontEnd } | null = null;

/** Tables are costly, so the last front end is kept. */
function frontEndFor(config: FrontEndConfig): FrontEnd {
  const key = JSON.stringify(config);
  if (current?.key !== key) current = { key, frontEnd: createFrontEnd(config) };
  return current.frontEnd;
}

function decode(recording: Recording): Pcm | null {
  return recording.kind === 'pcm'
    ? recording
    : decodePcmContainer(new Uint8Array(recording.bytes), recording.name);
}

function listen(pcm: Pcm, name: string): { mono: Float32Array; audio: AudioFacts } {
  const mono = toMono(pcm);
  const { peak } = checkSignal(mono, name);
  return {
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

function handBack(recording: Recording): Transferred<NeedsBrowser> {
  const { bytes } = recording as Extract<Recording, { kind: 'bytes' }>;
  return new Transferred({ kind: 'needs-browser', bytes }, [bytes]);
}

serve<FeatureCalls>({
  extract: ({ recording, frontEnd }) => {
    const pcm = decode(recording);
    if (!pcm) return handBack(recording);
    const { mono, audio } = listen(pcm, recording.name);
    const features = frontEndFor(frontEnd).extract(mono, pcm.sampleRateHz, recording.name);
    return new Transferred({ kind: 'features', features, audio }, [features.data.buffer as ArrayBuffer]);
  },

  inspect: ({ recording, frontEnd }) => {
    const pcm = decode(recording);
    if (!pcm) return handBack(recording);
    const { mono, audio } = listen(pcm, recording.name);
    const inspection = frontEndFor(frontEnd).inspect(mono, pcm.sampleRateHz, recording.name);
    // Copied: the decoder may have handed out views of one buffer, which cannot be transferred twice.
    return {
      kind: 'inspection',
      inspection,
      audio,
      pcm: { channels: pcm.channels, sampleRateHz: pcm.sampleRateHz },
    };
  },
});
