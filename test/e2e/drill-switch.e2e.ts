import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SWITCH_KEY } from '../../lib/config/names';
import type { DrillReport } from '../../lib/operate/drill/report';
import { SWITCH_STEPS } from '../../lib/operate/drill/steps';
import { markOf } from '../../lib/operate/switch/mark';
import { drill, start, type ChildOptions, type Started } from './drill/child';
import { changes, type Call, type Fate } from './drill/proxy';
import { DOMAIN, Stage } from './drill/stage';
import type { ZoneDouble } from './drill/zone-double';

let stage: Stage;
let zone: ZoneDouble;

beforeAll(async () => {
  stage = await Stage.start('drill-switch');
  await stage.withVersions();
  zone = await stage.zone(async () => (await stage.switchBody()) !== undefined);
}, 60_000);

afterAll(async () => {
  await stage.stop();
});

/** moto says of every check that all get through: of the switch they do while it is engaged. */
async function proxied(fateOf: (call: Call) => Fate | Promise<Fate> = () => 'answered'): Promise<ChildOptions> {
  const proxy = await stage.proxied(async (call): Promise<Fate> => {
    const isStatusOfSwitch = call.path.endsWith(`/healthcheck/${zone.switchCheckId}/status`);
    if (isStatusOfSwitch && (await stage.switchBody()) === undefined) {
      return { status: 200, body: statusOf('Failure: HTTP Status Code 403, Forbidden') };
    }
    return fateOf(call);
  });
  return { endpoint: proxy.endpoint };
}

function statusOf(status: string): string {
  const observation = `<HealthCheckObservation><StatusReport><Status>${status}</Status></StatusReport></HealthCheckObservation>`;
  return (
    '<?xml version="1.0"?><GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
    `<HealthCheckObservations>${observation.repeat(16)}</HealthCheckObservations></GetHealthCheckStatusResponse>`
  );
}

/** Starts a drill and waits until the switch is engaged. */
async function engaged(args: string[] = []): Promise<Started> {
  const started = start(stage, zone, ['--yes', ...args], await proxied());
  await started.said('visitors move to the secondary');
  expect(markOf((await stage.switchBody()) ?? '')).toMatchObject({ kind: 'drill' });
  return started;
}

async function byHand(): Promise<void> {
  const object = { Bucket: DOMAIN, Key: SWITCH_KEY, Body: 'by hand' };
  await stage.s3('us-west-2').send(new PutObjectCommand(object));
}

test('a drill by the switch moves every name server and every visitor, keeps its promises, and leaves nothing', async () => {
  const before = await zone.state();
  const args = ['--yes', '--json', '--hold', '30s'];
  const { status, stdout, stderr } = await drill(stage, zone, args, { ...(await proxied()), timed: true });
  expect([status, stderr]).toEqual([0, expect.stringContaining('everybody is back at the primary')]);
  const { lever, kept, timeline, figures } = JSON.parse(stdout) as DrillReport;
  expect(figures.filter((figure) => !figure.kept)).toEqual([]);
  expect([lever, kept]).toEqual(['switch', true]);
  for (const server of new Set(timeline.answers.map(({ name }) => name))) {
    const to = timeline.answers.filter(({ name }) => name === server).map((answer) => answer.to);
    expect(to).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
  }
  const verdicts = timeline.health.map(({ healthy }) => healthy);
  expect(verdicts.filter((one, index) => one !== verdicts[index - 1])).toEqual([true, false, true]);
  expect(await stage.switchBody()).toBeUndefined();
  // no health check was touched
  expect(await zone.state()).toEqual(before);
});

test('killed after each of its steps: --restore releases the switch, from anywhere, and again', async () => {
  // one site has one switch
  for (const { id: step } of SWITCH_STEPS) {
    const { signal, stderr } = await drill(stage, zone, ['--yes'], { ...(await proxied()), killAfter: step });
    expect({ step, signal, stderr }).toMatchObject({ step, signal: 'SIGKILL' });
    const isEngaged = ['engage', 'move', 'hold'].includes(step);
    expect([step, (await stage.switchBody()) !== undefined]).toEqual([step, isEngaged]);
    const restored = await drill(stage, zone, ['--restore']);
    expect([step, restored.status]).toEqual([step, 0]);
    expect(restored.stdout).toContain(isEngaged ? 'as before the drill of' : 'nothing to restore');
    expect(await stage.switchBody()).toBeUndefined();
    await settled();
  }
  expect((await drill(stage, zone, ['--restore'])).stdout).toContain('nothing to restore');
});

test('killed while the answer to each call that changes something is on its way', async () => {
  for (const last of [1, 2]) {
    let count = 0;
    const running: { child?: Started['child'] } = {};
    const options = await proxied((call): Fate => {
      count += changes(call) ? 1 : 0;
      if (!changes(call) || count < last) {
        return 'answered';
      }
      running.child?.kill('SIGKILL');
      return 'answer lost';
    });
    const started = start(stage, zone, ['--yes'], options);
    running.child = started.child;
    expect(await started.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(count).toBe(last);
    expect((await drill(stage, zone, ['--restore'])).status).toBe(0);
    expect(await stage.switchBody()).toBeUndefined();
    await settled();
  }
});

test('interrupted, it releases the switch first', async () => {
  const { child, ended } = await engaged();
  child.kill('SIGINT');
  const { status, stderr } = await ended;
  expect([status, stderr]).toEqual([130, expect.stringContaining('interrupted; the switch is as it was')]);
  expect(await stage.switchBody()).toBeUndefined();
  await settled();
});

test('a second operator is refused, and told whose the drill is', async () => {
  const { child, ended } = await engaged(['--hold', '1h']);
  const second = await drill(stage, zone, ['--yes'], await proxied());
  expect(second).toMatchObject({ status: 2, stdout: '' });
  expect(second.stderr).toMatch(/began a drill at .* that is not finished: .*--restore/);
  expect(markOf((await stage.switchBody()) ?? '')).toMatchObject({ kind: 'drill' });
  child.kill('SIGINT');
  await ended;
  await settled();
});

test('an operator who engages the switch meanwhile keeps it: the drill notices and ends', async () => {
  const { ended } = await engaged(['--hold', '1h']);
  await byHand();
  const { status, stderr } = await ended;
  expect(stderr).toContain('somebody released the switch while the drill was under way, or took it over');
  expect([status, await stage.switchBody()]).toEqual([2, 'by hand']);
  const refused = await drill(stage, zone, ['--restore']);
  expect([refused.status, refused.stderr]).toEqual([
    2,
    expect.stringContaining('npm run release -- --site example.com'),
  ]);
  expect((await drill(stage, zone, ['--yes'], await proxied())).stderr).toContain('held at the secondary on purpose');
  expect((await drill(stage, zone, ['--restore', '--even-without-intent'])).status).toBe(0);
  expect(await stage.switchBody()).toBeUndefined();
  await settled();
});

test.each(['throttled', 'server error', 'never arrives', 'answer lost'] as const)(
  'calls that all fail once (%s) change nothing in the outcome',
  async (failure) => {
    const options = await proxied(({ attempt }) => (attempt === 1 ? failure : 'answered'));
    const { status, stderr } = await drill(stage, zone, ['--yes'], options);
    expect(stderr).toContain('everybody is back');
    expect([0, 1]).toContain(status);
    expect(await stage.switchBody()).toBeUndefined();
  },
);

/** Until the name servers answer the primary again. */
async function settled(): Promise<void> {
  await zone.follow(new Promise((resolve) => setTimeout(resolve, 300)));
}
