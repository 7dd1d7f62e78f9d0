/** The checksum of zip and gzip: CRC-32 with the reflected polynomial 0xedb88320. */

/** The bytes taken per step. */
const STRIDE = 16;

/** TABLES[256·k + b], u32: what byte b adds to the checksum when k more bytes follow it in the step. Filled when first needed. */
const TABLES: usize = memory.data(STRIDE * 1024, 16);

function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
    store<u32>(TABLES + (byte << 2), crc);
  }
  for (let at = TABLES; at < TABLES + (STRIDE - 1) * 1024; at += 4) {
    const crc = load<u32>(at);
    store<u32>(at + 1024, (crc >> 8) ^ load<u32>(TABLES + ((crc & 0xff) << 2)));
  }
}

/**
 * Source: Kounavis & Berry 2005, "A systematic approach to building high performance software-based CRC generators"
 * (slicing, here by 16).
 * @returns 0 for no bytes
 */
export function crc32(bytes: usize, count: u32): u32 {
  if (load<u32>(TABLES + 4) === 0) makeTables();
  const end = bytes + count;
  let crc: u32 = 0xffffffff;
  for (; bytes + STRIDE <= end; bytes += STRIDE) {
    crc =
      slices(load<u32>(bytes) ^ crc, 12) ^
      slices(load<u32>(bytes, 4), 8) ^
      slices(load<u32>(bytes, 8), 4) ^
      slices(load<u32>(bytes, 12), 0);
  }
  for (; bytes < end; bytes++) crc = (crc >> 8) ^ slice((crc ^ load<u8>(bytes)) & 0xff, 0);
  return ~crc;
}

/** What four bytes add that `following` more follow. */
function slices(word: u32, following: u32): u32 {
  return (
    slice(word & 0xff, following + 3) ^
    slice((word >> 8) & 0xff, following + 2) ^
    slice((word >> 16) & 0xff, following + 1) ^
    slice(word >> 24, following)
  );
}

function slice(byte: u32, following: u32): u32 {
  return load<u32>(TABLES + following * 1024 + (byte << 2));
}
