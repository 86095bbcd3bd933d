import { all, drop, remove, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import {
  bothPrimaries,
  CLOUDFRONT_ZONE,
  grouped,
  inOneGroup,
  PRIMARY,
  record,
  resource,
  SECONDARY,
  WEBSITE_ZONE,
  WWW_PRIMARY,
  WWW_SECONDARY,
  ZONE,
} from './site';

const TEXT = { Name: 'note.example.com', Type: 'TXT', TTL: '300', ResourceRecords: ['"hello"'] };
const CERTIFICATE = 'Certificate/Certificate';

export const recordMutations: readonly Mutations[] = [
  {
    broken: {
      'record-properties-exist': {
        'a misspelt property': set(PRIMARY, 'FailOver', 'PRIMARY'),
        'a target beside the alias': set(SECONDARY, 'Target', 's3-website-us-west-2.amazonaws.com'),
        'a comment in a group, which only the group has': grouped((primary) => (primary.Comment = 'the primary')),
        'a misspelt property in a group': grouped((primary) => (primary.Ttl = 60)),
      },
      'record-types-are-known': {
        'no type': remove(PRIMARY, 'Type'),
        'in lower case': set(SECONDARY, 'Type', 'a'),
        'no such type': set(WWW_PRIMARY, 'Type', 'ALIAS'),
      },
      'record-names-are-valid': {
        'no name': remove(PRIMARY, 'Name'),
        'an empty label': set(SECONDARY, 'Name', 'www..example.com'),
        'a label of 64 characters': record({ ...TEXT, Name: `${'a'.repeat(64)}.example.com` }),
        'more than 255 characters': record({ ...TEXT, Name: `${'a.'.repeat(130)}example.com` }),
        'a URL': set(PRIMARY, 'Name', 'https://example.com'),
        'a space': set(PRIMARY, 'Name', 'example .com'),
      },
      'records-have-an-alias-or-values': {
        neither: remove(PRIMARY, 'AliasTarget'),
        both: set(SECONDARY, 'ResourceRecords', ['192.0.2.1']),
        'an empty list of values': record({ ...TEXT, ResourceRecords: [] }),
      },
      'record-ttls-are-valid': {
        'an alias with a TTL': set(PRIMARY, 'TTL', '60'),
        'values without a TTL': record({ ...TEXT, TTL: undefined }),
        'a negative TTL': record({ ...TEXT, TTL: '-1' }),
        'too large a TTL': record({ ...TEXT, TTL: '2147483648' }),
      },
      'record-values-suit-their-type': {
        'a name for an A record': all(
          remove(PRIMARY, 'AliasTarget'),
          set(PRIMARY, 'TTL', '60'),
          set(PRIMARY, 'ResourceRecords', ['d111111abcdef8.cloudfront.net']),
        ),
        'text without quotes': record({ ...TEXT, ResourceRecords: ['hello'] }),
        'an IPv4 address in an AAAA record': record({
          Name: 'v6.example.com',
          Type: 'AAAA',
          TTL: '60',
          ResourceRecords: ['192.0.2.1'],
        }),
        'a CAA value without flags': record({
          Name: 'example.com',
          Type: 'CAA',
          TTL: '60',
          ResourceRecords: ['issue "amazon.com"'],
        }),
        'a URL for a CNAME': record({
          Name: 'x.example.com',
          Type: 'CNAME',
          TTL: '60',
          ResourceRecords: ['https://example.com/'],
        }),
      },
      'record-values-are-few': {
        'two values of a CNAME': record({
          Name: 'x.example.com',
          Type: 'CNAME',
          TTL: '60',
          ResourceRecords: ['a.example.org', 'b.example.org'],
        }),
        'a value twice': record({ ...TEXT, ResourceRecords: ['"a"', '"a"'] }),
        'too many': record({ ...TEXT, ResourceRecords: Array.from({ length: 401 }, (_, index) => `"${index}"`) }),
        'too long a value': record({ ...TEXT, ResourceRecords: [`"${'a'.repeat(4000)}"`] }),
      },
      'records-name-their-zone': {
        'no zone': remove(PRIMARY, 'HostedZoneId'),
        'a zone by id and by name': set(SECONDARY, 'HostedZoneName', 'example.com.'),
        'a zone by a name without its dot': all(
          remove(WWW_PRIMARY, 'HostedZoneId'),
          set(WWW_PRIMARY, 'HostedZoneName', 'example.com'),
        ),
        'the name of the zone as its id': set(PRIMARY, 'HostedZoneId', 'example.com'),
        "CloudFront's zone": set(PRIMARY, 'HostedZoneId', CLOUDFRONT_ZONE),
        "the website endpoint's zone": set(SECONDARY, 'HostedZoneId', WEBSITE_ZONE),
      },
      'records-lie-in-their-zone': {
        'a name of another domain': record({ ...TEXT, Name: 'note.example.org' }),
        'a pair of another domain': all(
          set(WWW_PRIMARY, 'Name', 'www.example.net'),
          set(WWW_SECONDARY, 'Name', 'www.example.net'),
        ),
        'a name outside of the zone that is named': record({
          ...TEXT,
          HostedZoneId: undefined,
          HostedZoneName: 'shop.example.com.',
        }),
        'a name outside of a zone of the app': all(
          resource('AWS::Route53::HostedZone', { Name: 'shop.example.com' }, 'Zone'),
          record({ ...TEXT, HostedZoneId: { Ref: 'Zone' } }),
        ),
      },
      'records-and-certificate-share-a-zone': {
        'both records in another zone': all(
          set(PRIMARY, 'HostedZoneId', 'Z0OTHERZONE'),
          set(SECONDARY, 'HostedZoneId', 'Z0OTHERZONE'),
        ),
        'one record in another zone': set(WWW_SECONDARY, 'HostedZoneId', 'Z0OTHERZONE'),
        'the certificate is validated in another zone': set(
          CERTIFICATE,
          'DomainValidationOptions.0.HostedZoneId',
          'Z0OTHERZONE',
        ),
      },
      'site-names-are-in-public-zones': {
        'the records are in a private zone': all(
          resource(
            'AWS::Route53::HostedZone',
            { Name: 'example.com', VPCs: [{ VPCId: 'vpc-1', VPCRegion: 'us-east-2' }] },
            'Zone',
          ),
          ...[PRIMARY, SECONDARY, WWW_PRIMARY, WWW_SECONDARY].map((path) => set(path, 'HostedZoneId', { Ref: 'Zone' })),
        ),
        'one of them is': all(
          resource('AWS::Route53::HostedZone', { Name: 'example.com', VPCs: [{ VPCId: 'vpc-1' }] }, 'Zone'),
          set(SECONDARY, 'HostedZoneId', { Ref: 'Zone' }),
        ),
        'a simple record is': all(
          resource('AWS::Route53::HostedZone', { Name: 'example.com', VPCs: [{ VPCId: 'vpc-1' }] }, 'Zone'),
          record({ ...TEXT, Name: 'www.example.com', HostedZoneId: { Ref: 'Zone' } }),
        ),
      },
      'hosted-zones-are-told-apart': {
        'two zones of the same name': all(
          resource('AWS::Route53::HostedZone', { Name: 'example.com.' }, 'Zone1'),
          resource('AWS::Route53::HostedZone', { Name: 'example.com' }, 'Zone2'),
        ),
        'a zone without a name': resource('AWS::Route53::HostedZone', {}, 'Zone'),
        'a zone whose name has an empty label': resource('AWS::Route53::HostedZone', { Name: 'a..com' }, 'Zone'),
      },
      'records-have-one-routing-policy': {
        'a weight beside the failover': set(PRIMARY, 'Weight', 100),
        'a Region beside the failover': set(SECONDARY, 'Region', 'us-west-2'),
        'a place beside the failover': set(WWW_PRIMARY, 'GeoLocation', { CountryCode: 'DE' }),
        'several answers beside the failover': set(PRIMARY, 'MultiValueAnswer', true),
      },
      'set-identifiers-belong-to-routing-policies': {
        'failover without one': remove(PRIMARY, 'SetIdentifier'),
        'an empty one': set(SECONDARY, 'SetIdentifier', ''),
        'too long a one': set(SECONDARY, 'SetIdentifier', 'a'.repeat(129)),
        'one without a policy': remove(WWW_SECONDARY, 'Failover'),
      },
      'records-are-told-apart': {
        'the same identifier': set(SECONDARY, 'SetIdentifier', 'primary'),
        'the same identifier in a group': grouped(undefined, (secondary) => (secondary.SetIdentifier = 'primary')),
        'a simple record twice': all(
          resource('AWS::Route53::RecordSet', { ...TEXT, HostedZoneId: ZONE }, 'One'),
          resource('AWS::Route53::RecordSet', { ...TEXT, HostedZoneId: ZONE, Name: 'NOTE.example.com.' }, 'Two'),
        ),
        'a record once more in a stack of its own': (app) =>
          app.add('Monitoring', 'Again', structuredClone(app.resource(PRIMARY))),
      },
      'records-of-a-name-share-their-routing-policy': {
        'a simple record beside the pair': record({
          Name: 'example.com',
          Type: 'A',
          TTL: '60',
          ResourceRecords: ['192.0.2.1'],
        }),
        'the SECONDARY is simple': all(remove(SECONDARY, 'Failover'), remove(SECONDARY, 'SetIdentifier')),
        'a weighted record beside the pair': record({
          Name: 'www.example.com.',
          Type: 'A',
          TTL: '60',
          Weight: 1,
          SetIdentifier: 'weighted',
          ResourceRecords: ['192.0.2.1'],
        }),
      },
      'weights-and-multivalue-answers-are-valid': {
        'too large a weight': record({ ...TEXT, Weight: 256, SetIdentifier: 'a' }),
        'a negative weight': record({ ...TEXT, Weight: -1, SetIdentifier: 'a' }),
        'an alias of several answers': all(remove(PRIMARY, 'Failover'), set(PRIMARY, 'MultiValueAnswer', true)),
      },
      'cnames-stand-alone': {
        'at the name of the site': record({
          Name: 'example.com',
          Type: 'CNAME',
          TTL: '60',
          ResourceRecords: ['d111111abcdef8.cloudfront.net'],
        }),
        'beside the pair of www': record({
          Name: 'www.example.com',
          Type: 'CNAME',
          TTL: '60',
          ResourceRecords: ['example.com'],
        }),
        'at the name of its zone': record({
          HostedZoneId: undefined,
          HostedZoneName: 'shop.example.com.',
          Name: 'shop.example.com',
          Type: 'CNAME',
          TTL: '60',
          ResourceRecords: ['shop.example.net'],
        }),
      },
      'website-names-have-no-ipv6': {
        'an AAAA alias': record({
          Name: 'example.com',
          Type: 'AAAA',
          AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net', HostedZoneId: CLOUDFRONT_ZONE },
        }),
        'an AAAA record of www': record({
          Name: 'www.example.com',
          Type: 'AAAA',
          TTL: '60',
          ResourceRecords: ['2001:db8::1'],
        }),
        'an AAAA pair': (app) =>
          [PRIMARY, SECONDARY].forEach((path, index) => {
            const copy = structuredClone(app.resource(path));
            app.add('Website', `Aaaa${index}`, {
              ...copy,
              Properties: { ...(copy.Properties as object), Type: 'AAAA' },
            });
          }),
      },
      'website-names-have-no-https-record': {
        'an HTTPS record': record({
          Name: 'example.com',
          Type: 'HTTPS',
          TTL: '60',
          ResourceRecords: ['1 . alpn="h2,h3"'],
        }),
        'an HTTPS record of www': record({
          Name: 'www.example.com.',
          Type: 'HTTPS',
          TTL: '60',
          ResourceRecords: ['0 example.com'],
        }),
        'an SVCB record': record({ Name: 'example.com', Type: 'SVCB', TTL: '60', ResourceRecords: ['1 .'] }),
      },
      'caa-records-admit-amazon': {
        'another authority alone': record({
          Name: 'example.com',
          Type: 'CAA',
          TTL: '60',
          ResourceRecords: ['0 issue "letsencrypt.org"'],
        }),
        nobody: record({ Name: 'example.com', Type: 'CAA', TTL: '60', ResourceRecords: ['0 issue ";"'] }),
        'another authority for www alone': record({
          Name: 'www.example.com',
          Type: 'CAA',
          TTL: '60',
          ResourceRecords: ['0 issue "digicert.com"'],
        }),
      },
      'site-names-are-not-delegated': {
        'www is delegated': record({
          Name: 'www.example.com',
          Type: 'NS',
          TTL: '60',
          ResourceRecords: ['ns.example.net'],
        }),
        'the whole domain is': record({
          Name: 'example.com',
          Type: 'NS',
          TTL: '60',
          ResourceRecords: ['ns.example.net'],
        }),
        'the SOA record is written again': record({
          Name: 'example.com',
          Type: 'SOA',
          TTL: '60',
          ResourceRecords: ['ns.example.net admin.example.com 1 7200 900 1209600 86400'],
        }),
      },
      'failover-records-expire-soon': {
        'a day': all(
          remove(SECONDARY, 'AliasTarget'),
          set(SECONDARY, 'TTL', '86400'),
          set(SECONDARY, 'ResourceRecords', ['192.0.2.1']),
        ),
        'a minute and a second': all(
          remove(SECONDARY, 'AliasTarget'),
          set(SECONDARY, 'TTL', '61'),
          set(SECONDARY, 'ResourceRecords', ['192.0.2.1']),
        ),
        'five minutes for the PRIMARY': all(
          remove(PRIMARY, 'AliasTarget'),
          set(PRIMARY, 'TTL', 300),
          set(PRIMARY, 'ResourceRecords', ['192.0.2.1']),
        ),
      },
    },
    harmless: {
      'a text record': record(TEXT),
      'a label of 63 characters': record({ ...TEXT, Name: `${'a'.repeat(63)}.example.com` }),
      'a TTL of 0': record({ ...TEXT, TTL: 0 }),
      'the largest TTL': record({ ...TEXT, TTL: '2147483647' }),
      'a weight of 0 and one of 255': all(
        resource('AWS::Route53::RecordSet', { ...TEXT, HostedZoneId: ZONE, Weight: 0, SetIdentifier: 'a' }, 'One'),
        resource('AWS::Route53::RecordSet', { ...TEXT, HostedZoneId: ZONE, Weight: 255, SetIdentifier: 'b' }, 'Two'),
      ),
      'names in upper case, with a dot at their end': all(
        set(PRIMARY, 'Name', 'Example.com.'),
        set(SECONDARY, 'Name', 'example.com.'),
      ),
      'a comment': set(PRIMARY, 'Comment', 'the primary'),
      'an identifier of 128 characters': set(PRIMARY, 'SetIdentifier', 'a'.repeat(128)),
      'a mail server': record({
        Name: 'example.com',
        Type: 'MX',
        TTL: '300',
        ResourceRecords: ['10 mail.example.com'],
      }),
      'a CAA record for Amazon': record({
        Name: 'example.com',
        Type: 'CAA',
        TTL: '300',
        ResourceRecords: ['0 issue "amazon.com"', '0 issue "letsencrypt.org"', '0 iodef "mailto:caa@example.com"'],
      }),
      'a CAA record for Amazon at www, another at the domain above': all(
        resource(
          'AWS::Route53::RecordSet',
          {
            HostedZoneId: ZONE,
            Name: 'www.example.com',
            Type: 'CAA',
            TTL: 60,
            ResourceRecords: ['0 issue "amazonaws.com"'],
          },
          'Www',
        ),
        record({ Name: 'example.com', Type: 'CAA', TTL: 60, ResourceRecords: ['128 issue "amazontrust.com; x=1"'] }),
      ),
      'a CAA record that forbids wildcards alone': record({
        Name: 'example.com',
        Type: 'CAA',
        TTL: '300',
        ResourceRecords: ['0 issuewild ";"'],
      }),
      'a CNAME of another name': record({
        Name: 'status.example.com',
        Type: 'CNAME',
        TTL: '300',
        ResourceRecords: ['status.example.net'],
      }),
      'another name is delegated': record({
        Name: 'dev.example.com',
        Type: 'NS',
        TTL: '300',
        ResourceRecords: ['ns1.example.net.', 'ns2.example.net.'],
      }),
      'IPv6 for another name': record({
        Name: 'v6.example.com',
        Type: 'AAAA',
        TTL: 60,
        ResourceRecords: ['2001:db8::1'],
      }),
      'a private zone beside the site': all(
        resource('AWS::Route53::HostedZone', { Name: 'example.com', VPCs: [{ VPCId: 'vpc-1' }] }, 'Zone'),
        record({ ...TEXT, HostedZoneId: { Ref: 'Zone' } }),
      ),
      'a public zone of the app': (app) => {
        app.add('Certificate', 'Zone', { Type: 'AWS::Route53::HostedZone', Properties: { Name: 'example.com' } });
        const { stackName, template } = app.stack('Certificate');
        Object.assign(template.Outputs ?? {}, { ZoneId: { Value: { Ref: 'Zone' } } });
        const id = { 'Fn::GetStackOutput': { StackName: stackName, Region: 'us-east-1', OutputName: 'ZoneId' } };
        [PRIMARY, SECONDARY, WWW_PRIMARY, WWW_SECONDARY].forEach((path) => app.set(path, 'HostedZoneId', id));
        [0, 1].forEach((index) =>
          app.set(CERTIFICATE, `DomainValidationOptions.${index}.HostedZoneId`, { Ref: 'Zone' }),
        );
      },
      'a zone by its name': all(
        ...[PRIMARY, SECONDARY].flatMap((path) => [
          remove(path, 'HostedZoneId'),
          set(path, 'HostedZoneName', 'example.com.'),
        ]),
      ),
      'the pairs in one group': inOneGroup([PRIMARY, SECONDARY, WWW_PRIMARY, WWW_SECONDARY]),
      'EvaluateTargetHealth left out': all(
        remove(PRIMARY, 'AliasTarget.EvaluateTargetHealth'),
        remove(SECONDARY, 'AliasTarget.EvaluateTargetHealth'),
      ),
      'other identifiers': all(
        bothPrimaries('SetIdentifier', 'us-east-2'),
        set(SECONDARY, 'SetIdentifier', 'us-west-2'),
      ),
      'an alias to another record': record({
        Name: 'home.example.com',
        Type: 'A',
        AliasTarget: { DNSName: 'origin.example.com', HostedZoneId: ZONE },
      }),
    },
  },
  {
    settings: { certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000' },
    broken: {
      'records-lie-in-their-zone': {
        'a pair of another domain, without a certificate': all(
          set(WWW_PRIMARY, 'Name', 'www.example.net'),
          set(WWW_SECONDARY, 'Name', 'www.example.net'),
        ),
      },
      'caa-records-admit-amazon': {
        'a certificate that can no longer be renewed': record({
          Name: 'example.com',
          Type: 'CAA',
          TTL: '60',
          ResourceRecords: ['0 issue "letsencrypt.org"'],
        }),
      },
      'failover-records-are-pairs': { 'www has lost its SECONDARY': drop(WWW_SECONDARY) },
    },
    harmless: {
      'www in a zone of its own': all(
        set(WWW_PRIMARY, 'HostedZoneId', 'Z0OTHERZONE'),
        set(WWW_SECONDARY, 'HostedZoneId', 'Z0OTHERZONE'),
      ),
    },
  },
];
