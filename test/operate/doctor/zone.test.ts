import { GetHostedZoneCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { caa } from '../../../lib/operate/doctor/zone/caa';
import { delegation } from '../../../lib/operate/doctor/zone/delegation';
import { namesFree } from '../../../lib/operate/doctor/zone/names-free';
import { zone } from '../../../lib/operate/doctor/zone/zone';
import { exampleSite } from '../../helpers';
import { examine } from './examine';
import {
  haveRecords,
  internet,
  makeDeployed,
  makeReady,
  NAME_SERVERS,
  READY_DNS,
  refusal,
  route53,
  type Answers,
} from './ready';

beforeEach(makeReady);

test.each([zone, delegation, namesFree, caa].map((check) => [check.title, check]))(
  'passes when %s',
  async (_, check) => {
    expect(await examine(check, { network: internet() })).toEqual([]);
  },
);

describe('the zone', () => {
  const found = (Name: string, PrivateZone = false) =>
    route53.on(GetHostedZoneCommand).resolves({
      HostedZone: { Id: 'Z', Name, CallerReference: '', Config: { PrivateZone } },
      DelegationSet: { NameServers: NAME_SERVERS },
    });

  test('that is not there is an error', async () => {
    route53.on(GetHostedZoneCommand).rejects(refusal('NoSuchHostedZone', 404));
    const [finding] = await examine(zone);
    expect(finding?.what).toBe('account 123456789012 has no hosted zone Z0123456789EXAMPLE');
    expect(finding?.fix).toContain('aws route53 list-hosted-zones-by-name --dns-name example.com');
  });

  test('that is private is an error', async () => {
    found('example.com.', true);
    expect((await examine(zone))[0]?.what).toBe('the zone Z0123456789EXAMPLE is private');
  });

  test('that is named otherwise is an error, with the setting when it holds the names', async () => {
    found('com.');
    expect((await examine(zone))[0]?.fix).toBe("set hostedZoneName: 'com' in bin/sites.ts");
    found('example.net.');
    expect((await examine(zone))[0]?.why).toBe('Route 53 refuses a record of example.com in it.');
  });
});

describe('a domain', () => {
  const delegated = async (answers: Answers) => {
    const [finding] = await examine(delegation, { network: internet(answers) });
    return finding && `${finding.severity}: ${finding.what}`;
  };

  test.each([
    ['ENOTFOUND', 'does not exist in public DNS: it is not registered, or not delegated'],
    ['ENODATA', 'is no zone in public DNS: nothing is delegated to its name servers'],
    ['ESERVFAIL', 'cannot be resolved (SERVFAIL): it is delegated to name servers that do not answer for it'],
  ])('that DNS answers with %s is an error', async (code, what) => {
    expect(await delegated({ 'NS example.com': code })).toContain(`error: example.com ${what}`);
  });

  test('that is delegated elsewhere is an error that lists both', async () => {
    expect(await delegated({ 'NS example.com': ['b.other.net', 'a.other.net'] })).toBe(
      'error: public DNS has example.com at a.other.net, b.other.net; its zone Z0123456789EXAMPLE is at ' +
        NAME_SERVERS.join(', '),
    );
  });

  test('that is delegated to others beside is an error, and to some of its own is a warning', async () => {
    expect(await delegated({ 'NS example.com': [...NAME_SERVERS, 'a.other.net'] })).toMatch(
      /^error: .+ beside those of its zone: a\.other\.net$/,
    );
    expect(await delegated({ 'NS example.com': NAME_SERVERS.slice(1) })).toBe(
      'warning: public DNS has example.com at 3 of the 4 name servers of its zone',
    );
  });

  test('whose zone above cannot be asked is mended in one of two places', async () => {
    const network = internet({ 'NS example.com': [...NAME_SERVERS, 'a.other.net'] });
    expect((await examine(delegation, { network }))[0]?.fix).toMatch(
      /^where example\.com is registered .+, take those out, .+; and if it is right there, put the NS record of the zone back /,
    );
  });

  test('that is delegated in upper case, or by white-label names of the same addresses, passes', async () => {
    expect(await delegated({ 'NS example.com': NAME_SERVERS.map((name) => name.toUpperCase()) })).toBeUndefined();
    const addresses = NAME_SERVERS.flatMap((name, index) => [
      [`A ${name}`, [`192.0.2.${index}`]] as const,
      [`A ns${index}.example.com`, [`192.0.2.${index}`]] as const,
    ]);
    expect(
      await delegated({
        'NS example.com': NAME_SERVERS.map((_, index) => `ns${index}.example.com`),
        ...Object.fromEntries(addresses),
      }),
    ).toBeUndefined();
  });

  test('nobody answers about is no finding: it could not be asked', async () => {
    await expect(delegated({ 'NS example.com': 'ETIMEOUT' })).rejects.toThrow('ETIMEOUT');
  });
});

describe('a record of a name', () => {
  const A: ResourceRecordSet = { Name: 'example.com.', Type: 'A', TTL: 300, ResourceRecords: [{ Value: '192.0.2.1' }] };
  const alias = { HostedZoneId: 'Z2FDTNDATAQYW2', DNSName: 'd1.cloudfront.net.', EvaluateTargetHealth: false };
  const pair = (['PRIMARY', 'SECONDARY'] as const).map((Failover) => ({
    Name: 'example.com.',
    Type: 'A' as const,
    SetIdentifier: Failover.toLowerCase(),
    Failover,
    AliasTarget: alias,
  }));
  const cases: [string, ResourceRecordSet, string][] = [
    ['A', A, 'example.com has an A record: 192.0.2.1'],
    [
      'A, an alias',
      { Name: 'www.example.com.', Type: 'A', AliasTarget: alias },
      'www.example.com has an A record: d1.cloudfront.net',
    ],
    [
      'A, weighted',
      { ...A, SetIdentifier: 'blue', Weight: 1 },
      'example.com has an A record (with another routing policy, blue): 192.0.2.1',
    ],
    [
      'CNAME',
      { ...A, Name: 'www.example.com.', Type: 'CNAME', ResourceRecords: [{ Value: 'example.net.' }] },
      'www.example.com has a CNAME record: example.net',
    ],
    ['AAAA', { ...A, Type: 'AAAA' }, 'example.com has an AAAA record: 192.0.2.1'],
    ['HTTPS', { ...A, Type: 'HTTPS' }, 'example.com has an HTTPS record: 192.0.2.1'],
    [
      'NS, a delegation',
      { ...A, Name: 'www.example.com.', Type: 'NS' },
      'the zone delegates www.example.com to another: it has an NS record: 192.0.2.1',
    ],
  ];

  test.each(cases)('of type %s stands in the way', async (_, record, what) => {
    haveRecords(record);
    const findings = await examine(namesFree);
    expect(findings).toMatchObject([{ severity: 'error', what }]);
    // exactly that record, as the command wants it
    const [, batch = ''] = /--change-batch '(.+)'$/.exec(findings[0]?.fix ?? '') ?? [];
    expect(JSON.parse(batch)).toEqual({ Changes: [{ Action: 'DELETE', ResourceRecordSet: record }] });
  });

  test('of another type, or of another name, does not', async () => {
    haveRecords({ ...A, Type: 'MX' }, { ...A, Name: 'mail.example.com.' }, { ...A, Name: 'example.com.', Type: 'NS' });
    expect(await examine(namesFree)).toEqual([]);
  });

  test('of the pair that fails over is the own one once the site is deployed', async () => {
    haveRecords(...pair);
    expect(await examine(namesFree)).toHaveLength(2);
    makeDeployed();
    expect(await examine(namesFree)).toEqual([]);
    haveRecords(...pair.map((record) => ({ ...record, SetIdentifier: 'other' })));
    expect(await examine(namesFree)).toHaveLength(2);
  });
});

describe('CAA records', () => {
  const asked = async (answers: Answers) => {
    const findings = await examine(caa, { network: internet({ ...READY_DNS, ...answers }) });
    return findings.map(({ what }) => what.replace(/^the CAA records of (\S+) do not .+$/, '$1'));
  };
  const issue = (value: string, critical = 0) => ({ critical, issue: value });

  test.each<[string, unknown[], boolean]>([
    ['another authority', [issue('letsencrypt.org')], false],
    ['nobody', [issue(';')], false],
    ['Amazon among others', [issue('letsencrypt.org'), issue('amazon.com')], true],
    ['Amazon by another of its names, in capitals, with a parameter', [issue('AmazonTrust.com; policy=ev')], true],
    ['another for wildcards only', [{ critical: 0, issuewild: 'letsencrypt.org' }], true],
    ['whom to tell', [{ critical: 0, iodef: 'mailto:security@example.com' }], true],
    ['what is critical and unknown', [issue('amazon.com'), { critical: 128, future: 'x' }], false],
    ['what is critical and known', [issue('amazon.com', 128)], true],
  ])('that name %s: may Amazon issue?', async (_, records, passes) => {
    expect(await asked({ 'CAA example.com': records })).toEqual(passes ? [] : ['example.com']);
  });

  test('of a name come before those above it, and each is told once', async () => {
    const [good, bad] = [[issue('amazon.com')], [issue('letsencrypt.org')]];
    expect(await asked({ 'CAA www.example.com': bad, 'CAA example.com': good })).toEqual(['www.example.com']);
    expect(await asked({ 'CAA www.example.com': 'ENODATA', 'CAA example.com': bad })).toEqual(['example.com']);
    expect(await asked({ 'CAA com': bad })).toEqual(['com']);
  });

  test('are written back with Amazon added, when they are in the zone', async () => {
    const network = internet({ 'CAA example.com': [issue('letsencrypt.org')] });
    const [finding] = await examine(caa, { network });
    expect(finding?.fix).toContain(
      String.raw`"ResourceRecords":[{"Value":"0 issue \"letsencrypt.org\""},{"Value":"0 issue \"amazon.com\""}]`,
    );
    const [above] = await examine(caa, { network: internet({ 'CAA com': [issue('letsencrypt.org')] }) });
    expect(above?.fix).not.toContain('aws route53');
  });

  test('that cannot be asked for are no finding', async () => {
    await expect(asked({ 'CAA example.com': 'ESERVFAIL' })).rejects.toThrow('ESERVFAIL');
  });

  test('do not matter to a certificate that is there', () => {
    const [website, https] = [exampleSite(), exampleSite({ secondaryEndpoint: 'https' })];
    const [certificateArn, secondaryCertificateArn] = ['arn', 'another'];
    expect(caa.needless?.({ ...website, certificateArn })).toMatch(/issued already/);
    // that of the secondary is still to be issued
    expect(caa.needless?.({ ...https, certificateArn })).toBeUndefined();
    expect(caa.needless?.({ ...https, certificateArn, secondaryCertificateArn })).toMatch(/issued already/);
  });
});
