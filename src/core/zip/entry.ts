/** A file inside a zip, as the zip's directory describes it. */
export interface ZipEntry {
  /** A label: slashes lean forward, made harmless, unique within the zip. */
  path: string;
  /** Of the local header, in bytes from the start of the file. */
  offset: number;
  compressedBytes: number;
  /** Unpacked, as declared: what comes out may differ. */
  bytes: number;
  /** 0 stored, 8 deflated; others in APPNOTE 4.4.5. */
  method: number;
  /** Of the unpacked bytes, as declared. */
  crc32: number;
  encrypted: boolean;
}
