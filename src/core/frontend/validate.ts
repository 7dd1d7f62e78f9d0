import { IntoneError } from '../errors.ts';
import type { FrontEndConfig } from './config.ts';
import { MEASURES } from './measures.ts';

/** Settings that cannot be computed with, or that contradict each other. */
export class InvalidFrontEndError extends IntoneError {
  constructor(message: string, remedy: string) {
    super('InvalidFrontEndError', message, remedy);
  }
}

/** @throws InvalidFrontEndError that says which setting is wrong and what it may be. */
export function validateFrontEnd(config: FrontEndConfig): void {
  const { sampleRateHz, nFft, winSamples, hopSamples, nMels, nMfcc, fMinHz, fMaxHz } = config;
  const demand = (holds: boolean, message: string, remedy: string) => {
    if (!holds) throw new InvalidFrontEndError(message, remedy);
  };
  const demandCount = (label: string, value: number, low: number, high: number) =>
    demand(
      Number.isInteger(value) && value >= low && value <= high,
      `${label} is ${value}.`,
      `Choose a whole number from ${low} to ${high}.`,
    );
  demandCount('The sample rate', sampleRateHz, 4000, 192_000);
  demandCount('The FFT size', nFft, 64, 16384);
  demandCount('The window length in samples', winSamples, 1, nFft);
  demand(
    Number.isInteger(hopSamples) && hopSamples >= 1,
    `The hop in samples is ${hopSamples}.`,
    'Choose a whole number of at least 1.',
  );
  demandCount('The number of mel bands', nMels, 2, 512);
  demandCount('The number of MFCCs', nMfcc, 1, nMels);
  demand(
    fMinHz >= 0 && fMinHz < fMaxHz && fMaxHz <= sampleRateHz / 2,
    `The mel bands are to span ${fMinHz} to ${fMaxHz} Hz.`,
    `Choose a span within 0 to ${sampleRateHz / 2} Hz, half the sample rate.`,
  );
  demand(
    config.melScale === 'slaney' || config.melScale === 'htk',
    `The mel scale is "${config.melScale}".`,
    'Choose slaney or htk.',
  );
  demand(
    config.level === 'rms' || config.level === 'none',
    `The level setting is "${config.level}".`,
    'Choose rms or none.',
  );
  demand([0, 1, 2].includes(config.deltas), `The delta setting is ${config.deltas}.`, 'Choose 0, 1 or 2.');
  demand(
    config.trimDb === null || config.trimDb > 0,
    `Trimming is set to ${config.trimDb} dB.`,
    'Choose a positive number of decibels, or none.',
  );
  demand(
    config.topDb === null || config.topDb > 0,
    `The dynamic range is set to ${config.topDb} dB.`,
    'Choose a positive number of decibels, or none.',
  );
  demand(
    config.lifter >= 0 && Number.isFinite(config.lifter),
    `The lifter is ${config.lifter}.`,
    'Choose 0 or more.',
  );
  const { dbReference, dbFloor, measures } = config;
  const isPositive = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0;
  demand(
    dbReference === 'max' || isPositive(dbReference),
    `The power of 0 dB is set to ${dbReference}.`,
    'Choose a positive number, or max.',
  );
  demand(isPositive(dbFloor), `The faintest power is set to ${dbFloor}.`, 'Choose a positive number.');
  demand(Array.isArray(measures), 'The list of measures is missing.', 'Choose an empty list for none.');
  for (const [i, measure] of measures.entries()) {
    demand(
      MEASURES.includes(measure),
      `There is no measure "${measure}".`,
      `Choose from ${MEASURES.join(', ')}.`,
    );
    demand(measures.indexOf(measure) === i, `The measure "${measure}" is named twice.`, 'Name it once.');
  }
}
