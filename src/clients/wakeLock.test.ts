import { describe, expect, it, vi } from 'vitest';
import { AwakeKeeper } from './wakeLock.ts';

class FakeSentinel extends EventTarget {
  type = 'screen' as const;
  onrelease = null;
  released = false;

  async release(): Promise<void> {
    if (this.released) return;
    this.released = true;
    this.dispatchEvent(new Event('release'));
  }
}

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function setUp() {
  const page = new FakePage();
  const locks: FakeSentinel[] = [];
  const request = vi.fn(async () => {
    const lock = new FakeSentinel();
    locks.push(lock);
    return lock;
  });
  const hooks = { onHeld: vi.fn(), onRefused: vi.fn() };
  const keeper = new AwakeKeeper({ request }, page, hooks);
  const held = () => locks.filter(({ released }) => !released).length;
  return { page, locks, request, hooks, keeper, held };
}

/** Until all promises that can settle have. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the wake lock', () => {
  it('is held while wanted, once', async () => {
    const { keeper, held, hooks, request } = setUp();
    await Promise.all([keeper.want(true), keeper.want(true)]);
    expect([held(), request.mock.calls.length]).toEqual([1, 1]);
    await keeper.want(false);
    expect(held()).toBe(0);
    expect(hooks.onHeld.mock.calls).toEqual([[true], [false]]);
    expect(hooks.onRefused).not.toHaveBeenCalled();
  });

  it('is let go where the wish went before the browser answered, and kept where it came back', async () => {
    const { keeper, held } = setUp();
    const asked = keeper.want(true);
    await keeper.want(false);
    await asked;
    expect(held()).toBe(0);
    const again = keeper.want(true);
    void keeper.want(false);
    void keeper.want(true);
    await again;
    expect(held()).toBe(1);
  });

  it('is asked for again when the page comes back into sight, and then only', async () => {
    const { keeper, page, locks, held, hooks, request } = setUp();
    await keeper.want(true);
    page.turn('hidden');
    await locks[0].release();
    await settled();
    expect([held(), request.mock.calls.length]).toEqual([0, 1]);
    page.turn('visible');
    await settled();
    expect(held()).toBe(1);
    expect(hooks.onRefused).not.toHaveBeenCalled();
    await keeper.want(false);
    page.turn('visible');
    await settled();
    expect(held()).toBe(0);
  });

  it('waits for the page to be seen before it asks at all', async () => {
    const { keeper, page, held, request } = setUp();
    page.turn('hidden');
    await keeper.want(true);
    expect(request).not.toHaveBeenCalled();
    page.turn('visible');
    await settled();
    expect(held()).toBe(1);
  });

  it('tells of a refusal and of being taken back, and asks again when next seen', async () => {
    const { keeper, page, locks, held, hooks, request } = setUp();
    request.mockRejectedValueOnce(new Error('The battery is low.'));
    await keeper.want(true);
    expect(hooks.onRefused).toHaveBeenCalledWith('The battery is low.');
    page.turn('visible');
    await settled();
    expect(held()).toBe(1);
    await locks[0].release();
    expect(hooks.onHeld).toHaveBeenLastCalledWith(false);
    expect(hooks.onRefused).toHaveBeenCalledTimes(2);
  });
});
