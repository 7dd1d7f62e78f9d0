/**
 * Memory used again, clip after clip. Fresh memory must be mapped and zeroed by the system, which took as long as
 * decoding a recording does.
 */

/** Rooms for the bytes of recordings under way at once. */
export class ByteRooms {
  private readonly free: ArrayBuffer[] = [];

  /** @returns `bytes` bytes of whatever content */
  borrow(bytes: number): Uint8Array<ArrayBuffer> {
    const room = this.free.pop();
    const buffer = room && room.byteLength >= bytes ? room : new ArrayBuffer(bytes);
    return new Uint8Array(buffer, 0, bytes);
  }

  /** What was borrowed must not be used from now on. */
  giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
    if (buffer.byteLength <= LARGEST_KEPT_BYTES) this.free.push(buffer);
  }
}

/** Rooms for the samples of one recording after the other. */
export class SampleRooms {
  private readonly rooms: Float32Array[] = [];
  private taken = 0;

  /** All rooms are free again. */
  reset(): void {
    this.taken = 0;
  }

  /** Room for one channel. An Allocate. */
  readonly take = (samples: number): Float32Array => {
    if (4 * samples > LARGEST_KEPT_BYTES) return new Float32Array(samples);
    const place = this.taken++;
    if ((this.rooms[place]?.length ?? 0) < samples) this.rooms[place] = new Float32Array(samples);
    return this.rooms[place].subarray(0, samples);
  };
}

/** Room for a minute of stereo at 48 kHz; what is larger is rare, and is not held on to. */
const LARGEST_KEPT_BYTES = 24 * 1024 * 1024;
