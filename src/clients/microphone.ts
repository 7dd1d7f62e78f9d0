/** The microphone, as it is: no echo cancellation, noise suppression or gain control, at the device's own rate. */
import recorderUrl from '../../workers/recorder.worklet.ts?worker&url';
import { IntoneError } from '../core/errors.ts';

export class MicrophoneError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('MicrophoneError', message, remedy);
  }
}

export interface Take {
  /** Mono. */
  signal: Float32Array;
  sampleRateHz: number;
}

export interface Recording {
  sampleRateHz: number;
  /** Ends it and gives what was heard. */
  stop(): Promise<Take>;
}

/** Longer than any utterance; keeps a forgotten recording from filling memory. */
const LONGEST_TAKE_S = 60;

export interface Hooks {
  /** About 50 times a second, with what was just heard and the seconds since the beginning. */
  onPortion(portion: Float32Array, sampleRateHz: number, elapsedS: number): void;
  /** It cannot go on: time is up or the microphone is gone. `stop` still gives what was heard. */
  onEnd(why: string): void;
}

/**
 * Asks for the microphone and starts to record.
 * @throws MicrophoneError where it is denied, absent, busy, or this page may not ask
 */
export async function record(hooks: Hooks): Promise<Recording> {
  const stream = await openMicrophone();
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    return await start(stream, release, hooks);
  } catch (error) {
    release();
    throw new MicrophoneError(
      `The recorder could not start (${error instanceof Error ? error.message : String(error)}).`,
      'Reload the page and try again.',
    );
  }
}

async function start(
  stream: MediaStream,
  release: () => void,
  { onPortion, onEnd }: Hooks,
): Promise<Recording> {
  const context = new AudioContext();
  await context.audioWorklet.addModule(recorderUrl);
  await context.resume();
  const { sampleRate } = context;
  const source = context.createMediaStreamSource(stream);
  const recorder = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 });
  const portions: Float32Array[] = [];
  let samples = 0;
  recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    portions.push(data);
    samples += data.length;
    onPortion(data, sampleRate, samples / sampleRate);
    if (samples >= LONGEST_TAKE_S * sampleRate) onEnd(`A recording ends after ${LONGEST_TAKE_S} seconds.`);
  };
  for (const track of stream.getTracks()) track.onended = () => onEnd('The microphone was unplugged.');
  source.connect(recorder);
  return {
    sampleRateHz: sampleRate,
    async stop() {
      source.disconnect();
      recorder.port.onmessage = null;
      release();
      await context.close();
      return { signal: joined(portions, samples), sampleRateHz: sampleRate };
    },
  };
}

function joined(portions: Float32Array[], samples: number): Float32Array {
  const signal = new Float32Array(samples);
  let at = 0;
  for (const portion of portions) {
    signal.set(portion, at);
    at += portion.length;
  }
  return signal;
}

async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia)
    throw new MicrophoneError(
      'This page may not use a microphone.',
      'Open it over https or on localhost: browsers allow the microphone only there.',
    );
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch (error) {
    throw explain(error);
  }
}

/** getUserMedia's failures by name: https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
function explain(error: unknown): MicrophoneError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new MicrophoneError(
      'The microphone was denied.',
      'Allow it in the address bar’s site settings, then press Record again. Or drop a recording here.',
    );
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new MicrophoneError(
      'No microphone was found.',
      'Plug one in, then press Record again. Or drop a recording here.',
    );
  if (name === 'NotReadableError' || name === 'AbortError')
    return new MicrophoneError(
      'The microphone is in use by another program, or did not answer.',
      'Close what else uses it, then press Record again.',
    );
  return new MicrophoneError(
    'The microphone could not be opened.',
    'Press Record again, or drop a recording here.',
  );
}
