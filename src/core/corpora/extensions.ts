import type { PathReading } from './reading.ts';

/** What browsers can decode. MP4 and WebM are here for their sound: it is what they record themselves. */
const AUDIO_EXTENSIONS = new Set('wav wave aif aiff aifc mp3 flac ogg oga opus m4a aac mp4 webm'.split(' '));

/** Audio that no browser can decode: a user would miss these, so they are listed. */
const UNDECODABLE_EXTENSIONS = new Set('wma amr sph au snd caf ra ape wv'.split(' '));

/** Why a file of this extension (lower case, no dot) is not read at all; null where it may be a recording. */
export function refusalOf(extension: string): PathReading | null {
  if (UNDECODABLE_EXTENSIONS.has(extension)) {
    const reason = `Browsers cannot decode .${extension} files. Convert it to WAV and add it again.`;
    return { kind: 'left-out', leftOutKind: 'unreadable', reason };
  }
  return AUDIO_EXTENSIONS.has(extension) ? null : { kind: 'ignored' };
}

/** 'x.WAV' → 'x': an extension of sound is dropped, any other ending is part of the name ('take.2'). */
export function withoutAudioExtension(file: string): string {
  const dot = file.lastIndexOf('.');
  const extension = file.slice(dot + 1).toLowerCase();
  const isSound = AUDIO_EXTENSIONS.has(extension) || UNDECODABLE_EXTENSIONS.has(extension);
  return dot > 0 && isSound ? file.slice(0, dot) : file;
}
