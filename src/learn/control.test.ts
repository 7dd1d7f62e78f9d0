import { describe, expect, it } from 'vitest';
import { nextTask, TrainingControl } from './control.ts';

/** Starts waiting and tells, after a few tasks, whether the wait is over. */
async function waitsOn(control: TrainingControl): Promise<() => Promise<boolean>> {
  let over = false;
  void control.whilePaused().then(() => {
    over = true;
  });
  return async () => {
    for (let i = 0; i < 3; i++) await nextTask();
    return over;
  };
}

describe('TrainingControl', () => {
  it('holds no one until paused', async () => {
    const isOver = await waitsOn(new TrainingControl());
    expect(await isOver()).toBe(true);
  });

  it.each(['resume', 'stop'] as const)('holds while paused, until %s', async (end) => {
    const control = new TrainingControl();
    control.pause();
    const isOver = await waitsOn(control);
    expect(await isOver()).toBe(false);
    control[end]();
    expect(await isOver()).toBe(true);
    expect(control.stopped).toBe(end === 'stop');
  });
});
