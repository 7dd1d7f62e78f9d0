import type { Pcm } from './pcm.ts';

/** Mean of the channels, as librosa.to_mono; a mono file's samples are returned as they are, not copied. */
export function toMono(pcm: Pick<Pcm, 'channels'>): Float32Array {
  const { channels } = pcm;
  if (channels.length === 1) return channels[0];
  const mono = new Float32Array(channels[0].length);
  if (channels.length === 2) {
    const [left, right] = channels;
    for (let i = 0; i < mono.length; i++) mono[i] = (left[i] + right[i]) / 2;
    return mono;
  }
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels.length; c++) sum += channels[c][i];
    mono[i] = sum / channels.length;
  }
  return mono;
}
