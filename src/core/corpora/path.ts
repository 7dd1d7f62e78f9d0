/** A file's path taken apart. */
export interface PathParts {
  /** Outermost first, as spelled. */
  folders: string[];
  /** The file's name without its extension and without the mark a file manager gives a copy. */
  name: string;
  /** In lower case, without the dot; '' where there is none. */
  extension: string;
}

/** ' (1)', ' copy', ' copy 2', ' - Copy', ' - Copy (2)' at the end of a name. */
const COPY_MARK = /(?: -)?(?: copy(?: \d+)?)?(?: \(\d+\))?$/i;

const SYSTEM_FILES = new Set(['thumbs.db', 'desktop.ini', '__macosx']);

/**
 * Takes a path from a zip, a folder or a file picker apart.
 * Slashes may lean either way; '.' and '..' are dropped; letters are composed (NFC: macOS spells é in two parts).
 *
 * @returns null for what is no file of the user's: directories, hidden files, what macOS and Windows leave behind.
 */
export function parsePath(path: string): PathParts | null {
  const spelled = path.normalize('NFC').replaceAll('\\', '/');
  if (spelled.endsWith('/')) return null;
  const segments = spelled.split('/').filter((s) => s !== '' && s !== '.' && s !== '..');
  if (segments.some((s) => s.startsWith('.') || SYSTEM_FILES.has(s.toLowerCase()))) return null;

  const file = segments.pop();
  if (file === undefined) return null;
  const dot = file.lastIndexOf('.');
  const stem = dot < 0 ? file : file.slice(0, dot);
  return {
    folders: segments,
    name: stem.trim().replace(COPY_MARK, ''),
    extension: dot < 0 ? '' : file.slice(dot + 1).toLowerCase(),
  };
}
