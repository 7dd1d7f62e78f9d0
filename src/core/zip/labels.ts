/** The longest label in UTF-16 units: real paths end at 260 (Windows) or 1,024 (macOS). */
const LONGEST = 1024;

/** Control characters, and those that reverse the direction of what follows and so disguise a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const DRIVE = /^[a-z]:/i;

/** A label for a name that has nothing left once it is harmless. */
const NAMELESS = 'unnamed';

/**
 * A zip's path as a harmless label. Labels are only read and shown, never written to, but they should look the
 * same everywhere: slashes lean forward; drives, leading slashes, '.', '..' and control characters are dropped;
 * of an absurdly long path the end is kept, where the file's name is.
 */
export function harmlessPath(name: string): string {
  // Most names are harmless already, and there may be a million: this is eight times faster than what follows.
  if (/^[\w-][\w -]*(?:[/.][\w-][\w -]*)*$/.test(name) && name.length <= LONGEST) return name;
  const segments = name
    .replace(UNSEEN, '')
    .replaceAll('\\', '/')
    .replace(DRIVE, '')
    .split('/')
    .filter((s) => s.trim() !== '' && s !== '.' && s !== '..');
  const path = segments.join('/') || NAMELESS;
  if (path.length <= LONGEST) return path;
  const end = path.slice(-LONGEST);
  // Not half a character.
  return /^[\udc00-\udfff]/.test(end) ? end.slice(1) : end;
}

/** Gives out labels, each once: a second 'a/b.wav' becomes 'a/b (2).wav', as file managers mark a copy. */
export class UniqueLabels {
  private readonly taken = new Set<string>();
  private readonly copies = new Map<string, number>();

  unique(path: string): string {
    let label = path;
    if (this.taken.has(path)) {
      const { stem, extension } = splitExtension(path);
      let copy = this.copies.get(path) ?? 1;
      do {
        copy++;
        label = `${stem} (${copy})${extension}`;
      } while (this.taken.has(label));
      this.copies.set(path, copy);
    }
    this.taken.add(label);
    return label;
  }
}

function splitExtension(path: string): { stem: string; extension: string } {
  const dot = path.lastIndexOf('.');
  const hasExtension = dot > path.lastIndexOf('/') + 1;
  return hasExtension
    ? { stem: path.slice(0, dot), extension: path.slice(dot) }
    : { stem: path, extension: '' };
}
