// For tests only: what the kernel's inflate does between guards.
import { Kernel } from '../../kernel/kernel.ts';

const GUARD = 0xa5;
const GUARD_BYTES = 320;
const INPUT_SPARE_BYTES = 16;

/**
 * @returns what comes out; null where the data is damaged, leaves a byte over, or more than `room` bytes come out
 * @throws Error where a byte changed that is not in that room
 */
export function inflateBetweenGuards(data: Uint8Array, room: number): Uint8Array | null {
  const kernel = Kernel.shared()!;
  kernel.beginPlain();
  const start = kernel.take(GUARD_BYTES);
  const input = kernel.take(data.length + INPUT_SPARE_BYTES) - start;
  kernel.take(GUARD_BYTES);
  const output = kernel.take(room) - start;
  const length = kernel.take(GUARD_BYTES) - start + GUARD_BYTES;
  const memory = kernel.bytes(start, length).fill(GUARD);
  memory.set(data, input);
  const bytes = kernel.calls.inflate(start + input, data.length, start + output, room);
  const inflated = memory.slice(output, output + Math.max(0, bytes));
  if (data.some((byte, i) => memory[input + i] !== byte)) throw new Error('The kernel wrote to its input.');
  memory.fill(GUARD, output, output + room);
  memory.fill(GUARD, input, input + data.length);
  if (memory.some((byte) => byte !== GUARD)) throw new Error('The kernel wrote outside its room.');
  return bytes < 0 ? null : inflated;
}
