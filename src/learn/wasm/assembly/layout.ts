/** Copies between tfjs's layouts and those that ./convolve.ts and ./correlate.ts run through. */

/** Per output pixel, row by row: bytes from a padded image's beginning to the pixel's patch. */
export function pixelOffsets(to: usize, height: i32, width: i32, rowStep: u32, pixelStep: u32): void {
  for (let i = 0; i < height; i++) {
    let offset = <u32>i * rowStep;
    for (let j = 0; j < width; j++) {
      store<u32>(to, offset);
      to += 4;
      offset += pixelStep;
    }
  }
}

/**
 * Copies an image to its place in a larger one, whose other pixels stay as they are.
 * @param from [height, width] pixels of `pixelBytes`, rows `fromPitch` bytes apart. @param to where the first pixel goes.
 * @param pitch bytes between rows there. @param pixelStep bytes between pixels there.
 */
export function placeImage(
  from: usize,
  fromPitch: usize,
  height: i32,
  width: i32,
  pixelBytes: usize,
  to: usize,
  pitch: usize,
  pixelStep: usize,
): void {
  const rowBytes = <usize>width * pixelBytes;
  for (let i = 0; i < height; i++) {
    if (pixelStep == pixelBytes) {
      copyRow(to, from, rowBytes);
    } else {
      for (let j = 0; j < width; j++) {
        copyRow(to + <usize>j * pixelStep, from + <usize>j * pixelBytes, pixelBytes);
      }
    }
    from += fromPitch;
    to += pitch;
  }
}

/** Rows are short: memory.copy would spend longer on the call than on the bytes. */
@inline
function copyRow(to: usize, from: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let i: usize = 0;
  for (; i < whole; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<u32>(to + i, load<u32>(from + i));
}

/** [rows, columns] → [⌈columns / 8⌉][rows][8], the last panel filled up with zeros. */
export function packPanels(from: usize, rows: i32, columns: i32, to: usize): void {
  const rowBytes = <usize>columns << 2;
  for (let c = 0; c < columns; c += 8) {
    const count = min(8, columns - c);
    let at = from + (<usize>c << 2);
    for (let r = 0; r < rows; r++) {
      if (count == 8) {
        v128.store(to, v128.load(at));
        v128.store(to, v128.load(at, 16), 16);
      } else {
        for (let i = 0; i < 8; i++) {
          const value: f32 = i < count ? load<f32>(at + (<usize>i << 2)) : 0;
          store<f32>(to + (<usize>i << 2), value);
        }
      }
      at += rowBytes;
      to += 32;
    }
  }
}

/**
 * A filter [taps][in][out] turned by 180° with its channels swapped, [taps][out][in], in panels of 8 in-channels:
 * [⌈in / 8⌉][taps · out][8].
 */
export function packTurnedPanels(from: usize, taps: i32, inChannels: i32, outChannels: i32, to: usize): void {
  const inPitch = <usize>outChannels << 2;
  for (let c = 0; c < inChannels; c += 8) {
    const count = min(8, inChannels - c);
    for (let tap = taps - 1; tap >= 0; tap--) {
      const first = from + <usize>(tap * inChannels + c) * inPitch;
      for (let o = 0; o < outChannels; o++) {
        let at = first + (<usize>o << 2);
        for (let i = 0; i < 8; i++) {
          let value: f32 = 0;
          if (i < count) value = load<f32>(at);
          store<f32>(to + (<usize>i << 2), value);
          at += inPitch;
        }
        to += 32;
      }
    }
  }
}

/** [⌈columns / 8⌉][groups][stored][8] → [groups][used][columns]: the first `used` rows of each group. */
export function unpackPanels(from: usize, groups: i32, stored: i32, used: i32, columns: i32, to: usize): void {
  const unused = <usize>(stored - used) << 5;
  const pitch = <usize>columns << 2;
  for (let c = 0; c < columns; c += 8) {
    const bytes = <usize>min(8, columns - c) << 2;
    let at = to + (<usize>c << 2);
    for (let g = 0; g < groups; g++) {
      for (let r = 0; r < used; r++) {
        for (let b: usize = 0; b < bytes; b += 4) store<f32>(at + b, load<f32>(from + b));
        from += 32;
        at += pitch;
      }
      from += unused;
    }
  }
}

/** Sets `bytes` bytes to zero. */
export function clear(at: usize, bytes: usize): void {
  memory.fill(at, 0, bytes);
}
