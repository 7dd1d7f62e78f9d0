import { signalLoops } from '../kernel/signal.ts';

const FRAME = 2048;
const HOP = 512;
const HOPS_PER_FRAME = FRAME / HOP;
const AMIN = 1e-10;

/**
 * librosa.effects.trim(top_db, ref=np.max, frame_length=2048, hop_length=512): [start, end) in samples of the part
 * between the first and last frame whose RMS is less than topDb below the loudest frame's. All frames silent: [0, 0].
 * The frames are centred, and the signal is taken as zero outside.
 */
export function trimSilence(
  signal: Float32Array,
  topDb: number,
  loops = signalLoops(),
): [start: number, end: number] {
  const power = framePowers(loops.energies(signal, HOP), signal.length);
  const loudest = power.reduce((a, b) => Math.max(a, b), AMIN);
  // Frame power is compared in dB with librosa's floor of amin under both sides.
  const referenceDb = 10 * Math.log10(loudest);
  const sounds = (framePower: number) => 10 * Math.log10(Math.max(AMIN, framePower)) - referenceDb > -topDb;
  const first = power.findIndex(sounds);
  if (first < 0) return [0, 0];
  let last = power.length - 1;
  while (!sounds(power[last])) last--;
  return [first * HOP, Math.min(signal.length, (last + 1) * HOP)];
}

/** Mean square of each centred frame. A frame is four whole hops, so each hop's energy is summed once. */
function framePowers(hopEnergy: Float64Array, samples: number): Float64Array {
  const power = new Float64Array(1 + Math.floor(samples / HOP));
  for (let f = 0; f < power.length; f++) {
    const from = Math.max(0, f - HOPS_PER_FRAME / 2);
    const to = Math.min(hopEnergy.length, f + HOPS_PER_FRAME / 2);
    let energy = 0;
    for (let h = from; h < to; h++) energy += hopEnergy[h];
    power[f] = energy / FRAME;
  }
  return power;
}
