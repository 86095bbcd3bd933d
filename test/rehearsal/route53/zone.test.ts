import { drop, set, type Change } from '../../rules/mutable-app';
import { changed, CHECK, withRecord, ZONE_ID, zoneOf } from './example';

const PRIMARY = 'Website/Aliases/example.com/Primary';
const SECONDARY = 'Website/Aliases/example.com/Secondary';
const CLOUDFRONT = { AliasTarget: { DNSName: 'd111.cloudfront.net', HostedZoneId: 'Z2FDTNDATAQYW2' } };

/** The addresses of an answer. */
function addresses(name: string, type: string, isHealthy: (path: string) => boolean, ...changes: Change[]): unknown[] {
  const zone = zoneOf(changed(...changes), ({ path }) => isHealthy(path));
  return zone.answer(name, type).answers.map((answer) => 'data' in answer && answer.data);
}

/** Gives the SECONDARY a health check of its own. */
const secondCheck: Change = (app) => {
  app.add('Website', 'SecondCheck', app.resource(CHECK));
  app.set(SECONDARY, 'HealthCheckId', { Ref: 'SecondCheck' });
};

describe('a failover pair', () => {
  test.each([
    ['the PRIMARY while it is healthy', true, true, '192.0.2.1'],
    ['the PRIMARY while it is healthy, whatever the SECONDARY is', true, false, '192.0.2.1'],
    ['the SECONDARY while that alone is healthy', false, true, '192.0.2.2'],
    ['the PRIMARY when neither is healthy', false, false, '192.0.2.1'],
  ])('answers with %s', (_, primary, secondary, address) => {
    const isHealthy = (path: string) => (path.endsWith('SecondCheck') ? secondary : primary);
    expect(addresses('example.com', 'A', isHealthy, secondCheck)).toEqual([address]);
  });

  test.each([
    [true, '192.0.2.1'],
    [false, '192.0.2.2'],
  ])('takes a SECONDARY without a health check for healthy (PRIMARY: %s)', (primary, address) => {
    expect(addresses('example.com', 'A', () => primary)).toEqual([address]);
  });

  test('never leaves a PRIMARY without a health check', () => {
    const unchecked: Change = (app) => app.remove(PRIMARY, 'HealthCheckId');
    expect(addresses('example.com', 'A', () => false, unchecked)).toEqual(['192.0.2.1']);
  });

  test('answers with a PRIMARY alone even when it is unhealthy', () => {
    const lone = withRecord('Aaaa', {
      ...CLOUDFRONT,
      Name: 'example.com.',
      Type: 'AAAA',
      Failover: 'PRIMARY',
      SetIdentifier: 'six',
      HealthCheckId: { Ref: 'OriginHealthCheck19374883' },
    });
    expect(addresses('example.com', 'AAAA', () => false, lone)).toEqual(['2001:db8::1']);
  });

  test('answers with a SECONDARY alone', () => {
    expect(addresses('example.com', 'A', () => true, drop(PRIMARY))).toEqual(['192.0.2.2']);
  });

  test('tells which record decides', () => {
    const zone = zoneOf(changed(), () => false);
    expect(zone.chosen('EXAMPLE.com.', 'A')?.at('Failover').text).toBe('SECONDARY');
  });
});

describe('a zone', () => {
  const plain = { Name: 'txt.example.com', TTL: 300 };

  test.each([
    ['TXT', ['"a b" "say \\"hi\\""', '"\\101"'], [['a b', 'say "hi"'], ['A']]],
    ['CAA', ['0 issue "amazon.com"'], [{ flags: 0, tag: 'issue', value: 'amazon.com' }]],
    ['MX', ['10 mail.example.net.'], [{ preference: 10, exchange: 'mail.example.net' }]],
    ['SRV', ['1 2 5269 Host.example.net'], [{ priority: 1, weight: 2, port: 5269, target: 'host.example.net' }]],
    ['A', ['192.0.2.7', '192.0.2.8'], ['192.0.2.7', '192.0.2.8']],
    ['AAAA', ['2001:db8::7'], ['2001:db8::7']],
  ])('answers with the values of a plain %s record', (Type, ResourceRecords, data) => {
    const zone = zoneOf(changed(withRecord('Plain', { ...plain, Type, ResourceRecords })));
    expect(zone.answer('TXT.example.com', Type)).toEqual({
      status: 'NOERROR',
      answers: data.map((value) => ({ name: 'TXT.example.com', type: Type, class: 'IN', ttl: 300, data: value })),
      authorities: [],
    });
  });

  test('keeps an alias for 60 seconds', () => {
    expect(zoneOf(changed()).answer('example.com', 'A').answers).toMatchObject([{ ttl: 60 }]);
  });

  test('follows a CNAME within its zones', () => {
    const cname = { ...plain, Name: 'docs.example.com', Type: 'CNAME', ResourceRecords: ['example.com'] };
    const { answers } = zoneOf(changed(withRecord('Docs', cname))).answer('docs.example.com', 'A');
    expect(answers).toMatchObject([
      { name: 'docs.example.com', type: 'CNAME', data: 'example.com' },
      { name: 'example.com', type: 'A', data: '192.0.2.1' },
    ]);
  });

  test('answers with a wildcard for names that do not exist, and for no other', () => {
    const wildcard = { ...plain, Name: '\\052.example.com', Type: 'A', ResourceRecords: ['192.0.2.9'] };
    const deep = { ...wildcard, Name: 'a.b.example.com' };
    const isHealthy = () => true;
    const changes = [withRecord('Wildcard', wildcard), withRecord('Deep', deep)];
    expect(addresses('x.y.example.com', 'A', isHealthy, ...changes)).toEqual(['192.0.2.9']);
    expect(addresses('b.example.com', 'A', isHealthy, ...changes)).toEqual([]);
    expect(addresses('x.b.example.com', 'A', isHealthy, ...changes)).toEqual([]);
  });

  test.each([
    ['a type that the name does not have', 'example.com', 'AAAA', 'NOERROR'],
    ['a type that nobody knows', 'www.example.com', 'UNKNOWN_65', 'NOERROR'],
    ['a name that there is not', 'mail.example.com', 'A', 'NXDOMAIN'],
  ])('names its authority for %s', (_, name, type, status) => {
    const authorities = [expect.objectContaining({ type: 'SOA', name: 'example.com', ttl: 900 }) as unknown];
    expect(zoneOf(changed()).answer(name, type)).toEqual({ status, answers: [], authorities });
  });

  test.each(['NS', 'SOA'])('has an %s record', (type) => {
    expect(zoneOf(changed()).answer('example.com', type).answers).toMatchObject([{ type }]);
  });

  test.each(['example.org', 'notexample.com', 'com', '.'])('refuses %s', (name) => {
    expect(zoneOf(changed()).answer(name, 'A')).toEqual({ status: 'REFUSED', answers: [], authorities: [] });
  });

  test('reads the records of a group', () => {
    const group: Change = (app) =>
      app.add('Website', 'Group', {
        Type: 'AWS::Route53::RecordSetGroup',
        Properties: { HostedZoneId: ZONE_ID, RecordSets: [{ ...plain, Type: 'A', ResourceRecords: ['192.0.2.7'] }] },
      });
    expect(addresses('txt.example.com', 'A', () => true, group)).toEqual(['192.0.2.7']);
  });

  test.each<[string, Change, string]>([
    ['weighted records', set(PRIMARY, 'Weight', 1), 'Properties.Weight: 1'],
    ['other roles', set(PRIMARY, 'Failover', 'THIRD'), 'Properties.Failover: THIRD'],
    ['two records of one role', set(SECONDARY, 'Failover', 'PRIMARY'), 'Properties.Failover: PRIMARY'],
    ['a simple record in a pair', (app) => app.remove(PRIMARY, 'Failover'), 'Properties.Failover: SECONDARY'],
    ['health checks of others', set(PRIMARY, 'HealthCheckId', 'other'), 'Properties.HealthCheckId: other'],
    [
      'other targets',
      set(SECONDARY, 'AliasTarget.DNSName', 'x.elb.amazonaws.com'),
      'Properties.AliasTarget.DNSName: x.elb.amazonaws.com',
    ],
    [
      'the health of a distribution',
      set(PRIMARY, 'AliasTarget.EvaluateTargetHealth', true),
      'Properties.AliasTarget.EvaluateTargetHealth: true',
    ],
    [
      'types that browsers go by',
      withRecord('Https', { ...plain, Type: 'HTTPS', ResourceRecords: ['1 . alpn=h2'] }),
      'Properties.ResourceRecords: ["1 . alpn=h2"]',
    ],
  ])('does not understand %s', (_, change, place) => {
    expect(() => zoneOf(changed(change))).toThrow(`the rehearsal does not understand ${place}`);
  });
});
