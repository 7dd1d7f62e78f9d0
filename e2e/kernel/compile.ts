/** Compiles the AssemblyScript sources of src/core/kernel and src/learn/wasm to WebAssembly. */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** 112 warns of vectors in signatures, which only calls from JavaScript could not pass; the exports have none. */
const OPTIONS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--disableWarning', '112'];

/** The module of src/core/kernel: the same bytes for the same sources and version of the compiler. @throws Error with the compiler's messages. */
export function compileKernel(): Promise<Uint8Array> {
  return compile('../../src/core/kernel/assembly', []);
}

export interface TrainingModules {
  /** With relaxed SIMD's fused multiply-add. */
  fused: Uint8Array;
  /** With plain SIMD. */
  plain: Uint8Array;
}

/** The two modules of src/learn/wasm, which work on the memory of another. @throws Error with the compiler's messages. */
export async function compileTrainingModules(): Promise<TrainingModules> {
  const folder = '../../src/learn/wasm/assembly';
  const shared = ['--importMemory', '--noExportMemory'];
  return {
    fused: await compile(folder, [...shared, '--use', 'FMA=1', '--enable', 'relaxed-simd']),
    plain: await compile(folder, [...shared, '--use', 'FMA=0']),
  };
}

async function compile(folder: string, options: string[]): Promise<Uint8Array> {
  const sources = fileURLToPath(new URL(folder, import.meta.url));
  let binary: Uint8Array | null = null;
  const messages: string[] = [];
  const say = { write: (text: string) => messages.push(text) };
  const { error } = await asc.main(
    ['index.ts', '--baseDir', sources, '--outFile', 'kernel.wasm', ...OPTIONS, ...options],
    {
      stdout: say,
      stderr: say,
      writeFile: (_name, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary)
    throw new Error(`The kernel does not compile.\n${messages.join('')}`, { cause: error });
  return binary;
}

/** The committed module that carries src/core/kernel's bytes. */
export function productSource(binary: Uint8Array): string {
  return header() + constant('KERNEL_WASM_BASE64', binary);
}

/** The committed module that carries src/learn/wasm's bytes. */
export function trainingProductSource({ fused, plain }: TrainingModules): string {
  return header() + constant('FUSED_WASM_BASE64', fused) + constant('PLAIN_WASM_BASE64', plain);
}

function header(): string {
  return '/** Made by `npm run build:kernel` from ./assembly; a test compares the two. */\n';
}

function constant(name: string, binary: Uint8Array): string {
  return `export const ${name} =\n  '${Buffer.from(binary).toString('base64')}';\n`;
}
