/** What must hold for any input whatever: it is read and sane, or refused in words that help. */
import { toMono } from '../../src/core/audio/channels.ts';
import { checkSignal } from '../../src/core/audio/check.ts';
import { decodePcmContainer } from '../../src/core/audio/decode.ts';
import type { Pcm } from '../../src/core/audio/pcm.ts';
import { IntoneError } from '../../src/core/errors.ts';
import { INTONE_FRONT_END } from '../../src/core/frontend/config.ts';
import { createFrontEnd } from '../../src/core/frontend/extract.ts';
import { readDirectory } from '../../src/core/zip/directory.ts';
import { accessOf, packedOf, unpack } from '../../workers/unpack.ts';
import type { Input } from './inputs.ts';

/** 'read', 'left to the browser', or an error's name; everything else is thrown. */
export type Outcome = string;

/** Four-bit codes are the smallest samples. */
const MOST_SAMPLES_PER_BYTE = 2;
const MOST_FRONT_END_SAMPLES = 16_000;
const MOST_ENTRIES_UNPACKED = 20;
const LARGEST_ENTRY_BYTES = 16 * 1024 ** 2;

const frontEnd = createFrontEnd(INTONE_FRONT_END);

/** @throws Error where anything happens that may not. */
export async function check({ kind, name, bytes }: Input): Promise<Outcome> {
  return kind === 'zip' ? checkZip(bytes, name) : checkAudio(bytes, name);
}

function checkAudio(bytes: Uint8Array, name: string): Outcome {
  try {
    const pcm = decodePcmContainer(bytes, name);
    if (pcm === null) return 'left to the browser';
    demandSane(pcm, bytes.length);
    const mono = toMono(pcm);
    checkSignal(mono, name);
    const { features } = frontEnd.extract(mono.subarray(0, MOST_FRONT_END_SAMPLES), pcm.sampleRateHz, name);
    demand(features.frames >= 1, 'the front end gave no frames');
    demand(features.data.every(Number.isFinite), 'the front end gave features that are not numbers');
    return 'read';
  } catch (error) {
    return nameOfRefusal(error, name);
  }
}

async function checkZip(bytes: Uint8Array, name: string): Promise<Outcome> {
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  try {
    const entries = await readDirectory(accessOf(file, name), name);
    demand(entries.length >= 1, 'a zip without entries was read');
    for (const entry of entries.slice(0, MOST_ENTRIES_UNPACKED)) {
      demand(entry.path.length > 0, 'an entry without a path');
      try {
        const unpacked = await unpack(packedOf(file, entry), { limitBytes: LARGEST_ENTRY_BYTES });
        demand(unpacked.length === entry.bytes, 'an entry of another size than declared');
        checkAudio(unpacked, entry.path);
      } catch (error) {
        nameOfRefusal(error, entry.path);
      }
    }
    return 'read';
  } catch (error) {
    return nameOfRefusal(error, name);
  }
}

function demandSane({ channels, sampleRateHz, encoding }: Pcm, fileBytes: number): void {
  demand(channels.length >= 1 && channels.length <= 1024, `${channels.length} channels`);
  const frames = channels[0].length;
  demand(frames >= 1, 'no samples');
  demand(
    channels.every((channel) => channel.length === frames),
    'channels of different lengths',
  );
  demand(
    frames * channels.length <= MOST_SAMPLES_PER_BYTE * fileBytes,
    `${frames} frames in ${fileBytes} bytes`,
  );
  demand(
    Number.isInteger(sampleRateHz) && sampleRateHz >= 4000 && sampleRateHz <= 768_000,
    `${sampleRateHz} Hz`,
  );
  demand(encoding.length > 0, 'no encoding');
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The name of an error that a user can do something about. Any other is thrown on. */
function nameOfRefusal(error: unknown, fileName: string): string {
  if (!(error instanceof IntoneError) || error.constructor === IntoneError) throw error;
  demand(error.message.includes(fileName), `the message names no file: ${error.message}`);
  demand(error.remedy.length > 0, `no remedy: ${error.message}`);
  return error.name;
}
