/**
 * Second-order sections of a formant synthesiser.
 * Source: Klatt 1980, "Software for a cascade/parallel formant synthesizer", JASA 67, eqs 1–4.
 */

/** A pair of poles, unity gain at 0 Hz: one formant. */
export class Resonator {
  private a = 1;
  private b = 0;
  private c = 0;
  private y1 = 0;
  private y2 = 0;

  /** Moves the poles; the memory is kept, so that a formant may glide. All in hertz. */
  tune(centreHz: number, bandwidthHz: number, sampleRateHz: number): void {
    const radius = Math.exp((-Math.PI * bandwidthHz) / sampleRateHz);
    this.c = -radius * radius;
    this.b = 2 * radius * Math.cos((2 * Math.PI * centreHz) / sampleRateHz);
    this.a = 1 - this.b - this.c;
  }

  /** Filters a block in place, going on from the block before. */
  filter(block: Float64Array): void {
    const { a, b, c } = this;
    let { y1, y2 } = this;
    for (let i = 0; i < block.length; i++) {
      const y = a * block[i] + b * y1 + c * y2;
      y2 = y1;
      y1 = y;
      block[i] = y;
    }
    this.y1 = y1;
    this.y2 = y2;
  }
}

/** A pair of zeros, unity gain at 0 Hz: the exact inverse of a Resonator tuned alike. */
export class AntiResonator {
  private a = 1;
  private b = 0;
  private c = 0;
  private x1 = 0;
  private x2 = 0;

  /** Moves the zeros; the memory is kept. All in hertz. */
  tune(centreHz: number, bandwidthHz: number, sampleRateHz: number): void {
    const radius = Math.exp((-Math.PI * bandwidthHz) / sampleRateHz);
    const c = -radius * radius;
    const b = 2 * radius * Math.cos((2 * Math.PI * centreHz) / sampleRateHz);
    this.a = 1 / (1 - b - c);
    this.b = -b * this.a;
    this.c = -c * this.a;
  }

  /** Filters a block in place, going on from the block before. */
  filter(block: Float64Array): void {
    const { a, b, c } = this;
    let { x1, x2 } = this;
    for (let i = 0; i < block.length; i++) {
      const x = block[i];
      block[i] = a * x + b * x1 + c * x2;
      x2 = x1;
      x1 = x;
    }
    this.x1 = x1;
    this.x2 = x2;
  }
}
