/** `npm test`: types, lint, unit tests, build, browser tests; ends with one plain line of counts. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { findChromium } from './support/chromium.ts';

const RESULTS = 'test-results';

function run(command: string, args: string[]): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };

/** A step that passes or fails as a whole. */
function step(command: string, args: string[]): boolean {
  const ok = run(command, args);
  counts[ok ? 'passed' : 'failed']++;
  return ok;
}

/** A test runner that writes its counts to a file; a run that fails without saying why counts as one failure. */
function suite(command: string, args: string[], resultFile: string, read: (json: never) => Counts): void {
  const ok = run(command, args);
  const found: Counts = existsSync(resultFile)
    ? read(JSON.parse(readFileSync(resultFile, 'utf8')) as never)
    : { passed: 0, failed: 0, skipped: 0 };
  counts.passed += found.passed;
  counts.skipped += found.skipped;
  counts.failed += ok ? found.failed : Math.max(1, found.failed);
}

/** A port nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);

for (const project of ['src/core', '.', 'workers', 'e2e']) step('npx', ['tsc', '-p', project]);
step('npx', ['biome', 'ci', '.']);

suite(
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}/unit.json`],
  `${RESULTS}/unit.json`,
  (json: { numPassedTests: number; numFailedTests: number; numPendingTests: number }) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests,
  }),
);

if (step('npx', ['vite', 'build'])) {
  if (!findChromium()) run('npx', ['playwright', 'install', 'chromium']);
  process.env.INTONE_TEST_PORT = String(await freePort());
  suite(
    'npx',
    ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    `${RESULTS}/browser.json`,
    (json: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }) => ({
      passed: json.stats.expected,
      failed: json.stats.unexpected + json.stats.flaky,
      skipped: json.stats.skipped,
    }),
  );
}

console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
