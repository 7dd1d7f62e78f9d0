function rotl(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Where a generator stands. */
export type GeneratorState = readonly [number, number, number, number];

/**
 * The one source of randomness: xoshiro128** seeded through splitmix32.
 * Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", public-domain code at prng.di.unimi.it.
 */
export class Random {
  private readonly s = new Uint32Array(4);

  /** @param seed any finite number; its lower 32 bits are used (0 is a seed like any other). */
  constructor(seed: number) {
    let x = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      x = (x + 0x9e3779b9) >>> 0;
      let z = x;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      this.s[i] = z ^ (z >>> 15);
    }
  }

  /** An integer in 0 … 2³² − 1. */
  uint32(): number {
    const s = this.s;
    const result = Math.imul(rotl(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 11);
    return result;
  }

  /** A number in [0, 1). */
  uniform(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** An integer in 0 … n − 1. */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** A standard normal number (Box–Muller, one of the pair). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Shuffles in place (Fisher–Yates) and returns the array. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [items[i], items[j]] = [items[j]!, items[i]!];
    }
    return items;
  }

  /** An independent generator for a named purpose, so that adding draws in one place changes no other. */
  fork(purpose: string): Random {
    let hash = 2166136261;
    for (const c of purpose) hash = Math.imul(hash ^ c.codePointAt(0)!, 16777619);
    return new Random((hash ^ this.uint32()) >>> 0);
  }

  /** The generator's whole state, for checkpoints. */
  get state(): GeneratorState {
    return [...this.s] as unknown as GeneratorState;
  }

  set state(words: GeneratorState) {
    this.s.set(words);
  }
}
