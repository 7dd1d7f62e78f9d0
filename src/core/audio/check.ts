import { SilentClipError, UnreadableAudioError } from '../errors.ts';
import { signalLoops } from '../kernel/signal.ts';

/**
 * Below this peak (−80 dB of full scale, about three steps of 16-bit PCM) there is dither and no voice.
 * The quietest clip of RAVDESS peaks at 0.006, sixty times as high.
 */
export const SILENCE_PEAK = 1e-4;

/**
 * Peak (largest absolute sample) and root mean square of a mono signal.
 * @throws UnreadableAudioError when a sample is not a finite number.
 * @throws SilentClipError when there are no samples or none reaches SILENCE_PEAK.
 */
export function checkSignal(
  mono: Float32Array,
  name: string,
  loops = signalLoops(),
): { peak: number; rms: number } {
  if (mono.length === 0) throw new SilentClipError(`${name} holds no samples.`);
  const { peak, energy } = loops.measure(mono);
  // One NaN or infinity among the samples makes the sum NaN or infinite; finite 32-bit samples cannot overflow it.
  if (!Number.isFinite(energy)) {
    throw new UnreadableAudioError(`${name} has samples that are not numbers (NaN or infinity).`);
  }
  if (peak < SILENCE_PEAK) {
    throw new SilentClipError(
      peak === 0
        ? `${name} is silent: every sample is zero.`
        : `${name} is silent: its peak is ${peak.toExponential(1)} of full scale.`,
    );
  }
  return { peak, rms: Math.sqrt(energy / mono.length) };
}
