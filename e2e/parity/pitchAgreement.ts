/** How well two pitch tracks agree. Each is frames × (F0 in Hz or NaN, voiced 0 or 1, probability). */
import type { Matrix } from './matrix.ts';

export const PITCH_BAR = 0.99;
const CENT = 1;

interface Counts {
  frames: number;
  sameFlag: number;
  voicedInBoth: number;
  samePitch: number;
}

export interface PitchAgreement {
  frames: number;
  voicedInBoth: number;
  /** Share of frames whose voiced flags agree. */
  sameFlag: number;
  /** Share of the frames voiced in both whose F0 lies within a cent. */
  samePitch: number;
  worstFlag: { clip: string; share: number };
  worstPitch: { clip: string; share: number };
  /** Largest difference of the voicing probability. */
  probability: { clip: string; difference: number };
  passes: boolean;
}

export class PitchTally {
  private readonly clips = new Map<string, Counts>();
  private readonly probability = { clip: '', difference: 0 };

  add(clip: string, ours: Matrix, theirs: Matrix): void {
    const counts: Counts = { frames: 0, sameFlag: 0, voicedInBoth: 0, samePitch: 0 };
    this.clips.set(clip, counts);
    if (ours.data.length !== theirs.data.length) {
      throw new Error(
        `${clip}: ${ours.data.length / 3} frames of F0, librosa has ${theirs.data.length / 3}.`,
      );
    }
    for (let i = 0; i < ours.data.length; i += 3) {
      const [ownHz, own, hz, flag] = [ours.data[i], ours.data[i + 1], theirs.data[i], theirs.data[i + 1]];
      counts.frames++;
      if (own === flag) counts.sameFlag++;
      if (own && flag) {
        counts.voicedInBoth++;
        if (Math.abs(1200 * Math.log2(ownHz / hz)) <= CENT) counts.samePitch++;
      }
      const difference = Math.abs(ours.data[i + 2] - theirs.data[i + 2]);
      if (difference > this.probability.difference) Object.assign(this.probability, { clip, difference });
    }
  }

  result(): PitchAgreement {
    const sum = (key: keyof Counts) => [...this.clips.values()].reduce((total, c) => total + c[key], 0);
    const worst = (part: keyof Counts, whole: keyof Counts) =>
      [...this.clips]
        .map(([clip, counts]) => ({ clip, share: counts[whole] > 0 ? counts[part] / counts[whole] : 1 }))
        .reduce((a, b) => (b.share < a.share ? b : a), { clip: '', share: 1 });
    const frames = sum('frames');
    const voicedInBoth = sum('voicedInBoth');
    const sameFlag = sum('sameFlag') / frames;
    const samePitch = sum('samePitch') / voicedInBoth;
    return {
      frames,
      voicedInBoth,
      sameFlag,
      samePitch,
      worstFlag: worst('sameFlag', 'frames'),
      worstPitch: worst('samePitch', 'voicedInBoth'),
      probability: this.probability,
      passes: sameFlag >= PITCH_BAR && samePitch >= PITCH_BAR,
    };
  }
}
