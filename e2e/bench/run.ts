/** `npm run bench -- NAME [--option value …]`: measures the built page in a real browser. */
import { writeFileSync } from 'node:fs';
import { DEFAULT_RECIPE } from '../../src/core/recipe/recipe.ts';
import { SWITCHES } from './accuracy/options.ts';
import { benchAccuracy } from './accuracy.ts';
import { readOptions } from './commandLine.ts';
import { benchExtract } from './extract.ts';
import { benchFrontEnd } from './frontend.ts';
import { benchJob } from './job.ts';

const BENCHES: Record<string, (options: Record<string, string>) => Promise<unknown>> = {
  accuracy: benchAccuracy,
  extract: benchExtract,
  frontend: benchFrontEnd,
  job: benchJob,
  leak: (options) => benchAccuracy({ ...options, protocol: 'leak' }),
  // Fetched when asked for: it brings tfjs along.
  train: async (options) => (await import('./train.ts')).benchTrain(options),
};

/** The one the page begins with, as options.ts has it where none is named. */
const RECIPE = DEFAULT_RECIPE.architecture;

const USAGE = `npm run bench -- accuracy --zip FILE[,FILE…] --json OUT [--protocol speaker] [--recipe ${RECIPE}] [--seeds 1]
                     [--scale dataset|speaker] [--validation SHARE] [--keep best|last] [--epochs N] [--seed N]
                     [--folds N] [--backend auto] [--flags '--use-angle=vulkan …'] [--model ZIP [--float16]]
                     [--table] [--restart] [--keep-profile]
npm run bench -- leak --zip FILE --json OUT [--recipe ${RECIPE}] and what accuracy takes besides
npm run bench -- job --zip FILE [--json OUT] [--models compact,classic] [--splits speaker,random]
                     [--backends wasm,cpu] [--epochs N] [--seed N]
npm run bench -- extract --zip FILE [--json OUT] [--peer PYTHON] [--rounds 3] [--scale 1,2,4,8]
npm run bench -- frontend [--zip FILE] [--clips 40] [--rounds 5] [--json OUT]
npm run bench -- train [--json OUT] [--peer PYTHON] [--rounds 3] [--steps 20] [--backends wasm,webgl]
                       [--models compact,classic] [--threads 1] [--dist dist] [--flags '--use-angle=vulkan …']`;

async function main(): Promise<void> {
  const [name, ...words] = process.argv.slice(2);
  const bench = BENCHES[name ?? ''];
  if (!bench) throw new Error(`Which bench?\n${USAGE}`);
  const options = readOptions(words, SWITCHES);
  const figures = await bench(options);
  if (figures === undefined) return;
  const text = JSON.stringify(figures, null, 2);
  console.log(text);
  if (options.json) writeFileSync(options.json, `${text}\n`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
