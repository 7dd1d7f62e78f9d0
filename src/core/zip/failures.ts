import { UnreadableSourceError } from '../errors.ts';

const DOWNLOAD_AGAIN = 'Download it again, or unzip what can be saved and drop the folder.';

/** The end is missing, as after a download that broke off. */
export function incompleteZip(name: string, sizeBytes: number): UnreadableSourceError {
  return new UnreadableSourceError(
    `“${name}” is incomplete: a part of the zip is missing.`,
    `Download it again and compare its size with the site’s: here it is ${sizeBytes.toLocaleString('en')} bytes.`,
  );
}

/** @param what what is wrong, as a clause that follows a colon */
export function damagedZip(name: string, what: string): UnreadableSourceError {
  return new UnreadableSourceError(`“${name}” is damaged: ${what}.`, DOWNLOAD_AGAIN);
}

/** One of several files that make up a zip. */
export function splitZip(name: string): UnreadableSourceError {
  return new UnreadableSourceError(
    `“${name}” is one part of a zip that was split into several files.`,
    'Put all parts into one folder, unzip the last one there, and drop the unzipped folder.',
  );
}

export function emptyZip(name: string): UnreadableSourceError {
  return new UnreadableSourceError(`“${name}” is empty.`, 'Download it again, or zip the recordings again.');
}

export function protectedZip(name: string): UnreadableSourceError {
  return new UnreadableSourceError(
    `“${name}” is protected by a password.`,
    'Unzip it with its password and drop the folder.',
  );
}

/** @param what what makes it implausible, as a sentence without its full stop */
export function implausibleZip(name: string, what: string): UnreadableSourceError {
  return new UnreadableSourceError(
    `“${name}” was not opened. ${what}.`,
    'If you trust it, unzip it and drop the folder.',
  );
}
