/** Compiles the AssemblyScript sources of src/core/kernel to WebAssembly. */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCES = fileURLToPath(new URL('../../src/core/kernel/assembly', import.meta.url));

/** 112 warns of vectors in signatures, which only calls from JavaScript could not pass; the kernel's exports have none. */
const OPTIONS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--disableWarning', '112'];

/** The module's bytes: the same for the same sources and the same version of the compiler. @throws Error with the compiler's messages. */
export async function compileKernel(): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const messages: string[] = [];
  const say = { write: (text: string) => messages.push(text) };
  const { error } = await asc.main(
    ['index.ts', '--baseDir', SOURCES, '--outFile', 'kernel.wasm', ...OPTIONS],
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

/** The committed module that carries the bytes. */
export function productSource(binary: Uint8Array): string {
  return `/** Made by \`npm run build:kernel\` from ./assembly; a test compares the two. */
export const KERNEL_WASM_BASE64 =
  '${Buffer.from(binary).toString('base64')}';
`;
}
