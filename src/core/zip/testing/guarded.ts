// For tests only: what the kernel's inflate does between guards.
import { Kernel } from '../../kernel/kernel.ts';

const GUARD = 0xa5;
const GUARD_BYTES = 320;
const INPUT_SPARE_BYTES = 16;

/**
 * The output stands between guards, and the input at the very end of the memory, so that reading more than is allowed traps.
 *
 * @returns what comes out; null where the data is damaged, leaves a byte over, or more than `room` bytes come out
 * @throws Error where a byte changed that is not in that room, RuntimeError where one is read that is not in the memory
 */
export function inflateBetweenGuards(data: Uint8Array, room: number): Uint8Array | null {
  const kernel = Kernel.shared()!;
  kernel.beginPlain();
  const start = kernel.take(GUARD_BYTES);
  const output = kernel.take(room);
  const end = kernel.take(GUARD_BYTES) + GUARD_BYTES;
  kernel.take(data.length + INPUT_SPARE_BYTES);
  const input = kernel.bytes(0, 0).buffer.byteLength - INPUT_SPARE_BYTES - data.length;
  const spared = kernel.bytes(input, data.length + INPUT_SPARE_BYTES).fill(GUARD);
  spared.set(data);
  const memory = kernel.bytes(start, end - start).fill(GUARD);
  const bytes = kernel.calls.inflate(input, data.length, output, room);
  const inflated = kernel.bytes(output, Math.max(0, bytes)).slice();
  kernel.bytes(output, room).fill(GUARD);
  expectBytes(memory, () => GUARD);
  expectBytes(spared, (i) => (i < data.length ? data[i] : GUARD));
  return bytes < 0 ? null : inflated;
}

function expectBytes(bytes: Uint8Array, expected: (i: number) => number): void {
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] !== expected(i)) throw new Error('The kernel wrote outside its room.');
}
