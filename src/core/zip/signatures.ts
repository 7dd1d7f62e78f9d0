/**
 * The four-byte marks of a zip's records, read as little-endian numbers ('PK' and two more bytes).
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16.
 */
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const DIGITAL_SIGNATURE = 0x05054b50;
export const END_RECORD = 0x06054b50;
export const ZIP64_END_RECORD = 0x06064b50;
export const ZIP64_END_LOCATOR = 0x07064b50;
export const SPLIT_MARK = 0x08074b50;

/** The lengths of the records' fixed parts in bytes, marks included. */
export const LOCAL_HEADER_BYTES = 30;
export const CENTRAL_HEADER_BYTES = 46;
export const END_RECORD_BYTES = 22;
export const ZIP64_END_RECORD_BYTES = 56;
export const ZIP64_END_LOCATOR_BYTES = 20;

/** What a 16-bit or 32-bit field says where the true number stands in a zip64 record. */
export const IN_ZIP64_16 = 0xffff;
export const IN_ZIP64_32 = 0xffffffff;
