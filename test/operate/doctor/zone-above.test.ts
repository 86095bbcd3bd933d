import * as packet from 'dns-packet';
import { delegation } from '../../../lib/operate/doctor/zone/delegation';
import { delegatedFromAbove } from '../../../lib/operate/doctor/zone/zone-above';
import { DnsServer } from '../../../lib/rehearsal/route53/dns-server';
import type { DnsAnswer } from '../../../lib/rehearsal/route53/zone';
import { loopback } from '../loopback';
import { examine } from './examine';
import { makeReady, NAME_SERVERS } from './ready';

/** A name server of com, as the machine's resolver has it. */
const ABOVE = '192.0.2.53';

const running: DnsServer[] = [];

beforeEach(makeReady);

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function server(answer: (name: string, type: string) => DnsAnswer): Promise<number> {
  const started = new DnsServer({ answer });
  running.push(started);
  await started.start();
  return started.port;
}

function records(name: string, data: readonly string[], type: 'NS' | 'A' = 'NS'): packet.Answer[] {
  return data.map((one) => ({ type, name, ttl: 60, data: one }));
}

const NOT_THERE: DnsAnswer = { status: 'NXDOMAIN', answers: [], authorities: [] };

/** What a name server of the zone above says, as it says it: authoritative, that is, unless it is a referral. */
const REFERRAL = (name: string, servers: readonly string[]): DnsAnswer => ({
  status: 'NOERROR',
  answers: [],
  authorities: records(name, servers),
});

interface Public {
  /** What the zone lists as its own name servers, and resolvers answer with. */
  readonly own?: readonly string[];
  readonly above: (name: string, type: string) => DnsAnswer;
  /** @default ['com'] */
  readonly zones?: readonly string[];
}

/** DNS over UDP of this machine: a resolver, and a name server of the zone above. */
async function network({ own = NAME_SERVERS, above, zones = ['com'] }: Public) {
  const known: Record<string, packet.Answer[]> = {
    'NS example.com': records('example.com', own),
    'A ns.above.net': records('ns.above.net', [ABOVE], 'A'),
    ...Object.fromEntries(zones.map((zone) => [`NS ${zone}`, records(zone, ['ns.above.net'])])),
  };
  const dns = await server((name, type) => {
    const answers = known[`${type} ${name.toLowerCase()}`];
    return answers && answers.length > 0 ? { status: 'NOERROR', answers, authorities: [] } : NOT_THERE;
  });
  return loopback({ dns, [`${ABOVE}:53`]: await server(above) });
}

async function found(world: Public) {
  const findings = await examine(delegation, { network: await network(world) });
  return findings.map(({ severity, what, fix }) => ({ what: `${severity}: ${what}`, fix }));
}

const AT_REGISTRAR =
  /^where example\.com is registered \(or, for a zone below another, as NS records in the zone above\), /;
const IN_ZONE = /^put the NS record of the zone back as Route 53 made it:\naws route53 change-resource-record-sets /;

test('a domain that is delegated to its zone, which lists the same, passes', async () => {
  expect(await found({ above: (name) => REFERRAL(name, NAME_SERVERS) })).toEqual([]);
});

test('a name server too many in the delegation is found, though the zone does not list it', async () => {
  const [lame] = await found({ above: (name) => REFERRAL(name, [...NAME_SERVERS.slice(1), 'ns.gone.net']) });
  expect(lame?.what).toBe(
    'error: example.com is delegated to other name servers beside those of its zone: ns.gone.net',
  );
  expect(lame?.fix).toMatch(AT_REGISTRAR);
  expect(lame?.fix).not.toContain('aws route53');
});

test('a delegation to some of the name servers is a warning, though the zone lists all', async () => {
  const [some] = await found({ above: (name) => REFERRAL(name, NAME_SERVERS.slice(1)) });
  expect(some?.what).toBe('warning: example.com is delegated to 3 of the 4 name servers of its zone');
  expect(some?.fix).toMatch(AT_REGISTRAR);
});

test('a delegation elsewhere is found while resolvers still remember the zone', async () => {
  const [elsewhere] = await found({ above: (name) => REFERRAL(name, ['a.other.net']) });
  expect(elsewhere?.what).toMatch(
    /^error: example\.com is delegated to a\.other\.net; its zone Z0123456789EXAMPLE is at /,
  );
});

test.each<[string, readonly string[], string]>([
  ['one too many', [...NAME_SERVERS, 'ns.gone.net'], 'error: .+ lists other name servers .+: ns\\.gone\\.net'],
  ['one too few', NAME_SERVERS.slice(1), 'warning: .+ lists 3 of the 4 name servers of its zone'],
])('%s in the NS record of the zone itself is mended there', async (_, own, what) => {
  const [finding] = await found({ own, above: (name) => REFERRAL(name, NAME_SERVERS) });
  expect(finding?.what).toMatch(new RegExp(`^${what}$`));
  expect(finding?.what).toContain('the NS record that the zone of example.com has of itself');
  expect(finding?.fix).toMatch(IN_ZONE);
});

test('a domain that the zone above delegates to nobody is an error', async () => {
  const [nobody] = await found({ above: () => NOT_THERE });
  expect(nobody?.what).toBe('error: example.com is delegated to nobody: the zone above has no NS records for it');
});

test('a domain that is rightly delegated and cannot be resolved is an error', async () => {
  const [finding] = await found({ own: [], above: (name) => REFERRAL(name, NAME_SERVERS) });
  expect(finding?.what).toMatch(/^error: example\.com is delegated to the name servers .+, and cannot be resolved/);
  expect(finding?.fix).toContain('DS records');
});

test.each<[string, Public]>([
  // it answers from the lower one
  ['has both zones', { above: (name) => ({ ...NOT_THERE, status: 'NOERROR', answers: records(name, ['x.net']) }) }],
  ['refuses', { above: () => ({ ...NOT_THERE, status: 'REFUSED' }) }],
  ['is not found', { zones: [], above: () => NOT_THERE }],
])('a name server of the zone above that %s tells nothing: resolvers are believed', async (_, world) => {
  expect(await found(world)).toEqual([]);
  const [some] = await found({ ...world, own: NAME_SERVERS.slice(1) });
  expect(some?.what).toBe('warning: public DNS has example.com at 3 of the 4 name servers of its zone');
});

test('a name server of the zone above that fails with authority tells nothing', async () => {
  const world = await network({ above: () => NOT_THERE });
  const failing = packet.decode(packet.encode({ type: 'response', flags: packet.AUTHORITATIVE_ANSWER | 2 }));
  const query = () => Promise.resolve(failing);
  expect(await delegatedFromAbove('example.com', world)).toEqual([]);
  expect(await delegatedFromAbove('example.com', { ...world, query })).toBeUndefined();
});
