/**
 * `npm run build:kernel`: compiles the assembly folders of src/core/kernel and src/learn/wasm and writes the committed
 * product.ts beside each.
 */
import { writeFileSync } from 'node:fs';
import { compileKernel, compileTrainingModules, productSource, trainingProductSource } from './compile.ts';

const kernel = await compileKernel();
write('src/core/kernel/product.ts', productSource(kernel));
console.log(`src/core/kernel/product.ts: ${kernel.length} bytes of WebAssembly`);

const training = await compileTrainingModules();
write('src/learn/wasm/product.ts', trainingProductSource(training));
const { fused, plain } = training;
console.log(`src/learn/wasm/product.ts: ${fused.length} and ${plain.length} bytes of WebAssembly`);

function write(path: string, source: string): void {
  writeFileSync(new URL(`../../${path}`, import.meta.url), source);
}
