/** `npm run build:kernel`: compiles src/core/kernel/assembly and writes the committed src/core/kernel/product.ts. */
import { writeFileSync } from 'node:fs';
import { compileKernel, productSource } from './compile.ts';

const binary = await compileKernel();
writeFileSync(new URL('../../src/core/kernel/product.ts', import.meta.url), productSource(binary));
console.log(`src/core/kernel/product.ts: ${binary.length} bytes of WebAssembly`);
