import { once } from 'node:events';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../lib/rehearsal/clock';
import { ask } from '../../lib/rehearsal/http/ask';
import { Listener } from '../../lib/rehearsal/http/listener';
import { DnsServer } from '../../lib/rehearsal/route53/dns-server';
import { HealthCheck } from '../../lib/rehearsal/route53/health-check';
import { changed, CHECK, withRecord, zoneOf } from '../rehearsal/route53/example';
import { set } from '../rules/mutable-app';
import { dig } from './name-servers/dig';
import { Gdnsd } from './name-servers/gdnsd';
import { resolver, seconds, Watcher } from './name-servers/watcher';

/** The double of Route 53, beside software by others. */

const NAME = 'example.com';

describe('over an outage', () => {
  /** Seconds: the shortest interval that gdnsd is good for, and the double's 10 at its speed. */
  const INTERVAL = 2;
  const THRESHOLD = 3;
  const SPEED = 10 / INTERVAL;

  /** In time for whoever counts right. */
  const LIMIT = (THRESHOLD + 2) * INTERVAL;

  /** The double's as `zoneOf` has them; gdnsd asks at those that it answers. */
  const SIDES = {
    gdnsd: ['127.0.0.1', '127.0.0.2'],
    double: ['192.0.2.1', '192.0.2.2'],
  } as const;

  const ends: (() => unknown)[] = [];
  let status = 200;
  let lastAsked = 0;
  const endpoint = new Listener(({ headers }) => {
    lastAsked = headers['user-agent'] === 'gdnsd-monitor' ? seconds() : lastAsked;
    return { status, headers: {}, body: Buffer.alloc(0) };
  });

  afterAll(async () => {
    for (const end of ends.reverse()) {
      await end();
    }
  });

  /** Lets the endpoint answer otherwise, half-way between two requests of gdnsd: chance decides nothing. */
  async function answer(other: number): Promise<number> {
    const before = lastAsked;
    for (const end = seconds() + 2 * INTERVAL; lastAsked === before; await sleep(5)) {
      if (seconds() > end) {
        throw new Error('gdnsd asks no more');
      }
    }
    await sleep((INTERVAL / 2) * 1000);
    status = other;
    return seconds();
  }

  async function startDouble(): Promise<[port: number, check: HealthCheck]> {
    const assembly = changed(
      set(CHECK, 'HealthCheckConfig.RequestInterval', INTERVAL * SPEED),
      set(CHECK, 'HealthCheckConfig.FailureThreshold', THRESHOLD),
    );
    const [resource] = assembly.all('AWS::Route53::HealthCheck');
    if (!resource) {
      throw new Error('no health check');
    }
    const clock = new Clock(SPEED);
    const check = new HealthCheck(resource, clock, (...probe) => ask(endpoint, ...probe, clock));
    const stop = new AbortController();
    const asking = check.start(stop.signal);
    ends.push(async () => {
      stop.abort();
      await asking;
    });
    const server = new DnsServer(zoneOf(assembly, () => check.isHealthy));
    await server.start();
    ends.push(() => server.stop());
    return [server.port, check];
  }

  async function startGdnsd({ host, path: file }: { host: string; path: string }): Promise<number> {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'gdnsd-'));
    ends.push(() => fs.rmSync(directory, { recursive: true }));
    const [primary, secondary] = SIDES.gdnsd;
    const standby = http.createServer((_, response) => response.end()).listen(endpoint.port, secondary);
    await once(standby, 'listening');
    ends.push(() => new Promise((done) => standby.close(done)));
    // a port that is free for both protocols
    const free = new DnsServer({ answer: () => ({ status: 'REFUSED', answers: [], authorities: [] }) });
    await free.start();
    await free.stop();
    const check = { port: endpoint.port, host, path: file, interval: INTERVAL, threshold: THRESHOLD };
    const gdnsd = await Gdnsd.start({ directory, port: free.port, name: NAME, primary, secondary, check });
    ends.push(() => gdnsd.stop());
    return free.port;
  }

  test('gdnsd and the double move within an interval of each other, both ways', async () => {
    await endpoint.start();
    ends.push(() => endpoint.stop());
    const [port, { settings }] = await startDouble();
    const watchers = { gdnsd: new Watcher(await startGdnsd(settings), NAME), double: new Watcher(port, NAME) };
    const sides = ['gdnsd', 'double'] as const;
    ends.push(...sides.map((side) => () => watchers[side].stop()));
    const bothAt = (index: 0 | 1) => Promise.all(sides.map((side) => watchers[side].until(SIDES[side][index], LIMIT)));
    await bothAt(0);

    // everybody fails twice, and nobody may move; then everybody succeeds, which has to be the end of it
    const short = await answer(503);
    await sleep((THRESHOLD - 0.8) * INTERVAL * 1000);
    status = 200;
    await sleep(1.2 * INTERVAL * 1000);
    const lost = await answer(503);
    await bothAt(1);
    const back = await answer(200);
    await bothAt(0);

    const since = (at: number) => (at - short).toFixed(2).padStart(6);
    const line = (side: (typeof sides)[number]) =>
      watchers[side].moves.slice(1).map(({ at, address }) => `${since(at)} s ${address}`);
    process.stderr.write(
      `\nthe endpoint  ${since(short)} s 503, back for the third request, ${since(lost)} s 503, ${since(back)} s 200\n` +
        sides.map((side) => `${side.padEnd(12)}  ${line(side).join(', ')}\n`).join(''),
    );
    for (const side of sides) {
      const [primary, secondary] = SIDES[side];
      expect(watchers[side].moves.map(({ address }) => address)).toEqual([primary, secondary, primary]);
    }
    const times = (side: (typeof sides)[number]) => watchers[side].moves.map(({ at }) => at);
    const apart = times('gdnsd').map((at, index) => Math.abs(at - Number(times('double')[index])));
    expect(Math.max(...apart.slice(1))).toBeLessThanOrEqual(INTERVAL);
  }, 60_000);
});

describe('the double', () => {
  const SOA = 'example.com. 900 IN SOA ns.rehearsal.invalid. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400';
  const SIX = { Name: 'six.example.com', Type: 'AAAA', TTL: 300, ResourceRecords: ['2001:db8::6'] };
  const TEXT = `"${'x'.repeat(200)}"`;
  const LONG = { Name: 'long.example.com', Type: 'TXT', TTL: 300, ResourceRecords: Array(9).fill(TEXT) };
  const longAnswers = Array(9).fill(`long.example.com. 300 IN TXT ${TEXT}`);
  let isHealthy = true;
  const server = new DnsServer(zoneOf(changed(withRecord('Six', SIX), withRecord('Long', LONG)), () => isHealthy));

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => {
    isHealthy = true;
  });

  /** What dig makes of a common answer. */
  const ANSWER = {
    status: 'NOERROR',
    flags: ['qr', 'aa'],
    protocol: 'UDP',
    edns: 'version: 0, flags:; udp: 1232',
    answers: [],
    authorities: [],
    remarks: [],
  };

  describe.each([
    ['UDP', '+notcp'],
    ['TCP', '+tcp'],
  ])('is read by dig over %s', (protocol, transport) => {
    test.each([
      ['example.com A', { answers: ['example.com. 60 IN A 192.0.2.1'] }],
      ['www.example.com A', { answers: ['www.example.com. 60 IN A 192.0.2.1'] }],
      ['eXAMPLE.cOM A', { answers: ['eXAMPLE.cOM. 60 IN A 192.0.2.1'] }],
      ['six.example.com AAAA', { answers: ['six.example.com. 300 IN AAAA 2001:db8::6'] }],
      ['example.com NS', { answers: ['example.com. 172800 IN NS ns.rehearsal.invalid.'] }],
      ['example.com SOA', { answers: [SOA] }],
      ['example.com AAAA', { authorities: [SOA] }],
      ['nothing.example.com A', { status: 'NXDOMAIN', authorities: [SOA] }],
      ['example.org A', { status: 'REFUSED', flags: ['qr'] }],
    ])('%s, with EDNS and without', async (question, expected) => {
      const ask = [...question.split(' '), transport];
      const answer = { ...ANSWER, protocol, ...expected };
      await expect(dig(server.port, ...ask)).resolves.toEqual(answer);
      await expect(dig(server.port, ...ask, '+noedns')).resolves.toEqual({ ...answer, edns: undefined });
    });
  });

  test('sends dig to TCP for what is too long for UDP', async () => {
    const question = ['long.example.com', 'TXT'];
    await expect(dig(server.port, ...question, '+ignore')).resolves.toEqual({ ...ANSWER, flags: ['qr', 'aa', 'tc'] });
    await expect(dig(server.port, ...question)).resolves.toEqual({
      ...ANSWER,
      protocol: 'TCP',
      answers: longAnswers,
      remarks: [';; Truncated, retrying in TCP mode.'],
    });
  });

  test('answers dig with the secondary as soon as the primary is unhealthy', async () => {
    isHealthy = false;
    const answers = ['example.com. 60 IN A 192.0.2.2'];
    await expect(dig(server.port, NAME, 'A')).resolves.toEqual({ ...ANSWER, answers });
    await expect(resolver(server.port).resolve4(NAME)).resolves.toEqual(['192.0.2.2']);
  });

  test("is read by Node's resolver alike", async () => {
    const node = resolver(server.port);
    const ttl = { ttl: true } as const;
    await expect(node.resolve4(NAME, ttl)).resolves.toEqual([{ address: '192.0.2.1', ttl: 60 }]);
    await expect(node.resolve4('www.example.com', ttl)).resolves.toEqual([{ address: '192.0.2.1', ttl: 60 }]);
    await expect(node.resolve6('six.example.com', ttl)).resolves.toEqual([{ address: '2001:db8::6', ttl: 300 }]);
    await expect(node.resolveNs(NAME)).resolves.toEqual(['ns.rehearsal.invalid']);
    await expect(node.resolveSoa(NAME)).resolves.toEqual({
      nsname: 'ns.rehearsal.invalid',
      hostmaster: 'awsdns-hostmaster.amazon.com',
      serial: 1,
      refresh: 7200,
      retry: 900,
      expire: 1209600,
      minttl: 86400,
    });
    await expect(node.resolveTxt('long.example.com')).resolves.toEqual(Array(9).fill(['x'.repeat(200)]));
    await expect(node.resolve6(NAME)).rejects.toMatchObject({ code: 'ENODATA' });
    await expect(node.resolve4('nothing.example.com')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await expect(node.resolve4('example.org')).rejects.toMatchObject({ code: 'EREFUSED' });
  });
});
