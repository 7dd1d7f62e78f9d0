/**
 * An origin private file system in memory, as far as Intone uses it, with its awkward sides: exclusive handles that
 * also forbid deletion, Files that go stale, quotas, and crashes that lose what was not flushed.
 */
class FakeFile {
  content: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  flushed: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** Changes with each write and at deletion. */
  version = 0;
  open = false;
}

type Folder = Map<string, FakeFile | Folder>;

export class FakeDisk {
  /** Room for this many bytes more; beyond it writes throw. */
  freeBytes = Number.POSITIVE_INFINITY;
  /** No write writes more than this: some browsers write short where the disk is full. */
  longestWrite = Number.POSITIVE_INFINITY;
  /** getDirectory rejects, as in private windows. */
  refuses = false;
  /** Runs after each getFile, before its File can be read. */
  afterGetFile: (() => void) | null = null;
  /** Reads of File slices so far. */
  reads = 0;
  private root: Folder = new Map();

  /** What navigator.storage is where this disk is in use. */
  readonly storage = {
    getDirectory: async () => {
      if (this.refuses) throw new DOMException('Refused.', 'SecurityError');
      return this.folderHandle(this.root) as unknown as FileSystemDirectoryHandle;
    },
    estimate: async () => ({ usage: 1000, quota: 5000 }),
  };

  /** Paths of all files, sorted. */
  files(folder = this.root, path = ''): string[] {
    return [...folder]
      .flatMap(([name, entry]) =>
        entry instanceof FakeFile ? [path + name] : this.files(entry, `${path}${name}/`),
      )
      .sort();
  }

  /** The browser or the machine goes down: handles are gone, and so is what was not flushed. */
  crash(): void {
    this.forEachFile(this.root, (file) => {
      file.content = file.flushed;
      file.open = false;
      file.version++;
    });
  }

  /** Cuts a file off, as a torn write would. */
  cut(path: string, bytes: number): void {
    let entry: FakeFile | Folder | undefined = this.root;
    for (const name of path.split('/')) entry = (entry as Folder).get(name);
    const file = entry as FakeFile;
    file.content = file.content.slice(0, bytes);
    file.version++;
  }

  private forEachFile(folder: Folder, visit: (file: FakeFile) => void): void {
    for (const entry of folder.values())
      entry instanceof FakeFile ? visit(entry) : this.forEachFile(entry, visit);
  }

  private folderHandle(folder: Folder): object {
    const child = (name: string, kind: 'file' | 'directory', create: boolean) => {
      let entry = folder.get(name);
      if (!entry && create) {
        entry = kind === 'file' ? new FakeFile() : new Map();
        folder.set(name, entry);
      }
      if (!entry) throw new DOMException(`No ${name}.`, 'NotFoundError');
      if (entry instanceof FakeFile !== (kind === 'file'))
        throw new DOMException(`${name} is no ${kind}.`, 'TypeMismatchError');
      return entry;
    };
    const handleOf = (entry: FakeFile | Folder, name: string) =>
      entry instanceof FakeFile ? this.fileHandle(entry, name) : this.folderHandle(entry);
    return {
      kind: 'directory',
      getDirectoryHandle: async (name: string, { create = false } = {}) =>
        handleOf(child(name, 'directory', create), name),
      getFileHandle: async (name: string, { create = false } = {}) =>
        handleOf(child(name, 'file', create), name),
      removeEntry: async (name: string, { recursive = false } = {}) => {
        const entry = folder.get(name);
        if (!entry) throw new DOMException(`No ${name}.`, 'NotFoundError');
        const files: FakeFile[] = [];
        if (entry instanceof FakeFile) files.push(entry);
        else if (entry.size > 0 && !recursive)
          throw new DOMException('Not empty.', 'InvalidModificationError');
        else this.forEachFile(entry, (file) => files.push(file));
        if (files.some(({ open }) => open)) throw new DOMException('Open.', 'NoModificationAllowedError');
        for (const file of files) file.version++;
        folder.delete(name);
      },
      entries: async function* () {
        for (const [name, entry] of [...folder]) yield [name, handleOf(entry, name)];
      },
    };
  }

  private fileHandle(file: FakeFile, name: string): object {
    return {
      kind: 'file',
      getFile: async () => {
        const { content, version } = file;
        const snapshot = {
          name,
          size: content.byteLength,
          slice: (start: number, end: number) => ({
            arrayBuffer: async () => {
              if (file.version !== version) throw new DOMException('Changed.', 'NotReadableError');
              this.reads++;
              return content.slice(start, end).buffer;
            },
          }),
        };
        this.afterGetFile?.();
        return snapshot;
      },
      createSyncAccessHandle: async () => {
        if (file.open) throw new DOMException('Open.', 'NoModificationAllowedError');
        file.open = true;
        return this.syncHandle(file);
      },
    };
  }

  private syncHandle(file: FakeFile): object {
    let open = true;
    const resize = (bytes: number) => {
      const resized = new Uint8Array(bytes);
      resized.set(file.content.subarray(0, bytes));
      this.freeBytes -= bytes - file.content.byteLength;
      file.content = resized;
      file.version++;
    };
    const flush = () => {
      file.flushed = file.content.slice();
    };
    return {
      getSize: () => file.content.byteLength,
      write: (bytes: Uint8Array, { at }: { at: number }) => {
        if (!open) throw new DOMException('Closed.', 'InvalidStateError');
        const written = bytes.subarray(0, Math.max(0, Math.min(bytes.byteLength, this.longestWrite)));
        const growth = at + written.byteLength - file.content.byteLength;
        if (growth > this.freeBytes) throw new DOMException('No room.', 'QuotaExceededError');
        if (growth > 0) resize(at + written.byteLength);
        file.content.set(written, at);
        file.version++;
        return written.byteLength;
      },
      truncate: resize,
      flush,
      close: () => {
        if (!open) return;
        flush();
        open = false;
        file.open = false;
      },
    };
  }
}
