import {
  GetHealthCheckCommand,
  type GetHealthCheckCommandOutput,
  GetHealthCheckStatusCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { mockClient } from 'aws-sdk-client-mock';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../lib/operate/clock';
import { Aws } from '../../../lib/operate/aws';
import { healthCheckLever } from '../../../lib/operate/drill/health-check-lever';
import { visitorKindsOf } from '../../../lib/operate/drill/visitor-kinds';
import { Watch } from '../../../lib/operate/drill/watch';
import type { DnsResolver, Network } from '../../../lib/operate/network';
import { exampleSite } from '../../helpers';
import { NOWHERE } from '../loopback';

const route53 = mockClient(Route53Client);

afterEach(() => route53.reset());

const PRIMARY = { address: '198.51.100.1', ttl: 60 };
const SECONDARY = { address: '203.0.113.1', ttl: 5 };

/** What comes of each question in turn; the last one of all that follow. */
type Answers = readonly ((typeof PRIMARY)[] | 'lost')[];

/** Asks name servers that answer so, until there is nothing new. */
async function watched(answers: Answers, isServed: (address: string, count: number) => boolean = () => true) {
  const counts = new Map<string, number>();
  const count = (what: string) => {
    const so = counts.get(what) ?? 0;
    counts.set(what, so + 1);
    return so;
  };
  const network: Network = {
    ...NOWHERE,
    resolver: () => {
      const resolve4 = () => {
        const answer = answers[Math.min(count('DNS'), answers.length - 1)];
        return answer === 'lost' ? Promise.reject(new Error('no answer')) : Promise.resolve(answer);
      };
      return { resolve4, resolve6: () => Promise.resolve([]) } as unknown as DnsResolver;
    },
    ask: (_, { address = '' } = {}) => {
      const headers = address === PRIMARY.address ? { 'x-amz-cf-id': 'any' } : { server: 'AmazonS3' };
      return isServed(address, count(address))
        ? Promise.resolve({ status: 200, headers, body: Buffer.alloc(0) })
        : Promise.reject(new Error('no answer'));
    },
  };
  let now = 0;
  const clock: Clock = {
    get now() {
      return now;
    },
    async sleep(pause) {
      await setImmediate();
      now += pause;
    },
  };
  const watch = new Watch({
    lever: healthCheckLever({
      aws: new Aws(),
      healthCheckId: 'check',
      domainName: 'example.com',
      clock,
      tell: () => undefined,
    }),
    pair: { primary: 'd111111abcdef8.cloudfront.net', secondary: 's3-website-us-west-2.amazonaws.com' },
    families: ['A'],
    kinds: visitorKindsOf(exampleSite(), false),
    isOnIpv6: false,
    network,
    clock,
    host: 'example.com',
    servers: [{ name: 'ns-1', address: '192.0.2.53' }],
    secondarySpeaksHttps: false,
    tell: () => undefined,
  });
  const ended = new AbortController();
  const running = watch.run(ended.signal);
  while ((counts.get('DNS') ?? 0) < answers.length + 20) {
    await setImmediate();
  }
  ended.abort();
  await running;
  return { watch, to: watch.answers.map((answer) => answer.to) };
}

test('a question that a name server does not answer leaves what it answered last', async () => {
  const lost: Answers = Array.from({ length: 8 }, () => 'lost');
  const { to } = await watched([...lost, [PRIMARY], [PRIMARY], [SECONDARY], [SECONDARY], ...lost, [SECONDARY]]);
  expect(to.filter((side) => side !== 'nothing')).toEqual(['PRIMARY', 'SECONDARY']);
  expect(to.lastIndexOf('nothing')).toBeLessThan(1);
});

test('an address that does not answer yet leaves what the name server answered last', async () => {
  const { to } = await watched(
    [[PRIMARY], [PRIMARY], [PRIMARY], [PRIMARY], [PRIMARY], [SECONDARY]],
    (address, count) => address === PRIMARY.address || count > 3,
  );
  expect(to).toEqual(['PRIMARY', 'SECONDARY']);
});

test('an answer without addresses is written down', async () => {
  expect((await watched([[PRIMARY], [PRIMARY], [PRIMARY], [PRIMARY], []])).to).toEqual(['PRIMARY', 'nothing']);
});

test('each side has the TTL of the answers that led there', async () => {
  const answers: Answers = Array.from({ length: 60 }, (_, index) => (index < 20 ? [PRIMARY] : [SECONDARY]));
  expect((await watched(answers)).watch.ttls).toEqual({ PRIMARY: 60_000, SECONDARY: 5_000 });
});

test.each([
  ['two answers in a row say so', [false, true, true, false, false], true],
  ['one says so, the latest', [false, true, true, false], false],
  ['one says so, between others', [false, true, false, true, true], false],
  ['it was never inverted', [false, false, false], false],
])('whether somebody put the health check back: %s', async (_, inverted, isPutBack) => {
  const answers = inverted.map((Inverted) => ({ HealthCheck: { HealthCheckConfig: { Inverted } } }));
  route53.on(GetHealthCheckStatusCommand).resolves({ HealthCheckObservations: [] });
  const asked = route53.on(GetHealthCheckCommand);
  asked.rejects(new Error('no more'));
  answers.forEach((answer) => asked.resolvesOnce(answer as GetHealthCheckCommandOutput));
  const { watch } = await watched([[PRIMARY]]);
  expect([watch.health.length, watch.isTakenBack]).toEqual([inverted.length, isPutBack]);
});
