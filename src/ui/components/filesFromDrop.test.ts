import { describe, expect, it } from 'vitest';
import { filesFromDrop } from './filesFromDrop.ts';

/** As much of the File System API as a drop uses; folders hand out two children per batch. */
function fileEntry(fullPath: string, failure?: Error) {
  return {
    isFile: true,
    fullPath,
    file: (resolve: (file: File) => void, reject: (error: Error) => void) =>
      failure ? reject(failure) : resolve(new File(['x'], fullPath.split('/').at(-1) as string)),
  };
}

function folderEntry(fullPath: string, children: unknown[]) {
  return {
    isFile: false,
    fullPath,
    createReader: () => {
      const rest = [...children];
      return { readEntries: (resolve: (batch: unknown[]) => void) => resolve(rest.splice(0, 2)) };
    },
  };
}

function drop(...entries: unknown[]): DataTransfer {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
  return { items } as unknown as DataTransfer;
}

describe('filesFromDrop', () => {
  it('walks folders past the first batch and sorts by path', async () => {
    const folder = folderEntry('/R', [
      fileEntry('/R/c.wav'),
      fileEntry('/R/a.wav'),
      folderEntry('/R/b', [fileEntry('/R/b/1.wav')]),
    ]);
    const files = await filesFromDrop(drop(folder, fileEntry('/z.zip')));
    expect(files.map(({ path }) => path)).toEqual(['R/a.wav', 'R/b/1.wav', 'R/c.wav', 'z.zip']);
    expect(files[0].file.name).toBe('a.wav');
  });

  it('names what it could not open and goes on', async () => {
    const folder = folderEntry('/R', [fileEntry('/R/a.wav', new Error('gone')), fileEntry('/R/b.wav')]);
    const unreadable: string[] = [];
    const files = await filesFromDrop(drop(folder), (path, reason) => unreadable.push(`${path}: ${reason}`));
    expect(files.map(({ path }) => path)).toEqual(['R/b.wav']);
    expect(unreadable).toEqual(['R/a.wav: gone']);
  });

  it('throws a named error where nobody listens', async () => {
    const dropped = filesFromDrop(drop(fileEntry('/a.wav', new Error('gone'))));
    await expect(dropped).rejects.toMatchObject({ name: 'UnreadableSourceError' });
  });
});
