import { Clock } from '../../../lib/rehearsal/clock';
import type { Response } from '../../../lib/rehearsal/http/exchange';
import type { Probe } from '../../../lib/rehearsal/route53/health-check';
import { HealthChecks } from '../../../lib/rehearsal/route53/health-checks';
import type { ResourceSource } from '../../../lib/rules/assembly/assembly-source';
import { smallApp, smallStack } from '../../rules/small-app';

const answering = (status: number): Response => ({ status, headers: {}, body: Buffer.alloc(0) });

const endpoint = (host: string, more: object = {}): ResourceSource => ({
  Type: 'AWS::Route53::HealthCheck',
  Properties: {
    HealthCheckConfig: {
      Type: 'HTTPS',
      FullyQualifiedDomainName: host,
      RequestInterval: 10,
      FailureThreshold: 2,
      ...more,
    },
  },
});

const calculated = (more: object = {}): ResourceSource => ({
  Type: 'AWS::Route53::HealthCheck',
  Properties: {
    HealthCheckConfig: {
      Type: 'CALCULATED',
      HealthThreshold: 2,
      ChildHealthChecks: [{ Ref: 'Primary' }, SWITCH_ID],
      ...more,
    },
  },
});

/** As a weak reference to another stack becomes. */
const SWITCH_ID = { 'Fn::GetStackOutput': { StackName: 'app-Secondary', OutputName: 'SwitchId', Region: 'us-west-2' } };

/** Hosts that answer 200; the others answer 404. */
function checks(up: ReadonlySet<string>, decision: ResourceSource, clock = new Clock(1000, 0)): HealthChecks {
  const primary = smallStack('Website', {
    Resources: { Primary: endpoint('primary.example.com'), Decision: decision },
  });
  const secondary = smallStack(
    'Secondary',
    {
      Resources: { Switch: endpoint('switch.example.com', { Inverted: true }) },
      Outputs: { SwitchId: { Value: { 'Fn::GetAtt': ['Switch', 'HealthCheckId'] } } },
    },
    { region: 'us-west-2' },
  );
  const probe: Probe = ({ host }) => Promise.resolve(answering(up.has(host) ? 200 : 404));
  return new HealthChecks(smallApp([primary, secondary]), clock, probe);
}

const decisionOf = (all: HealthChecks) => [...all.calculated.values()][0] ?? fail();

function fail(): never {
  throw new Error('no calculated check');
}

test.each([
  ['both are healthy', 2, ['primary'], true],
  ['the primary is lost', 2, [], false],
  ['the switch is engaged', 2, ['primary', 'switch'], false],
  ['one is healthy and one is enough', 1, [], true],
  ['none is healthy and none need be', 0, ['switch'], true],
  ['both are healthy and three should be', 3, ['primary'], false],
])('a calculated check when %s', async (_, HealthThreshold, up, healthy) => {
  const all = checks(new Set(up.map((name) => `${name}.example.com`)), calculated({ HealthThreshold }));
  await all.settle();
  expect(decisionOf(all).isHealthy).toBe(healthy);
});

test('an inverted one says the contrary', async () => {
  const all = checks(new Set(['primary.example.com']), calculated({ Inverted: true }));
  await all.settle();
  expect(decisionOf(all).isHealthy).toBe(false);
});

test('a new switch starts unhealthy, and is released once its checkers have asked', async () => {
  const all = checks(new Set(['primary.example.com']), calculated());
  expect(decisionOf(all).isHealthy).toBe(false);
  await all.settle();
  expect(decisionOf(all).isHealthy).toBe(true);
});

test('it changes at the moment at which one of the others does, and says so', async () => {
  const up = new Set(['primary.example.com']);
  const all = checks(up, calculated(), new Clock(1000, 0));
  await all.settle();
  const changes: [boolean, number][] = [];
  const decision = decisionOf(all);
  decision.on('change', (healthy) => changes.push([healthy, decision.healthyChildren]));
  up.add('switch.example.com');
  await all.settle();
  up.clear();
  await all.settle();
  expect(changes).toEqual([[false, 1]]);
  up.add('primary.example.com');
  await all.settle();
  expect(changes).toEqual([
    [false, 1],
    [true, 2],
  ]);
});

test.each<[string, object, string]>([
  ['no threshold', { HealthThreshold: undefined }, 'HealthThreshold: nothing'],
  ['an endpoint of its own', { FullyQualifiedDomainName: 'example.com' }, 'FullyQualifiedDomainName: example.com'],
  ['itself among the others', { ChildHealthChecks: [{ Ref: 'Decision' }] }, 'ChildHealthChecks.0'],
])('a calculated check with %s is not understood', (_, change, place) => {
  expect(() => checks(new Set(), calculated(change))).toThrow(
    `the rehearsal does not understand Properties.HealthCheckConfig.${place}`,
  );
});

test('a check of an endpoint with children is not understood', () => {
  expect(() => checks(new Set(), endpoint('example.com', { ChildHealthChecks: [] }))).toThrow(
    'the rehearsal does not understand Properties.HealthCheckConfig.ChildHealthChecks',
  );
});
