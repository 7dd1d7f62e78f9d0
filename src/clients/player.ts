/** Plays PCM, with the position told on every animation frame. One clip at a time. */

/** RAVDESS peaks at 0.1 in the median: quiet clips are raised to this, loud ones left. */
const AUDIBLE_PEAK = 0.5;

export interface Playable {
  channels: Float32Array[];
  sampleRateHz: number;
}

export class Player {
  private context: AudioContext | null = null;
  /** Silences what is playing and tells its listener. */
  private end: (() => void) | null = null;
  /** Counts plays and stops, so that one that comes late knows it. */
  private turn = 0;

  /**
   * @param fromS where to begin
   * @param onPosition seconds from the clip's start, once a frame; null once, when it ends or is stopped
   */
  async play(
    { channels, sampleRateHz }: Playable,
    fromS: number,
    onPosition: (timeS: number | null) => void,
  ): Promise<void> {
    this.stop();
    this.context ??= new AudioContext();
    const context = this.context;
    const turn = this.turn;
    await context.resume();
    // Another clip was chosen, or silence, while the sound card woke up.
    if (turn !== this.turn) return;
    const buffer = context.createBuffer(channels.length, channels[0].length, sampleRateHz);
    channels.forEach((channel, c) => {
      buffer.copyToChannel(channel as Float32Array<ArrayBuffer>, c);
    });
    const source = context.createBufferSource();
    source.buffer = buffer;
    const gain = context.createGain();
    gain.gain.value = gainFor(channels);
    source.connect(gain).connect(context.destination);

    let frame = 0;
    const startedAt = context.currentTime - fromS;
    const tick = () => {
      onPosition(Math.min(buffer.duration, context.currentTime - startedAt));
      frame = requestAnimationFrame(tick);
    };
    const end = () => {
      cancelAnimationFrame(frame);
      source.onended = null;
      source.stop();
      if (this.end === end) this.end = null;
      onPosition(null);
    };
    source.onended = end;
    this.end = end;
    source.start(0, fromS);
    tick();
  }

  stop(): void {
    this.turn++;
    this.end?.();
  }
}

function gainFor(channels: Float32Array[]): number {
  let peak = 0;
  for (const channel of channels) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
  return peak > 0 && peak < AUDIBLE_PEAK ? AUDIBLE_PEAK / peak : 1;
}
