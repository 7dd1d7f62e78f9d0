import { expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { decodePcmContainer } from './decode.ts';
import { type Container, sniffContainer } from './sniff.ts';
import { ascii, chunk, concat, fmt, int16, riff } from './testing/build.ts';

const starts = (...parts: (string | number[])[]) =>
  concat([
    ...parts.map((part) => (typeof part === 'string' ? ascii(part) : Uint8Array.from(part))),
    new Uint8Array(32),
  ]);

const CASES: [string, Container, Uint8Array][] = [
  ['WAV', 'wav', starts('RIFF', [1, 2, 3, 4], 'WAVE')],
  ['RF64', 'wav', starts('RF64', [255, 255, 255, 255], 'WAVE')],
  ['AIFF', 'aiff', starts('FORM', [0, 0, 0, 4], 'AIFF')],
  ['AIFC', 'aiff', starts('FORM', [0, 0, 0, 4], 'AIFC')],
  ['mp3 with a tag', 'mp3', starts('ID3', [4, 0])],
  ['mp3 without', 'mp3', starts([0xff, 0xfb, 0x90, 0x64])],
  ['mp3 of MPEG-2', 'mp3', starts([0xff, 0xf3, 0x40, 0xc4])],
  ['AAC in ADTS', 'aac', starts([0xff, 0xf1, 0x50, 0x80])],
  ['FLAC', 'flac', starts('fLaC')],
  ['Ogg', 'ogg', starts('OggS')],
  ['MP4', 'mp4', starts([0, 0, 0, 32], 'ftypM4A ')],
  ['WebM', 'webm', starts([0x1a, 0x45, 0xdf, 0xa3])],
  ['AVI', 'unknown', starts('RIFF', [1, 2, 3, 4], 'AVI ')],
  ['UTF-16 text', 'unknown', starts([0xff, 0xfe, 0x48, 0x00])],
  ['text', 'unknown', ascii('version https://git-lfs')],
  ['one byte', 'unknown', Uint8Array.of(0xff)],
  ['nothing', 'unknown', new Uint8Array(0)],
];

test.each(CASES)('%s is known as %s', (_, container, bytes) => {
  expect(sniffContainer(bytes)).toBe(container);
});

test('a WAV file is read whatever its name', () => {
  const bytes = riff([chunk('fmt ', fmt({})), chunk('data', int16([16384]))]);
  expect(decodePcmContainer(bytes, 'song.mp3')?.channels[0][0]).toBe(0.5);
});

test('what the browser must decode is null', () => {
  expect(decodePcmContainer(starts('fLaC'), 'clip.wav')).toBeNull();
});

test('empty and unknown files are refused by name', () => {
  expect(() => decodePcmContainer(new Uint8Array(0), 'a.wav')).toThrow('a.wav is empty');
  expect(() => decodePcmContainer(ascii('hello, world'), 'b.wav')).toThrow(UnreadableAudioError);
});
