import { UnreadableSourceError } from '../errors.ts';

const UNPACK = 'Unpack it and drop the folder.';

/** What people drop under a zip's name, known by its first bytes (as Latin-1, leading white space left out). */
const KNOWN: readonly { starts: readonly string[]; is: string; remedy: string }[] = [
  { starts: ['Rar!'], is: 'a RAR archive', remedy: UNPACK },
  { starts: ['7z\xbc\xaf'], is: 'a 7z archive', remedy: UNPACK },
  { starts: ['\x1f\x8b', 'BZh', '\xfd7zXZ'], is: 'a tar archive', remedy: UNPACK },
  {
    starts: ['<', '{'],
    is: 'a web page or a message from a site',
    remedy:
      'Open the download page in the browser, sign in where it asks for it, and download the zip again.',
  },
];

/**
 * The failure for a file that holds no zip.
 * @param head its first bytes
 */
export function notZip(name: string, head: Uint8Array): UnreadableSourceError {
  const text = String.fromCharCode(...head.subarray(0, 64)).trimStart();
  const known = KNOWN.find(({ starts }) => starts.some((start) => text.startsWith(start)));
  return new UnreadableSourceError(
    `“${name}” is not a zip file${known ? ` but ${known.is}` : ', although its name says so'}.`,
    known?.remedy ?? 'Download it again, or drop the unzipped folder.',
  );
}
