/** The reproducible numbers of make_golden.py: Numerical Recipes' LCG, in −1 … 1, as float32. */
export class Noise {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  draw(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => {
      this.state = (Math.imul(1664525, this.state) + 1013904223) >>> 0;
      return this.state / 2 ** 31 - 1;
    });
  }
}
