/** Intone's folder in the origin private file system: where packs lie, and how to list and delete them. */
import { isNamed, StorageBusyError, StorageUnavailableError } from './errors.ts';

const ROOT = 'intone';

/** Folder of the packs with clips' sound. */
export const SOUND_FOLDER = 'sound';

/** Parent of the folders of feature packs. */
export const FEATURES_FOLDER = 'features';

/** Folder of one front end's feature packs: apart from all others, so that forgetting a front end frees whole files. */
export function featureFolder(frontEndKey: string): string {
  return `${FEATURES_FOLDER}/${frontEndKey}`;
}

export interface PackFile {
  /** Folder and name, as in PackSpan. */
  pack: string;
  bytes: number;
}

/** @throws StorageUnavailableError where the browser has no such file system or refuses it (private windows) */
export async function originFolder(): Promise<FileSystemDirectoryHandle> {
  // Missing in old browsers and wherever the page is not served securely.
  const storage = globalThis.navigator?.storage as Partial<StorageManager> | undefined;
  if (!storage?.getDirectory)
    throw new StorageUnavailableError('This browser has no file system for web pages to keep data in.');
  try {
    return await storage.getDirectory();
  } catch (error) {
    throw new StorageUnavailableError(
      `The browser does not let this page keep data (${error instanceof Error ? error.name : error}). Private windows often do not.`,
    );
  }
}

/** The folder at a path below Intone's root, made where there is none. */
export async function makeFolder(path: string): Promise<FileSystemDirectoryHandle> {
  let folder = await originFolder();
  for (const name of [ROOT, ...path.split('/')])
    folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

/**
 * A pack as it is now. Each File is a snapshot that cannot be read any more once the pack has grown,
 * so ask for one just before reading.
 * @returns null where there is no such pack
 */
export async function openPack(pack: string): Promise<File | null> {
  const root = await originFolder();
  return orNull(async () => {
    const { folder, name } = await locate(root, pack);
    return (await folder.getFileHandle(name)).getFile();
  });
}

/** All packs there are, in no particular order. */
export async function listPacks(): Promise<PackFile[]> {
  const origin = await originFolder();
  const root = await orNull(() => origin.getDirectoryHandle(ROOT));
  return root ? packsIn(root, '') : [];
}

/** @returns whether the pack is gone; false where a writer has it open, so that it is left for the next sweep */
export async function deletePack(pack: string): Promise<boolean> {
  const origin = await originFolder();
  try {
    await orNull(async () => {
      const { folder, name } = await locate(origin, pack);
      await folder.removeEntry(name);
    });
    return true;
  } catch (error) {
    if (isNamed(error, 'NoModificationAllowedError')) return false;
    throw error;
  }
}

/** @throws StorageBusyError where writers have packs open; all others are deleted then too */
export async function deleteAllPacks(): Promise<void> {
  const origin = await originFolder();
  try {
    await orNull(() => origin.removeEntry(ROOT, { recursive: true }));
  } catch (error) {
    if (!isNamed(error, 'NoModificationAllowedError')) throw error;
    const packs = await listPacks();
    const gone = await Promise.all(packs.map(({ pack }) => deletePack(pack)));
    const busy = gone.filter((isGone) => !isGone).length;
    if (busy > 0)
      throw new StorageBusyError(`${busy} kept files are still being written and were not deleted.`);
  }
}

async function locate(origin: FileSystemDirectoryHandle, pack: string) {
  const names = [ROOT, ...pack.split('/')];
  const name = names.pop()!;
  let folder = origin;
  for (const step of names) folder = await folder.getDirectoryHandle(step);
  return { folder, name };
}

async function packsIn(folder: FileSystemDirectoryHandle, path: string): Promise<PackFile[]> {
  const found: Promise<PackFile[]>[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'directory') found.push(packsIn(handle, `${path}${name}/`));
    else found.push(sized(handle, `${path}${name}`));
  }
  return (await Promise.all(found)).flat();
}

async function sized(handle: FileSystemFileHandle, pack: string): Promise<PackFile[]> {
  const file = await orNull(() => handle.getFile());
  return file ? [{ pack, bytes: file.size }] : [];
}

/** What is not there is null. */
async function orNull<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return null;
    throw error;
  }
}
