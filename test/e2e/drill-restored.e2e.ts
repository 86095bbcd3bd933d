import { INTENT_TAG } from '../../lib/operate/drill/intent';
import { STEPS } from '../../lib/operate/drill/steps';
import { drill, start, type Started } from './drill/child';
import { changes, type Fate } from './drill/proxy';
import { Stage } from './drill/stage';
import { expectAsBefore, inverted } from './drill/state';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.start('drill-restored');
}, 60_000);

afterAll(() => stage.stop());

describe('killed by SIGKILL', () => {
  test('after each of its steps: --restore puts the health check back, from anywhere, and again', async () => {
    for (const half of [STEPS.slice(0, 5), STEPS.slice(5)]) {
      await Promise.all(half.map(({ id }) => killedAfter(id)));
    }
  });

  async function killedAfter(step: string): Promise<void> {
    const zone = await stage.zone();
    const before = await zone.state();
    const { signal, stderr } = await drill(stage, zone, ['--yes'], { killAfter: step });
    expect({ step, signal, stderr }).toMatchObject({ step, signal: 'SIGKILL' });
    const left = await zone.state();
    const isTagged = ['intend', 'invert', 'move', 'hold', 'revert'].includes(step);
    expect([step, INTENT_TAG in left.tags]).toEqual([step, isTagged]);
    expect([step, left.inverted]).toEqual([step, ['invert', 'move', 'hold'].includes(step)]);
    const restored = await drill(stage, zone, ['--restore']);
    expect([step, restored.status]).toEqual([step, 0]);
    expect(restored.stdout).toContain(isTagged ? 'as before the drill of' : 'nothing to restore');
    await expectAsBefore(zone, before);
    if (step === 'invert') {
      expect((await drill(stage, zone, ['--restore'])).stdout).toContain('nothing to restore');
      await expectAsBefore(zone, before);
    }
  }

  test('while the answer to each call that changes something is on its way', async () => {
    await Promise.all([1, 2, 3, 4].map(killedAtChange));
  });

  async function killedAtChange(last: number): Promise<void> {
    const zone = await stage.zone();
    const before = await zone.state();
    let count = 0;
    const running: { child?: Started['child'] } = {};
    const proxy = await stage.proxied((call): Fate => {
      count += changes(call) ? 1 : 0;
      if (!changes(call) || count < last) {
        return 'answered';
      }
      running.child?.kill('SIGKILL');
      return 'answer lost';
    });
    const started = start(stage, zone, ['--yes'], { endpoint: proxy.endpoint });
    running.child = started.child;
    expect(await started.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(count).toBe(last);
    expect((await drill(stage, zone, ['--restore'])).status).toBe(0);
    await expectAsBefore(zone, before);
  }
});

describe('interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s it puts the health check back first, and ends with its status', async (signal, status) => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { child, ended } = await inverted(stage, zone);
    child.kill(signal);
    expect(await ended).toMatchObject({ status, stdout: '' });
    await expectAsBefore(zone, before);
  });

  test('before anything has changed it changes nothing', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { child, ended, said } = start(stage, zone, ['--yes']);
    await said('whether the site could fail over now');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130 });
    expect(await zone.state()).toEqual(before);
  });

  test('with nobody left to tell: the terminal is closed', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { child, ended } = await inverted(stage, zone);
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill('SIGHUP');
    expect(await ended).toMatchObject({ status: 129 });
    await expectAsBefore(zone, before);
  });

  test('a second time, while the network is down: it says so, and goes on until the network is back', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    let isDown = false;
    const proxy = await stage.proxied(() => (isDown ? 'never arrives' : 'answered'));
    const { child, ended, said } = await inverted(stage, zone, [], { endpoint: proxy.endpoint });
    isDown = true;
    child.kill('SIGINT');
    await said('the health check is not back yet');
    child.kill('SIGINT');
    await said('that is not interrupted');
    expect(await zone.state()).toMatchObject({ inverted: true });
    isDown = false;
    const { status, stderr } = await ended;
    expect(status).toBe(130);
    expect(stderr).toContain(`aws route53 update-health-check --health-check-id ${zone.healthCheckId} --no-inverted`);
    expect(stderr).toContain('were it killed, npm run drill -- --restore --site example.com would finish it');
    await expectAsBefore(zone, before);
  });
});

describe('--restore', () => {
  test('leaves an inversion by nobody knows whom alone, unless told so in as many words', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    await zone.change({ Inverted: true });
    const refused = await drill(stage, zone, ['--restore', '--yes']);
    expect(refused.stderr).toMatch(
      /is inverted, and no drill left word of it: .*--restore --even-without-intent --site example\.com/,
    );
    expect(refused.status).toBe(2);
    expect(await zone.state()).toMatchObject({ inverted: true });
    expect(await drill(stage, zone, ['--restore', '--even-without-intent'])).toMatchObject({ status: 0 });
    await expectAsBefore(zone, before);
  });

  test('of a drill that sleeps: it wakes up to an inversion on purpose, and leaves it', async () => {
    const zone = await stage.zone();
    const { child, ended } = await inverted(stage, zone);
    child.kill('SIGSTOP');
    expect((await drill(stage, zone, ['--restore'])).status).toBe(0);
    await zone.change({ Inverted: true });
    const before = await zone.state();
    child.kill('SIGCONT');
    child.kill('SIGINT');
    const { status, stderr } = await ended;
    expect(stderr).toContain(
      'somebody put the health check back while the drill was under way: it is left as it is now',
    );
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test('takes the health check by its id when the records are of no use', async () => {
    const [zone, other] = await Promise.all([stage.zone(), stage.zone()]);
    const before = await zone.state();
    await drill(stage, zone, ['--yes'], { killAfter: 'invert' });
    expect((await drill(stage, other, ['--restore', '--health-check', zone.healthCheckId])).status).toBe(0);
    await expectAsBefore(zone, before);
  });
});
