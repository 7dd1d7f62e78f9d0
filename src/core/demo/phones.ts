/** One stretch of a speech sound with steady targets. Amplitudes are linear; a stressed vowel's voicing is 1. */
export interface Segment {
  durationS: number;
  /** F1–F3 of an average man. */
  formantsHz: readonly [number, number, number];
  voicing: number;
  /** Noise at the glottis, through the formants. */
  aspiration: number;
  /** Noise at a constriction, with a spectral peak at fricationHz. */
  frication: number;
  fricationHz: number;
  /** 0…1: how far the velum is lowered. */
  nasality: number;
  vowel: boolean;
}

type Formants = Segment['formantsHz'];

const REST = { voicing: 0, aspiration: 0, frication: 0, fricationHz: 4000, nasality: 0, vowel: false };

const vowel = (durationS: number, formantsHz: Formants): Segment => ({
  ...REST,
  durationS,
  formantsHz,
  voicing: 1,
  vowel: true,
});

const fricative = (durationS: number, formantsHz: Formants, noise: Partial<Segment>): Segment => ({
  ...REST,
  durationS,
  formantsHz,
  ...noise,
});

/** Closure, burst, and for a voiceless stop the aspiration after it. */
const stop = (formantsHz: Formants, burstHz: number, voiced: boolean): Segment[] => [
  { ...REST, durationS: voiced ? 0.04 : 0.05, formantsHz, voicing: voiced ? 0.12 : 0 },
  { ...REST, durationS: 0.01, formantsHz, frication: voiced ? 0.25 : 0.5, fricationHz: burstHz },
  ...(voiced ? [] : [{ ...REST, durationS: 0.025, formantsHz, aspiration: 0.12 }]),
];

const AO: Formants = [570, 840, 2410];

/**
 * The sounds of the two statements. Vowels: men's means, Peterson & Barney 1952, "Control methods used in a study of
 * the vowels", JASA 24, table II. Consonants and diphthongs: Klatt 1980, JASA 67, tables II and III.
 */
export const PHONES = {
  ih: [vowel(0.065, [390, 1990, 2550])],
  aa: [vowel(0.07, [730, 1090, 2440])],
  ao: [vowel(0.11, AO)],
  ah: [vowel(0.045, [560, 1350, 2400])],
  ay: [vowel(0.07, [660, 1200, 2550]), vowel(0.055, [400, 1880, 2500])],
  r: [vowel(0.055, [400, 1150, 1500])],
  ng: [{ ...REST, durationS: 0.055, formantsHz: [400, 2000, 2900], voicing: 0.45, nasality: 1 }],
  s: [fricative(0.085, [320, 1390, 2530], { frication: 0.55, fricationHz: 5800 })],
  z: [fricative(0.06, [240, 1390, 2530], { voicing: 0.25, frication: 0.3, fricationHz: 5800 })],
  dh: [fricative(0.035, [270, 1290, 2540], { voicing: 0.4, frication: 0.05, fricationHz: 4500 })],
  b: stop([200, 1100, 2150], 900, true),
  d: stop([200, 1600, 2600], 4200, true),
  g: stop([200, 1700, 2400], 2000, true),
  t: stop([400, 1600, 2600], 4800, false),
  k: stop([300, 1990, 2850], 2600, false),
} as const satisfies Record<string, Segment[]>;

export interface Word {
  phones: (keyof typeof PHONES)[];
  /** 0…1: how strongly its first vowel is accented. */
  accent: number;
  /** A phrase ends here: the likely place of a pause. */
  phraseEnd?: boolean;
}

const BY_THE_DOOR: Word[] = [
  { phones: ['b', 'ay'], accent: 0.25 },
  { phones: ['dh', 'ah'], accent: 0 },
  { phones: ['d', 'ao', 'r'], accent: 0.9 },
];

/** RAVDESS's two statements, by the number in its file names (Livingstone & Russo 2018). */
export const STATEMENTS: Record<1 | 2, { text: string; words: Word[] }> = {
  1: {
    text: 'Kids are talking by the door',
    words: [
      { phones: ['k', 'ih', 'd', 'z'], accent: 0.8 },
      { phones: ['aa', 'r'], accent: 0 },
      { phones: ['t', 'ao', 'k', 'ih', 'ng'], accent: 1, phraseEnd: true },
      ...BY_THE_DOOR,
    ],
  },
  2: {
    text: 'Dogs are sitting by the door',
    words: [
      { phones: ['d', 'ao', 'g', 'z'], accent: 0.8 },
      { phones: ['aa', 'r'], accent: 0 },
      { phones: ['s', 'ih', 't', 'ih', 'ng'], accent: 1, phraseEnd: true },
      ...BY_THE_DOOR,
    ],
  },
};
