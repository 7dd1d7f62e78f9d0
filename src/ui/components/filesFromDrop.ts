import { UnreadableSourceError } from '../../core/errors.ts';
import type { DroppedFile } from '../../store/reading.ts';

/**
 * All files in a drop, folders walked to the bottom, sorted by path so that one drop always gives one order.
 *
 * Call it inside the drop event: the browser empties `dataTransfer` when the handler returns.
 * A file or folder the browser will not open goes to `onUnreadable` and the rest go on; without
 * `onUnreadable` it throws UnreadableSourceError.
 */
export async function filesFromDrop(
  dataTransfer: DataTransfer,
  onUnreadable: (path: string, reason: string) => void = rejectDrop,
): Promise<DroppedFile[]> {
  const entries: FileSystemEntry[] = [];
  const found: DroppedFile[] = [];
  for (const item of dataTransfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry) entries.push(entry);
    else if (file) found.push({ file, path: file.name });
  }
  for (const entry of entries) await collect(entry, found, onUnreadable);
  return found.sort(byPath);
}

/** The files of an <input type="file">, with paths where a folder was chosen, sorted by path. */
export function filesFromInput(files: FileList): DroppedFile[] {
  return Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name })).sort(byPath);
}

async function collect(
  entry: FileSystemEntry,
  found: DroppedFile[],
  onUnreadable: (path: string, reason: string) => void,
): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '');
  let children: FileSystemEntry[] = [];
  try {
    if (entry.isFile) found.push({ file: await openFile(entry as FileSystemFileEntry), path });
    else children = await listFolder(entry as FileSystemDirectoryEntry);
  } catch (error) {
    onUnreadable(path, error instanceof Error ? error.message : String(error));
  }
  for (const child of children) await collect(child, found, onUnreadable);
}

function openFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** readEntries hands out a hundred or so at a time, and an empty batch at the end. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  while (true) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

function rejectDrop(path: string, reason: string): never {
  throw new UnreadableSourceError(
    `The browser could not open ${path}: ${reason}`,
    'Check that the file still exists and may be read, then drop it again.',
  );
}

function byPath(a: DroppedFile, b: DroppedFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
