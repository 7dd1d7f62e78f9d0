/** The kernel's exports: plain functions over pointers into linear memory, which ../kernel.ts lays out. */
import { crc32 } from './crc32.ts';
import { dct } from './dct.ts';
import { largest, powerToDb } from './decibel.ts';
import { inflate } from './inflate.ts';
import { interpolate } from './interpolate.ts';
import { lowPass } from './lowpass.ts';
import { melBands } from './mel.ts';
import { energy, fromInt16, peak, scale, toInt16 } from './signal.ts';
import { powerSpectra } from './spectrum.ts';

export {
  crc32,
  dct,
  energy,
  fromInt16,
  inflate,
  interpolate,
  largest,
  lowPass,
  melBands,
  peak,
  powerSpectra,
  powerToDb,
  scale,
  toInt16,
};

/** Where the module's own constants end and memory is free. */
export function freeFrom(): usize {
  return __heap_base;
}
