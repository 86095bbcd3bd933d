import { setTimeout as wait } from 'node:timers/promises';
import { Clock } from '../../lib/rehearsal/clock';

/** Keeps this process from doing anything else, as a busy machine does. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('time runs so many times faster', async () => {
  const clock = new Clock(100);
  const start = performance.now();
  await clock.sleep(20_000);
  const real = performance.now() - start;
  expect(clock.now).toBeGreaterThanOrEqual(20_000);
  expect(real).toBeGreaterThanOrEqual(190);
});

test('those who wait are woken in the order of their times', async () => {
  const clock = new Clock(100);
  const woken: number[] = [];
  await Promise.all([3000, 1000, 2000].map((due) => clock.sleep(due).then(() => woken.push(due))));
  expect(woken).toEqual([1000, 2000, 3000]);
});

test('it stands still while this machine is busy', () => {
  const clock = new Clock(10);
  const before = clock.now;
  block(300);
  expect(clock.now - before).toBeLessThanOrEqual(200);
});

test('it stands still while somebody waits for an answer, but not for one that never comes', async () => {
  const clock = new Clock(10, 0);
  let before = 0;
  await clock.standingStill(async () => {
    before = clock.now;
    await wait(100);
    expect(clock.now).toBe(before);
  });
  const late = clock.standingStill(() => wait(600));
  const stuck = clock.now;
  await clock.sleep(1000);
  expect(clock.now - stuck).toBeGreaterThanOrEqual(1000);
  await late;
});

test('whoever waits can be interrupted, and nothing ticks on', async () => {
  const clock = new Clock(1);
  const interruption = new AbortController();
  const sleeping = clock.sleep(60_000, interruption.signal);
  interruption.abort(new Error('enough'));
  await expect(sleeping).rejects.toThrow('enough');
  await expect(clock.sleep(1, interruption.signal)).rejects.toThrow('enough');
});

test('it begins again at 0', async () => {
  const clock = new Clock(100);
  await clock.sleep(1_000);
  clock.restart();
  expect(clock.now).toBeLessThan(1_000);
});
