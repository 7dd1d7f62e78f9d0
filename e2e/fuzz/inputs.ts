/** The fuzzer's inputs: each depends on the seed and its number alone, so any one can be made again by itself. */
import { Random } from '../../src/core/dataset/random.ts';
import { audioSeeds, type Seed } from './audio-seeds.ts';
import { mutate } from './mutate.ts';
import { zipSeeds } from './zip-seeds.ts';

export interface Input {
  kind: 'audio' | 'zip';
  name: string;
  /** What was damaged. */
  seedName: string;
  bytes: Uint8Array;
}

const ZIP_SHARE = 0.2;

export interface InputOptions {
  seed: number;
  /** More sounds to damage than those made by formula. */
  real?: Seed[];
  zips?: boolean;
}

export class Inputs {
  private readonly audio: Seed[];
  private readonly zips: Seed[];

  constructor(private readonly options: InputOptions) {
    this.audio = [...audioSeeds(), ...(options.real ?? [])];
    this.zips = options.zips === false ? [] : zipSeeds();
  }

  get seedCount(): number {
    return this.audio.length + this.zips.length;
  }

  at(index: number): Input {
    const random = new Random(this.options.seed).fork(`input ${index}`);
    const isZip = this.zips.length > 0 && random.uniform() < ZIP_SHARE;
    const seeds = isZip ? this.zips : this.audio;
    const seed = seeds[random.below(seeds.length)];
    const other = seeds[random.below(seeds.length)];
    return {
      kind: isZip ? 'zip' : 'audio',
      name: `input-${index}.${isZip ? 'zip' : 'wav'}`,
      seedName: seed.name,
      bytes: mutate(seed.bytes, other.bytes, random),
    };
  }
}
