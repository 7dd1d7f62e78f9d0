/**
 * Periodic Hann window, 0.5 − 0.5·cos(2πn/length): scipy.signal.get_window('hann', length), librosa's default. One
 * sample weighs 1, as there.
 * With `paddedTo` larger than `length` the window is centred in that many samples as librosa.util.pad_center does.
 */
export function hannWindow(length: number, paddedTo: number = length): Float64Array {
  const window = new Float64Array(paddedTo);
  const left = Math.floor((paddedTo - length) / 2);
  for (let n = 0; n < length; n++) window[left + n] = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length);
  if (length === 1) window[left] = 1;
  return window;
}
