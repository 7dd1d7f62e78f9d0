const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/**
 * A mono 16-bit PCM WAV file.
 * @param signal samples in −1…1; anything beyond is clipped, NaN becomes 0.
 * @param sampleRateHz whole hertz.
 * @returns the whole file: a 44-byte RIFF header and 2 bytes per sample, little-endian.
 *   Source: IBM & Microsoft 1991, "Multimedia Programming Interface and Data Specifications 1.0", WAVE form.
 */
export function encodeWav16(signal: Float32Array, sampleRateHz: number): Uint8Array<ArrayBuffer> {
  const dataBytes = signal.length * BYTES_PER_SAMPLE;
  const file = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(file.buffer);
  writeAscii(file, 0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  writeAscii(file, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // size of the format chunk
  view.setUint16(20, 1, true); // integer PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, 8 * BYTES_PER_SAMPLE, true);
  writeAscii(file, 36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let i = 0; i < signal.length; i++) {
    // Readers divide by 32768, so that is the scale; only +1 itself does not fit. setInt16 makes NaN 0.
    const scaled = Math.round(signal[i] * 32768);
    view.setInt16(HEADER_BYTES + i * BYTES_PER_SAMPLE, Math.max(-32768, Math.min(32767, scaled)), true);
  }
  return file;
}

function writeAscii(file: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) file[offset + i] = text.charCodeAt(i);
}
