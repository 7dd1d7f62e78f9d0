import { expect, test } from 'vitest';
import { compileTrainingModules } from '../../../e2e/kernel/compile.ts';
import { decodeBase64 } from '../../core/kernel/base64.ts';
import { FUSED_WASM_BASE64, PLAIN_WASM_BASE64 } from './product.ts';

test('the committed kernels are what their sources compile to', { timeout: 120_000 }, async () => {
  const { fused, plain } = await compileTrainingModules();
  const committed = { fused: FUSED_WASM_BASE64, plain: PLAIN_WASM_BASE64 };
  expect(Buffer.from(fused).toString('base64') === committed.fused, 'run `npm run build:kernel`').toBe(true);
  expect(Buffer.from(plain).toString('base64') === committed.plain, 'run `npm run build:kernel`').toBe(true);
});

/** WebAssembly's sections, by the numbers of the specification, §5.5.2. */
const IMPORTS = 2;
const START = 8;
const DATA = 11;

test.each([FUSED_WASM_BASE64, PLAIN_WASM_BASE64])(
  'a build writes nothing to the memory it is linked to',
  (text) => {
    const found = sections(decodeBase64(text));
    expect(found).toContain(IMPORTS);
    expect(found).not.toContain(START);
    expect(found).not.toContain(DATA);
  },
);

test('the plain build needs nothing but a memory', () => {
  const module = new WebAssembly.Module(decodeBase64(PLAIN_WASM_BASE64) as BufferSource);
  expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
});

function sections(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let at = 8;
  while (at < bytes.length) {
    numbers.push(bytes[at++]);
    let size = 0;
    // A LEB128 number: seven bits a byte, the lowest first.
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return numbers;
}
