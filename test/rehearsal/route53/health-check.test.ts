import { Clock } from '../../../lib/rehearsal/clock';
import type { Request, Response } from '../../../lib/rehearsal/http/exchange';
import { Checker } from '../../../lib/rehearsal/route53/checker';
import { HealthCheck, type Probe } from '../../../lib/rehearsal/route53/health-check';
import { all, set, type Change } from '../../rules/mutable-app';
import { changed, CHECK } from './example';

const setting = (name: string, value: unknown): Change => set(CHECK, `HealthCheckConfig.${name}`, value);
const NONE: Change = () => undefined;
const answering = (status: number, body = ''): Response => ({ status, headers: {}, body: Buffer.from(body) });

function check(probe: Probe, change = NONE, clock = new Clock(1000, 0)): HealthCheck {
  const [resource] = changed(change).all('AWS::Route53::HealthCheck');
  if (!resource) {
    throw new Error('no health check');
  }
  return new HealthCheck(resource, clock, probe);
}

/** Lets a health check ask for so many rehearsed seconds, and says what it makes of it. */
async function after(seconds: number, probe: Probe, change?: Change): Promise<HealthCheck> {
  const clock = new Clock(300, 0);
  const checked = check(probe, change, clock);
  const stop = new AbortController();
  const asking = checked.start(stop.signal);
  await clock.sleep(seconds * 1000);
  stop.abort();
  await asking;
  return checked;
}

describe('a checker', () => {
  test.each([
    ['stays healthy after two failures of three', 'FF', true],
    ['is unhealthy after three', 'FFF', false],
    ['counts failures in a row only', 'FFPFF', true],
    ['counts no success as a failure', 'PPF', true],
    ['stays unhealthy after two answers', 'FFFPP', false],
    ['is healthy again after three', 'FFFPPP', true],
    ['counts answers in a row only', 'FFFPPFPP', false],
  ])('%s', (_, answers, healthy) => {
    const checker = new Checker('us-east-1', '192.0.2.1', 3);
    [...answers].forEach((answer) => checker.hear(answer === 'P'));
    expect(checker.isHealthy).toBe(healthy);
  });
});

describe('a health check', () => {
  test('is healthy at first, by 16 checkers', () => {
    const { isHealthy, healthyCheckers, checkers } = check(() => Promise.reject(new Error('lost')));
    expect({ isHealthy, healthyCheckers, count: checkers.length }).toEqual({
      isHealthy: true,
      healthyCheckers: 16,
      count: 16,
    });
  });

  test.each([
    [3, true],
    [2, false],
  ])('with %i of 16 checkers that get through has isHealthy: %s', async (count, healthy) => {
    const through = new Set(
      check(() => Promise.reject(new Error()))
        .checkers.slice(0, count)
        .map((c) => c.sourceIp),
    );
    const probe: Probe = ({ caller }) => Promise.resolve(answering(through.has(caller.sourceIp) ? 200 : 403));
    const checked = await after(25, probe, setting('FailureThreshold', 1));
    expect([checked.healthyCheckers, checked.isHealthy]).toEqual([count, healthy]);
  });

  test('asks from each checker at the interval, spread over it', async () => {
    const clock = new Clock(100, 0);
    const stop = new AbortController();
    const asked: { request: Request; at: number }[] = [];
    const probe: Probe = (request) => {
      asked.push({ request, at: clock.now });
      if (asked.length === 32) {
        stop.abort();
      }
      return Promise.resolve(answering(200));
    };
    const start = clock.now;
    await check(probe, NONE, clock).start(stop.signal);
    const sources = asked.map(({ request }) => request.caller.sourceIp);
    expect(new Set(sources.slice(0, 16)).size).toBe(16);
    // on a busy machine, one more may be asking already when it stops
    expect(sources.slice(16, 32)).toEqual(sources.slice(0, 16));
    expect(asked[0]?.request).toMatchObject({
      method: 'GET',
      host: 'example-com-123456789012-2faa2fac.s3.us-east-2.amazonaws.com',
      path: '/health.txt',
      caller: { sourceIp: '54.243.31.193', secure: true },
    });
    // timers may be a millisecond early, and as late as they like
    const early = asked.map(({ at }, index) => start + index * 625 - at);
    expect(Math.max(...early)).toBeLessThan(200);
  });

  test('asks over HTTP where it is told to', async () => {
    const probe = jest.fn<ReturnType<Probe>, Parameters<Probe>>(() => Promise.resolve(answering(200)));
    await after(1, probe, all(setting('Type', 'HTTP'), setting('Port', 80)));
    expect(probe.mock.calls[0]?.[0].caller.secure).toBe(false);
  });

  test('gives the connection 4 seconds and the answer 2', async () => {
    const probe = jest.fn<ReturnType<Probe>, Parameters<Probe>>(() => Promise.resolve(answering(200)));
    await after(1, probe);
    expect(probe.mock.calls[0]?.[1]).toEqual({ connect: 4000, response: 2000 });
  });

  test('tells of its changes, both ways', async () => {
    const clock = new Clock(300, 0);
    let status = 503;
    const checked = check(() => Promise.resolve(answering(status)), undefined, clock);
    const changes: [boolean, number][] = [];
    const counts: number[] = [];
    const stop = new AbortController();
    checked.on('change', (...change) => changes.push(change));
    checked.on('checkers', (count) => {
      counts.push(count);
      status = count === 0 ? 200 : status;
      if (count === 16) {
        stop.abort();
      }
    });
    await checked.start(stop.signal);
    expect(changes).toEqual([
      [false, 2],
      [true, 3],
    ]);
    const down = Array.from({ length: 16 }, (_, index) => 15 - index);
    expect(counts).toEqual([...down, ...down.map((count) => 16 - count)]);
  });

  test.each<[string, boolean, Probe, Change]>([
    ['a status of 301', true, () => Promise.resolve(answering(301)), NONE],
    ['a status of 404', false, () => Promise.resolve(answering(404)), NONE],
    ['a lost connection', false, () => Promise.reject(new Error('ECONNREFUSED')), NONE],
    ['no answer in time', false, () => new Promise(() => undefined), NONE],
    ['a failure, inverted', true, () => Promise.resolve(answering(503)), setting('Inverted', true)],
    ['a success, inverted', false, () => Promise.resolve(answering(200)), setting('Inverted', true)],
  ])('by %s has isHealthy: %s', async (_, healthy, probe, change) => {
    const checked = await after(32, probe, all(setting('FailureThreshold', 1), change));
    expect(checked.isHealthy).toBe(healthy);
  });

  test.each([
    ['that is there', 200, 'all is OK', true],
    ['in other letters', 200, 'all is ok', false],
    ['that ends at byte 5,120', 200, 'x'.repeat(5118) + 'OK', true],
    ['that ends after byte 5,120', 200, 'x'.repeat(5119) + 'OK', false],
    ['of an error', 500, 'OK', false],
  ])('looks for a text: one %s', async (_, status, body, healthy) => {
    const match = all(
      setting('Type', 'HTTPS_STR_MATCH'),
      setting('SearchString', 'OK'),
      setting('FailureThreshold', 1),
    );
    expect((await after(25, () => Promise.resolve(answering(status, body)), match)).isHealthy).toBe(healthy);
  });

  test.each([
    [1_999, true],
    [2_000, false],
  ])('with an answer that waits %i ms for what is lost has isHealthy: %s', async (milliseconds, healthy) => {
    const checked = check(({ caller: { wait } }) => {
      if (wait) {
        wait.milliseconds += milliseconds;
      }
      return Promise.resolve(answering(200));
    });
    await checked.settle();
    expect(checked.isHealthy).toBe(healthy);
  });

  test('has checkers in the Regions that it names', () => {
    const regions = ['us-east-1', 'eu-west-1', 'sa-east-1'];
    const { checkers } = check(() => Promise.reject(new Error()), setting('Regions', regions));
    expect(checkers.map(({ region }) => region)).toEqual(regions.flatMap((region) => [region, region]));
  });

  test.each([
    ['Type', 'CALCULATED'],
    ['Type', 'CLOUDWATCH_METRIC'],
    ['Type', 'TCP'],
    ['IPAddress', '192.0.2.1'],
    ['Disabled', true],
    ['SearchString', 'OK'],
    ['FullyQualifiedDomainName', ''],
    ['Port', 8443],
    ['ResourcePath', 'health.txt'],
    ['RequestInterval', 20],
    ['FailureThreshold', 11],
    ['Regions', ['us-east-1', 'us-west-1']],
    ['Regions', ['us-east-1', 'us-west-1', 'eu-central-1']],
  ])('does not understand %s: %p', (name, value) => {
    expect(() => check(() => Promise.reject(new Error()), setting(name, value))).toThrow(
      `the rehearsal does not understand Properties.HealthCheckConfig.${name}`,
    );
  });
});
