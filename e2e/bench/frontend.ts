/**
 * `npm run bench -- frontend`: how long each stage from PCM to features takes in Node, in plain JavaScript and in the kernel,
 * by turns on the same clips. Decoding is not counted.
 */
import { openAsBlob } from 'node:fs';
import { toMono } from '../../src/core/audio/channels.ts';
import { decodePcmContainer } from '../../src/core/audio/decode.ts';
import { resample } from '../../src/core/audio/resample.ts';
import { DEMO_SAMPLE_RATE_HZ, demoClips, renderDemoClip } from '../../src/core/demo/index.ts';
import { INTONE_FRONT_END } from '../../src/core/frontend/config.ts';
import { KERNEL_WASM_BASE64 } from '../../src/core/kernel/product.ts';
import { readDirectory } from '../../src/core/zip/directory.ts';
import { accessOf, packedOf, unpack } from '../../workers/unpack.ts';
import { STAGES, type Stage, stagesOf } from './frontend-stages.ts';
import { median } from './statistics.ts';

interface Clip {
  signal: Float32Array;
  sampleRateHz: number;
}

const ENGINES = ['javascript', 'kernel'] as const;
const DEMO_RATE_HZ = 48000;

/**
 * @param options zip: a corpus to take clips from, evenly; else the demo corpus at 48 kHz. clips: how many (40).
 *   rounds: how often each is timed after one round that is not (5).
 */
export async function benchFrontEnd(options: Record<string, string>): Promise<unknown> {
  const count = Number(options.clips ?? 40);
  const rounds = Number(options.rounds ?? 5);
  const clips = options.zip ? await clipsOf(options.zip, count) : demo(count);
  const times = clips.map(() => new Map<string, number[]>());
  for (let round = 0; round <= rounds; round++) {
    clips.forEach((clip, i) => {
      // Whoever goes first finds the clip cold in the caches, so they take turns at that.
      const order = (round + i) % 2 === 0 ? ENGINES : [...ENGINES].reverse();
      for (const engine of order) timeStages(clip, engine, round === 0 ? null : times[i]);
    });
  }
  const table = Object.fromEntries(
    [...STAGES, 'all'].map((stage) => {
      const [javascript, kernel] = ENGINES.map((engine) =>
        mean(times.map((clip) => median(clip.get(`${engine} ${stage}`) ?? []))),
      );
      return [stage, { javascript, kernel, ratio: javascript / kernel }];
    }),
  );
  printTable(table);
  return {
    clips: clips.length,
    rounds,
    meanSamples: Math.round(mean(clips.map(({ signal }) => signal.length))),
    sampleRatesHz: [...new Set(clips.map(({ sampleRateHz }) => sampleRateHz))],
    wasmBytes: Buffer.from(KERNEL_WASM_BASE64, 'base64').length,
    msPerClip: table,
  };
}

/** Runs all stages on one clip; their times, and the sum as 'all', go to `into`. */
function timeStages(clip: Clip, engine: (typeof ENGINES)[number], into: Map<string, number[]> | null): void {
  const stages = stagesOf(engine, clip.sampleRateHz, INTONE_FRONT_END);
  const note = (stage: Stage | 'all', ms: number) => {
    const key = `${engine} ${stage}`;
    into?.set(key, [...(into.get(key) ?? []), ms]);
  };
  let all = 0;
  stages.run(clip.signal, (stage, work) => {
    const start = performance.now();
    const result = work();
    const ms = performance.now() - start;
    if (stage !== 'of that, stft') all += ms;
    note(stage, ms);
    return result;
  });
  note('all', all);
}

async function clipsOf(path: string, count: number): Promise<Clip[]> {
  const blob = await openAsBlob(path);
  const entries = (await readDirectory(accessOf(blob, path), path)).filter(({ path }) =>
    /\.(wav|aiff?)$/i.test(path),
  );
  const clips: Clip[] = [];
  for (let i = 0; i < Math.min(count, entries.length); i++) {
    const entry = entries[Math.floor((i * entries.length) / count)];
    const pcm = decodePcmContainer(new Uint8Array(await unpack(packedOf(blob, entry))), entry.path);
    if (pcm) clips.push({ signal: toMono(pcm), sampleRateHz: pcm.sampleRateHz });
  }
  if (clips.length === 0) throw new Error(`${path} holds no WAV or AIFF files.`);
  return clips;
}

function demo(count: number): Clip[] {
  return demoClips()
    .filter((_, i) => i % 7 === 0)
    .slice(0, count)
    .map((clip) => ({
      signal: resample(renderDemoClip(clip), DEMO_SAMPLE_RATE_HZ, DEMO_RATE_HZ),
      sampleRateHz: DEMO_RATE_HZ,
    }));
}

function printTable(table: Record<string, { javascript: number; kernel: number; ratio: number }>): void {
  console.error('ms per clip        JavaScript   kernel   ratio');
  for (const [stage, { javascript, kernel, ratio }] of Object.entries(table)) {
    const cells = [
      javascript.toFixed(3).padStart(10),
      kernel.toFixed(3).padStart(8),
      ratio.toFixed(1).padStart(7),
    ];
    console.error(`${stage.padEnd(18)} ${cells.join(' ')}`);
  }
}

function mean(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
