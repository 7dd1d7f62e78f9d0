import { expect, test } from 'vitest';
import { UnreadableAudioError } from '../errors.ts';
import { decodePcmContainer } from './decode.ts';
import { type Container, id3End, sniffContainer } from './sniff.ts';
import { ascii, chunk, concat, fmt, int16, riff, wave64 } from './testing/build.ts';
import { aiff } from './testing/build-aiff.ts';

const starts = (...parts: (string | number[])[]) =>
  concat([
    ...parts.map((part) => (typeof part === 'string' ? ascii(part) : Uint8Array.from(part))),
    new Uint8Array(32),
  ]);

/** An ID3v2 tag of `size` zeros. */
const id3 = (size: number, footer = false) =>
  concat([
    ascii('ID3'),
    Uint8Array.of(4, 0, footer ? 0x10 : 0, 0, 0, size >> 7, size & 127),
    new Uint8Array(size + (footer ? 10 : 0)),
  ]);

const CASES: [string, Container, Uint8Array][] = [
  ['WAV', 'wav', starts('RIFF', [1, 2, 3, 4], 'WAVE')],
  ['RIFX', 'wav', starts('RIFX', [1, 2, 3, 4], 'WAVE')],
  ['WAV behind two ID3 tags', 'wav', concat([id3(200), id3(5, true), starts('RIFF', [1, 2, 3, 4], 'WAVE')])],
  ['a tag longer than the file', 'mp3', id3(1000).subarray(0, 100)],
  ['Wave64', 'wave64', wave64([])],
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

test('a WAV or AIFF file is read behind an ID3 tag', () => {
  const wav = riff([chunk('fmt ', fmt({})), chunk('data', int16([16384]))]);
  expect(decodePcmContainer(concat([id3(301), wav]), 'a.wav')?.channels[0][0]).toBe(0.5);
  const tagged = concat([id3(9, true), aiff({ frames: 1 }, Uint8Array.of(0x40, 0))]);
  expect(decodePcmContainer(tagged, 'a.aif')?.channels[0][0]).toBe(0.5);
});

test('a tag ends no later than the file', () => {
  expect(id3End(concat([id3(300), id3(4)]))).toBe(324);
  expect(id3End(id3(300).subarray(0, 200))).toBe(200);
  expect(id3End(ascii('ID3'))).toBe(0);
});

test('what the browser must decode is null', () => {
  expect(decodePcmContainer(starts('fLaC'), 'clip.wav')).toBeNull();
});

test('empty and unknown files are refused by name', () => {
  expect(() => decodePcmContainer(new Uint8Array(0), 'a.wav')).toThrow('a.wav is empty');
  expect(() => decodePcmContainer(ascii('hello, world'), 'b.wav')).toThrow(UnreadableAudioError);
});
