/** Pack files: where workers put features and sound, one after the other. Used in dedicated workers alone. */
import { asStorageError, isNamed, StorageFullError, StorageUnavailableError } from './errors.ts';
import { makeFolder } from './opfs.ts';

/** Where something lies: `bytes` bytes from `offset` on, in the pack named by its folder and name. */
export interface PackSpan {
  pack: string;
  offset: number;
  bytes: number;
}

/** FileSystemSyncAccessHandle, which TypeScript knows in workers only; the page's types go through this file too. */
interface SyncAccessHandle {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(bytes: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface SyncFileHandle {
  createSyncAccessHandle?(): Promise<SyncAccessHandle>;
}

/** Spans start at multiples of this, so that Float32Array and Int16Array views of a whole read fit. */
const ALIGNMENT = 4;

export class PackWriter {
  private constructor(
    /** Folder and name. */
    readonly pack: string,
    private readonly handle: SyncAccessHandle,
    private length: number,
  ) {}

  /**
   * Opens a pack for appending; nobody else can write or delete it until `close`.
   * @param folder below Intone's own, e.g. featureFolder(key) or SOUND_FOLDER; made where there is none
   * @param name of the file, unique per worker and session
   * @throws StorageUnavailableError where there is no OPFS, or the pack is open elsewhere; StorageFullError
   */
  static async create(folder: string, name: string): Promise<PackWriter> {
    const pack = `${folder}/${name}`;
    try {
      const home = await makeFolder(folder);
      const file = (await home.getFileHandle(name, { create: true })) as SyncFileHandle;
      if (!file.createSyncAccessHandle)
        throw new StorageUnavailableError('This browser cannot write to kept files.');
      const handle = await file.createSyncAccessHandle();
      return new PackWriter(pack, handle, handle.getSize());
    } catch (error) {
      throw asStorageError(error, `The kept file ${pack} could not be opened`);
    }
  }

  /**
   * Appends, all or nothing. To be found after a crash it must be flushed before its span goes into the index.
   * @throws StorageFullError where there is no room (the pack is as before and takes smaller pieces still);
   *   StorageUnavailableError where the browser fails to write
   */
  append(bytes: Uint8Array): PackSpan {
    const offset = Math.ceil(this.length / ALIGNMENT) * ALIGNMENT;
    let written: number;
    try {
      written = this.handle.write(bytes, { at: offset });
    } catch (error) {
      this.rollBack();
      throw isNamed(error, 'QuotaExceededError')
        ? this.full(bytes)
        : asStorageError(error, `The kept file ${this.pack} could not be written`);
    }
    // Not "fewer": in private windows Chromium gives its error code as a huge count where there is no room.
    if (written !== bytes.byteLength) {
      this.rollBack();
      throw this.full(bytes);
    }
    this.length = offset + bytes.byteLength;
    return { pack: this.pack, offset, bytes: bytes.byteLength };
  }

  /** Makes everything appended so far outlast a crash. @throws StorageFullError, StorageUnavailableError */
  flush(): void {
    try {
      this.handle.flush();
    } catch (error) {
      throw asStorageError(error, `The kept file ${this.pack} could not be written to its end`);
    }
  }

  /** Flushes and lets go of the pack. Closing twice does no harm. */
  close(): void {
    this.handle.close();
  }

  private rollBack(): void {
    try {
      this.handle.truncate(this.length);
    } catch {
      // What is too much at the end is overwritten by the next append, and no span refers to it.
    }
  }

  private full(bytes: Uint8Array): StorageFullError {
    return new StorageFullError(
      `There is no room left to keep ${bytes.byteLength} bytes: the browser gives this page no more.`,
    );
  }
}
