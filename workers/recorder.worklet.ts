/** Hands what the microphone gives to the page, mono, in portions of about 20 ms. */
const PORTION_SAMPLES = 1024;

// lib.webworker does not know the worklet's globals.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class Recorder extends AudioWorkletProcessor {
  private portion = new Float32Array(PORTION_SAMPLES);
  private filled = 0;

  process(inputs: Float32Array[][]): boolean {
    const channels = inputs[0];
    const first = channels?.[0];
    if (!channels || !first) return true;
    for (let i = 0; i < first.length; i++) {
      let sum = 0;
      for (const channel of channels) sum += channel[i]!;
      this.portion[this.filled++] = sum / channels.length;
      if (this.filled === PORTION_SAMPLES) {
        this.port.postMessage(this.portion, [this.portion.buffer]);
        this.portion = new Float32Array(PORTION_SAMPLES);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor('recorder', Recorder);
