/**
 * `npm run parity -- --python PYTHON [--out docs/parity.md]`: our numbers beside librosa's. PYTHON has
 * e2e/parity/requirements.txt installed. Prints the tables, writes them with all details, and exits with 1 when a
 * comparison misses its bar. Takes some minutes, most of them librosa's.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareFeatures } from './compareFeatures.ts';
import { compareEndToEnd, madeRecordings } from './endToEnd.ts';
import { PRESETS } from './presets.ts';
import { versionsOf } from './python.ts';
import { clipOf, realRecordings } from './recordings.ts';
import { detailsOf, summaryOf } from './report.ts';
import { measureResampler } from './resampler.ts';
import { failuresOf, type Results } from './results.ts';
import { MADE_CLIPS } from './signals.ts';

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: {
      python: { type: 'string', default: 'python3' },
      out: { type: 'string', default: join(import.meta.dirname, '../../docs/parity.md') },
    },
  });
  const { python, out } = options;
  const versions = versionsOf(python);
  const recordings = await realRecordings();
  if (recordings.length === 0) console.error('No corpora in ../shared/data: made clips alone are compared.');
  const clips = [...MADE_CLIPS, ...recordings.map(clipOf)];

  const resampler = step('resampling', () => measureResampler(python));
  const endToEnd = step('from bytes', () =>
    compareEndToEnd(python, recordings.length > 0 ? recordings : madeRecordings()),
  );
  const presets = PRESETS.map((preset) =>
    step(`features, ${preset.name}`, () => compareFeatures(python, preset, clips)),
  );

  const results: Results = { versions, clips, presets, endToEnd, resampler };
  const summary = summaryOf(results);
  console.log(summary);
  writeFileSync(out, `${summary}\n\n${detailsOf(results)}\n`);
  console.log(`\nWritten with all details to ${out}.`);
  if (failuresOf(results).length > 0) process.exitCode = 1;
}

/** Says what is being computed, for it takes a while. */
function step<T>(name: string, compute: () => T): T {
  const startMs = Date.now();
  const result = compute();
  console.error(`${name}: ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
  return result;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
