import { PutMetricDataCommand, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { REPLICATION_RULE_ID } from '../../lib/config/names';
import { INTENT_TAG } from '../../lib/operate/drill/intent';
import type { DrillReport } from '../../lib/operate/drill/report';
import { STEPS } from '../../lib/operate/drill/steps';
import { readResults } from '../../lib/report/results/read';
import { exampleSite } from '../helpers';
import { drill, killAll, start, type ChildOptions, type Ended, type Started } from './drill/child';
import { changes, Proxy, type Fate } from './drill/proxy';
import { DOMAIN, settings, Stage } from './drill/stage';
import type { ZoneDouble } from './drill/zone-double';
import { STATE } from './paths';

let stage: Stage;
const proxies: Proxy[] = [];

beforeAll(async () => {
  stage = await Stage.start();
}, 60_000);

afterAll(async () => {
  killAll();
  proxies.forEach((proxy) => proxy.stop());
  await stage.stop();
});

async function proxied(...[fateOf]: [Parameters<typeof Proxy.start>[1]]): Promise<Proxy> {
  const proxy = await Proxy.start(stage.moto.endpoint, fateOf);
  proxies.push(proxy);
  return proxy;
}

type State = Awaited<ReturnType<ZoneDouble['state']>>;

/** Everything about a health check but how often it was changed. */
function setting({ version, ...state }: State): Omit<State, 'version'> {
  expect(version).toBeGreaterThan(0);
  return state;
}

async function expectAsBefore(zone: ZoneDouble, before: State): Promise<void> {
  expect(setting(await zone.state())).toEqual(setting(before));
}

/** Starts a drill and waits until the health check is inverted. */
async function inverted(zone: ZoneDouble, args: string[] = [], options: ChildOptions = {}): Promise<Started> {
  const started = start(stage, zone, ['--yes', ...args], options);
  await started.said('visitors move to the secondary');
  expect(await zone.state()).toMatchObject({ inverted: true });
  return started;
}

describe('a drill', () => {
  const picture = path.join(os.tmpdir(), `drill-${process.pid}.svg`);
  // stays there: what is recorded for the test of the report is a copy
  const results = path.join(STATE, 'drill/results');
  let zone: ZoneDouble;
  let before: State;
  let ended: Ended;
  let report: DrillReport;

  beforeAll(async () => {
    fs.rmSync(results, { recursive: true, force: true });
    zone = await stage.zone();
    before = await zone.state();
    const args = ['--yes', '--json', '--hold', '30s', '--objective', '2m', '--picture', picture, '--results', results];
    ended = await drill(stage, zone, args, { timed: true });
    report = JSON.parse(ended.stdout) as DrillReport;
  });

  afterAll(() => fs.rmSync(picture, { force: true }));

  test('keeps its promises on a site as it should be, and its objective', () => {
    expect(report.figures.filter(({ kept }) => !kept)).toEqual([]);
    expect(ended.status).toBe(0);
    expect(report).toMatchObject({ version: 1, site: DOMAIN, kept: true, objective: 120_000, hold: 30_000 });
  });

  test('moves every name server and every visitor, and back', () => {
    const { answers, visitors, health } = report.timeline;
    const names = [...new Set(answers.map(({ name }) => name))];
    expect(names).toHaveLength(4);
    for (const server of names) {
      const to = answers.filter(({ name }) => name === server).map((answer) => answer.to);
      expect(to).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
    }
    for (const visitor of visitors.filter(({ name }) => name !== 'HTTPS')) {
      const sides = visitor.requests.map(({ by }) => by);
      expect(sides.filter((side, index) => side !== sides[index - 1])).toEqual(['PRIMARY', 'SECONDARY', 'PRIMARY']);
    }
    const refused = visitors.find(({ name }) => name === 'HTTPS')?.requests.filter(({ ok }) => !ok) ?? [];
    expect(new Set(refused.map(({ what, by }) => `${by} ${what}`))).toEqual(new Set(['SECONDARY ECONNREFUSED']));
    expect(health.map(({ healthy }) => healthy).filter((one, index, all) => one !== all[index - 1])).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('leaves the health check as it was, changed twice and nothing else', async () => {
    expect(await zone.state()).toEqual({ ...before, version: before.version + 2 });
  });

  test('draws its timeline, and says what visitors will notice before', () => {
    expect(fs.readFileSync(picture, 'utf8')).toContain('<title id="title">Drill of example.com</title>');
    expect(ended.stderr).toContain('HTTPS: refused for about 2 min');
  });

  test('is kept for the report', () => {
    expect(readResults(results, DOMAIN).drills).toMatchObject([{ ended: 'finished', result: report }]);
  });
});

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
    const proxy = await proxied((call): Fate => {
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
    const { child, ended } = await inverted(zone);
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
    const { child, ended } = await inverted(zone);
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
    const proxy = await proxied(() => (isDown ? 'never arrives' : 'answered'));
    const { child, ended, said } = await inverted(zone, [], { endpoint: proxy.endpoint });
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

test('a reader who has gone stops no drill: standard output and error are closed', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  const { child, ended } = await inverted(zone);
  child.stdout?.destroy();
  child.stderr?.destroy();
  // it went through to its end: 2 would say that it did not
  expect([0, 1]).toContain((await ended).status);
  await expectAsBefore(zone, before);
});

describe('two drills at once', () => {
  test('the second refuses, and says whose is the first', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { child, ended } = await inverted(zone, ['--hold', '1h']);
    const second = await drill(stage, zone, ['--yes']);
    expect(second).toMatchObject({ status: 2, stdout: '' });
    expect(second.stderr).toMatch(/began a drill at .* that is not finished: .*--restore/);
    expect(await zone.state()).toMatchObject({ inverted: true });
    child.kill('SIGINT');
    await ended;
    await expectAsBefore(zone, before);
  });

  test.each(['/tags/healthcheck/', '/healthcheck/'])(
    'that come to their first POST of %s at the same moment: one goes on',
    async (which) => {
      const zone = await stage.zone();
      const before = await zone.state();
      const waiting: (() => void)[] = [];
      let isOpen = false;
      const proxy = await proxied(async (call): Promise<Fate> => {
        if (!isOpen && call.method === 'POST' && call.path.startsWith(`/2013-04-01${which}`)) {
          await Promise.race([
            new Promise<void>((resolve) => {
              waiting.push(resolve);
              if (waiting.length === 2) {
                isOpen = true;
                waiting.forEach((go) => go());
              }
            }),
            // the other may have refused before it came here
            sleep(1_000),
          ]);
          isOpen = true;
        }
        return 'answered';
      });
      const drills = [1, 2].map(() => drill(stage, zone, ['--yes'], { endpoint: proxy.endpoint }));
      const ended = await Promise.all(drills);
      expect(ended.filter(({ status }) => status === 2)).toHaveLength(1);
      expect(ended.filter(({ stdout }) => stdout.includes('after the health check was inverted'))).toHaveLength(1);
      expect(ended.map(({ stderr }) => stderr).join('')).toMatch(/another drill|not finished|changed by somebody/);
      await expectAsBefore(zone, before);
    },
  );

  test('one that was restored by somebody else notices, and ends', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { ended } = await inverted(zone, ['--hold', '1h']);
    await sleep(500);
    const restored = await drill(stage, zone, ['--restore', '--json']);
    expect(JSON.parse(restored.stdout)).toMatchObject({ version: 1, wasInverted: true, isInverted: false });
    const { status, stderr } = await ended;
    expect(stderr).toContain('somebody put the health check back while the drill was under way');
    expect(status).toBe(2);
    await expectAsBefore(zone, before);
  });
});

test('calls that all fail once change nothing in the outcome, however they fail', async () => {
  const failures = ['throttled', 'server error', 'never arrives', 'answer lost'] as const;
  await Promise.all(
    failures.map(async (failure) => {
      const zone = await stage.zone();
      const before = await zone.state();
      const proxy = await proxied(({ attempt }) => (attempt === 1 ? failure : 'answered'));
      const { status, stdout, stderr } = await drill(stage, zone, ['--yes', '--json'], { endpoint: proxy.endpoint });
      expect([failure, status, stderr]).toEqual([
        failure,
        expect.not.stringMatching('2'),
        expect.stringContaining('everybody is back'),
      ]);
      const { answers } = (JSON.parse(stdout) as DrillReport).timeline;
      expect(new Set(answers.map(({ to }) => to))).toEqual(new Set(['PRIMARY', 'SECONDARY']));
      await expectAsBefore(zone, before);
      const failed = proxy.calls.filter(({ fate }) => fate === failure);
      expect(failed.filter(changes)).toHaveLength(4);
    }),
  );
});

test('a site that does not move is status 1, and is back', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  zone.follows = false;
  const { status, stdout, stderr } = await drill(stage, zone, ['--yes']);
  expect(stderr).toContain('visitors have not moved in time: taking them back');
  expect(stdout).toMatch(/DNS moved, every name server \[\d\] +never +0:30 {2}broken/);
  expect(status).toBe(1);
  await expectAsBefore(zone, before);
});

test('a picture that cannot be written in the end is told, and changes no status', async () => {
  const zone = await stage.zone();
  const before = await zone.state();
  // of Linux: it can be opened, and takes nothing
  const args = ['--yes', '--picture', '/dev/full'];
  const { status, stdout, stderr } = await drill(stage, zone, args, { timed: true });
  expect(stderr).toContain('the timeline could not be drawn: ENOSPC');
  expect([status, stdout]).toEqual([0, expect.stringContaining('every promise kept')]);
  await expectAsBefore(zone, before);
});

test('a slower result than the objective is status 1', async () => {
  const zone = await stage.zone();
  const { status, stdout } = await drill(stage, zone, ['--yes', '--objective', '70s'], { timed: true });
  expect(stdout).toMatch(/objective: every resolver moved +1:\d\d +1:10 {2}broken/);
  expect(status).toBe(1);
});

describe('it does not start', () => {
  const site = exampleSite();
  const unchanged = () => Promise.resolve();

  /** What is wrong, how it is mended again, and what it says. */
  const REFUSALS: Record<string, [(zone: ZoneDouble) => Promise<() => Promise<unknown>>, RegExp]> = {
    'while a drill is unfinished': [
      async (zone) => {
        await zone.tag(INTENT_TAG, 'id=1 restore=not-inverted version=1 since=2026-11-25T12:00:00.000Z by=ops@laptop');
        return unchanged;
      },
      /ops@laptop began a drill at 2026-11-25T12:00:00.000Z that is not finished: .*npm run drill -- --restore --site example\.com/,
    ],
    'while the health check is inverted': [
      async (zone) => {
        await zone.change({ Inverted: true });
        return unchanged;
      },
      /is inverted already, by no drill: .*--no-inverted/,
    ],
    'while the health check is disabled': [
      async (zone) => {
        await zone.change({ Disabled: true });
        return unchanged;
      },
      /is disabled, so that nothing can fail over: .*--no-disabled/,
    ],
    'while DNS answers the secondary': [
      async (zone) => {
        await zone.change({ Inverted: true });
        await zone.follow(sleep(200));
        zone.follows = false;
        await zone.change({ Inverted: false });
        return unchanged;
      },
      /every name server of the zone must answer the primary for example\.com, got: ns-\S+ SECONDARY, ns-/,
    ],
    'while the primary fails': [
      async () => {
        const s3 = stage.deployed.regions.get(site.primaryRegion);
        await s3?.lose('unavailable');
        return async () => s3?.restore();
      },
      /the primary must answer http:\/\/example\.com\/ with 200, got: 50\d/,
    ],
    'while the secondary fails': [
      async () => {
        const s3 = stage.deployed.regions.get(site.secondaryRegion);
        await s3?.lose('unavailable');
        return async () => s3?.restore();
      },
      /the secondary \(s3-website-us-west-2\.amazonaws\.com\) must answer http:\/\/example\.com\/ with 200, got: 503/,
    ],
    'while the secondary shows another page': [
      () => {
        const bucket = stage.deployed.buckets.find(({ name }) => name === DOMAIN);
        const page = bucket?.objects.get('index.html');
        bucket?.replicate({ key: 'index.html', object: page && { ...page, body: Buffer.from('old') } });
        return Promise.resolve(() => Promise.resolve(bucket?.replicate({ key: 'index.html', object: page })));
      },
      /the home page must be the same on both sides, got: \d+ bytes of the primary and 3 other bytes/,
    ],
    'while something waits to be replicated': [
      async () => {
        await pending(3, new Date(Date.now() - 300_000));
        return () => pending(0, new Date());
      },
      /replication must have caught up, got: OperationsPendingReplication 3; wait/,
    ],
    'while the secondary lacks an object': [
      async () => {
        const s3 = stage.s3(site.secondaryRegion);
        await s3.send(new DeleteObjectCommand({ Bucket: DOMAIN, Key: '404.html' }));
        const Body = stage.deployed.buckets.find(({ name }) => name === DOMAIN)?.objects.get('404.html')?.body;
        return () => s3.send(new PutObjectCommand({ Bucket: DOMAIN, Key: '404.html', Body }));
      },
      /the secondary must hold what the primary holds, got: 1 missing or other objects, such as 404\.html; .*parity/,
    ],
  };

  async function pending(Value: number, Timestamp: Date): Promise<void> {
    const cloudWatch = new CloudWatchClient({ ...settings(stage.moto.endpoint), region: site.secondaryRegion });
    const Dimensions = [
      { Name: 'SourceBucket', Value: site.primaryBucketName },
      { Name: 'DestinationBucket', Value: DOMAIN },
      { Name: 'RuleId', Value: REPLICATION_RULE_ID },
    ];
    const MetricData = [{ MetricName: 'OperationsPendingReplication', Dimensions, Value, Timestamp }];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'AWS/S3', MetricData }));
  }

  test.each(Object.keys(REFUSALS))('%s', async (name) => {
    const [break_, why] = REFUSALS[name] ?? [];
    const zone = await stage.zone();
    const mend = await break_?.(zone);
    const before = await zone.state();
    const { status, stderr } = await drill(stage, zone, ['--yes']).finally(() => mend?.());
    expect(stderr).toMatch(why ?? /./);
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test('while too few checkers get through', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const observation = (status: string) =>
      `<HealthCheckObservation><Region>us-east-1</Region><StatusReport><Status>${status}</Status></StatusReport></HealthCheckObservation>`;
    const seen = [...Array<string>(15).fill('Failure: HTTP Status Code 403'), 'Success: HTTP Status Code 200, OK'];
    const body =
      '<?xml version="1.0"?><GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
      `<HealthCheckObservations>${seen.map(observation).join('')}</HealthCheckObservations></GetHealthCheckStatusResponse>`;
    const proxy = await proxied((call) => (call.path.endsWith('/status') ? { status: 200, body } : 'answered'));
    const { status, stderr } = await drill(stage, zone, ['--yes'], { endpoint: proxy.endpoint });
    expect(stderr).toMatch(/1 of 16 health checkers get through to the primary, and it takes more than 18 %/);
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test('when nobody is there to consent, and --yes is not given', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    const { status, stderr } = await drill(stage, zone, []);
    expect(stderr).toBe('somebody must be there to consent to a drill: run it on a terminal, or give --yes\n');
    expect(status).toBe(2);
    expect(await zone.state()).toEqual(before);
  });

  test.each([
    ['example.org', 2, /what is typed must be example\.com, got: example\.org; nothing was changed/],
    ['example.com', 0, /every promise kept/],
  ])('unless the domain name is typed: %s is status %i', async (typed, status, says) => {
    const zone = await stage.zone();
    const before = await zone.state();
    const ended = await drill(stage, zone, [], { typed, timed: true });
    expect(ended.stdout).toMatch(says);
    expect(ended.status).toBe(status);
    await expectAsBefore(zone, before);
  });

  test('--preflight only says whether it would', async () => {
    const zone = await stage.zone();
    const before = await zone.state();
    expect(await drill(stage, zone, ['--preflight'])).toMatchObject({ status: 0 });
    expect(await zone.state()).toEqual(before);
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
    const { child, ended } = await inverted(zone);
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
