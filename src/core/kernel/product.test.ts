import { expect, test } from 'vitest';
import { compileKernel, productSource } from '../../../e2e/kernel/compile.ts';
import { decodeBase64 } from './base64.ts';
import { KERNEL_WASM_BASE64 } from './product.ts';

test('the committed kernel is what its sources compile to', { timeout: 120_000 }, async () => {
  const compiled = await compileKernel();
  expect(
    Buffer.from(compiled).equals(Buffer.from(KERNEL_WASM_BASE64, 'base64')),
    'run `npm run build:kernel`',
  ).toBe(true);
  expect(productSource(compiled)).toContain(KERNEL_WASM_BASE64);
});

test('base64 of every length', () => {
  for (let length = 0; length < 9; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => 251 - 83 * i);
    expect([...decodeBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes]);
  }
});
