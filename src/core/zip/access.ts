/** A file read by slices, from disk or from memory. */
export interface RandomAccess {
  /** In bytes. */
  size: number;
  /** The bytes asked for; fewer only where the file ends first. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}
