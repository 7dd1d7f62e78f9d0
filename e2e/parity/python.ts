/** Runs reference.py and reads what it found. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Matrix } from './matrix.ts';

const SCRIPT = join(import.meta.dirname, 'reference.py');

export type Precision = 'float32' | 'float64';

interface Entry {
  clip: string;
  feature: string;
  precision: Precision;
  /** In values. */
  offset: number;
  frames: number;
  columns: number;
}

export interface Reference extends Matrix {
  clip: string;
  feature: string;
  precision: Precision;
}

export interface PythonJob {
  task: 'features' | 'load' | 'resample';
  /** Goes to the script as job.json. */
  job: unknown;
  files: { name: string; bytes: Uint8Array }[];
}

/** Everything the script computed for the job. @throws Error with Python's own words when it fails */
export function askLibrosa(python: string, { task, job, files }: PythonJob): Reference[] {
  const folder = mkdtempSync(join(tmpdir(), 'intone-parity-'));
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
    const { status, error, stderr } = spawnSync(python, [SCRIPT, task, folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${python} ${SCRIPT} failed: ${error?.message ?? stderr}`);
    const entries: Entry[] = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
    const bytes = readFileSync(join(folder, 'results.bin'));
    const values = new Float64Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    );
    return entries.map(({ clip, feature, precision, offset, frames, columns }) => ({
      clip,
      feature,
      precision,
      columns,
      data: values.subarray(offset, offset + frames * columns),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the reference was computed with, for the report. */
export function versionsOf(python: string): string {
  const script =
    'import platform, librosa, numpy, scipy, soxr; print("Python", platform.python_version() + ", librosa", librosa.__version__ + ", numpy", numpy.__version__ + ", scipy", scipy.__version__ + ", soxr", soxr.__version__)';
  const { status, stdout, error, stderr } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(
      `${python} cannot import librosa: ${error?.message ?? stderr}\nInstall e2e/parity/requirements.txt there.`,
    );
  }
  return stdout.trim();
}

/** A signal as the little-endian float32 the script reads. */
export function bytesOf(signal: Float32Array): Uint8Array {
  return new Uint8Array(signal.buffer, signal.byteOffset, signal.byteLength);
}
