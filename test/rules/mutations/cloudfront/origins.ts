import type { Change } from '../../mutable-app';
import { all, drop, remove, set } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { addBehavior, addOriginGroup, BEHAVIOR, configure, CONTROL, DISTRIBUTION, ORIGIN, PRIMARY } from './names';

const origin = (place: string, value: unknown) => set(DISTRIBUTION, `${ORIGIN}.${place}`, value);
const control = (name: string, value: unknown) => set(CONTROL, `OriginAccessControlConfig.${name}`, value);
const withoutS3 = remove(DISTRIBUTION, `${ORIGIN}.S3OriginConfig`);
const withoutControl = remove(DISTRIBUTION, `${ORIGIN}.OriginAccessControlId`);
const headers = (...names: string[]) =>
  origin(
    'OriginCustomHeaders',
    names.map((HeaderName) => ({ HeaderName, HeaderValue: '1' })),
  );
const shield = (OriginShield: unknown) => origin('OriginShield', OriginShield);
const custom = (settings: Record<string, unknown>): Change =>
  all(addOriginGroup(), (app) => {
    const second = 'DistributionConfig.Origins.1';
    app.remove(DISTRIBUTION, `${second}.S3OriginConfig`);
    app.set(DISTRIBUTION, `${second}.DomainName`, 'backup.example.net');
    app.set(DISTRIBUTION, `${second}.CustomOriginConfig`, { OriginProtocolPolicy: 'https-only', ...settings });
  });

/** Has pages come from the first origin, and others from the second. */
const beside: Change = (app) => {
  const { Id } = app.get(DISTRIBUTION, ORIGIN) as { Id: string };
  app.remove(DISTRIBUTION, 'DistributionConfig.OriginGroups');
  app.set(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, Id);
  addBehavior({ TargetOriginId: 'secondary' })(app);
};

const PRIMARY_NAME = 'example-com-123456789012-2faa2fac';
const WEBSITE = `${PRIMARY_NAME}.s3-website.us-east-2.amazonaws.com`;

export const originMutations: Mutations = {
  broken: {
    'cloudfront-origin-ids': {
      'no origin': configure('Origins', []),
      'an origin without an id': origin('Id', undefined),
      'an id twice': (app) => {
        const first = app.get(DISTRIBUTION, ORIGIN);
        app.set(DISTRIBUTION, 'DistributionConfig.Origins', [first, first]);
      },
      'a group with the id of an origin': addOriginGroup({ Id: 'secondary' }),
    },
    'cloudfront-targets-exist': {
      'a target that is no origin': set(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, 'primary'),
      'no target': remove(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`),
      'the origin gets another id': origin('Id', 'primary'),
      'no default behavior': configure('DefaultCacheBehavior', undefined),
    },
    'cloudfront-origin-kind': {
      'an origin of no kind': withoutS3,
      'an origin of two kinds': origin('CustomOriginConfig', { OriginProtocolPolicy: 'https-only' }),
      'a host elsewhere as a bucket': origin('DomainName', 'origin.example.net'),
    },
    'cloudfront-origin-host': {
      'a scheme': origin('DomainName', `https://${PRIMARY_NAME}.s3.us-east-2.amazonaws.com`),
      'a path': origin('DomainName', `s3.us-east-2.amazonaws.com/${PRIMARY_NAME}`),
      'a port': origin('DomainName', `${PRIMARY_NAME}.s3.us-east-2.amazonaws.com:443`),
      'no host': origin('DomainName', undefined),
      "the site's own name": origin('DomainName', 'www.example.com'),
      "the website's address": origin('DomainName', { 'Fn::GetAtt': ['PrimaryBucketD7F3B2DB', 'WebsiteURL'] }),
    },
    'cloudfront-origin-connection': {
      'no attempt': origin('ConnectionAttempts', 0),
      'four attempts': origin('ConnectionAttempts', 4),
      'no time to connect': origin('ConnectionTimeout', 0),
      'eleven seconds to connect': origin('ConnectionTimeout', 11),
      'half a second': origin('ConnectionTimeout', 0.5),
      'two minutes and a second to answer': origin('S3OriginConfig.OriginReadTimeout', 121),
      'less time for all than for the beginning': origin('ResponseCompletionTimeout', 29),
      'a forbidden port': custom({ HTTPPort: 22 }),
      'an unknown protocol policy': custom({ OriginProtocolPolicy: 'https' }),
      'no protocol policy': custom({ OriginProtocolPolicy: undefined }),
      'an unknown protocol': custom({ OriginSSLProtocols: ['TLSv1.4'] }),
      'connections are kept too long': custom({ OriginKeepaliveTimeout: 121 }),
    },
    'cloudfront-origin-headers': {
      'the header Host': headers('Host'),
      'a header of S3': headers('x-amz-acl'),
      'a header twice': headers('X-Site', 'x-site'),
      'a header with a space': headers('X Site'),
      'a header of CloudFront': headers('X-Edge-Location'),
    },
    'cloudfront-origin-shield': {
      'a shield nowhere': shield({ Enabled: true }),
      'a shield in no Region': shield({ Enabled: true, OriginShieldRegion: 'us-east-9' }),
      'a shield in the Region of another partition': shield({ Enabled: true, OriginShieldRegion: 'cn-north-1' }),
    },
    'cloudfront-website-origin': {
      'a website endpoint as a bucket': origin('DomainName', WEBSITE),
      'a website endpoint over HTTPS': all(
        withoutS3,
        withoutControl,
        origin('DomainName', WEBSITE),
        origin('CustomOriginConfig', { OriginProtocolPolicy: 'https-only' }),
      ),
      'a website endpoint with access control': all(
        withoutS3,
        origin('DomainName', WEBSITE),
        origin('CustomOriginConfig', { OriginProtocolPolicy: 'http-only' }),
      ),
    },
    'cloudfront-origin-access': {
      'no access control': withoutControl,
      'two access controls': origin(
        'S3OriginConfig.OriginAccessIdentity',
        'origin-access-identity/cloudfront/E1EXAMPLE',
      ),
      'an access control that is none': origin('OriginAccessControlId', { Ref: 'DeliverySecurityHeaders6638223D' }),
      'an empty access control': origin('OriginAccessControlId', ''),
      'an identity in another form': all(withoutControl, origin('S3OriginConfig.OriginAccessIdentity', 'E1EXAMPLE')),
    },
    'cloudfront-signs-requests': {
      'requests are never signed': control('SigningBehavior', 'never'),
      'visitors may sign': control('SigningBehavior', 'no-override'),
      'an access control for Lambda': control('OriginAccessControlOriginType', 'lambda'),
      'an older signature': control('SigningProtocol', 'sigv2'),
      'no signing behavior': control('SigningBehavior', undefined),
    },
    'cloudfront-names': {
      'an access control without a name': control('Name', undefined),
      'a name of 65 characters': control('Name', 'n'.repeat(65)),
      'two access controls of one name': (app) => app.add('Website', 'Second', structuredClone(app.resource(CONTROL))),
      'an empty name': control('Name', ''),
    },
    'cloudfront-origin-region': {
      'another Region in the hostname': origin('DomainName', `${PRIMARY_NAME}.s3.us-west-2.amazonaws.com`),
      'the hostname of S3 without a bucket': origin('DomainName', 's3.us-east-2.amazonaws.com'),
      'the Region of the secondary, dualstack': origin(
        'DomainName',
        `${PRIMARY_NAME}.s3.dualstack.us-west-2.amazonaws.com`,
      ),
    },
    'cloudfront-regional-origin-host': {
      'the global hostname': origin('DomainName', { 'Fn::GetAtt': ['PrimaryBucketD7F3B2DB', 'DomainName'] }),
      'the dualstack hostname': origin('DomainName', {
        'Fn::GetAtt': ['PrimaryBucketD7F3B2DB', 'DualStackDomainName'],
      }),
      'the accelerated hostname': origin('DomainName', `${PRIMARY_NAME}.s3-accelerate.amazonaws.com`),
    },
    'cloudfront-serves-the-replicated-bucket': {
      'the secondary as the origin': origin('DomainName', 'example.com.s3.us-west-2.amazonaws.com'),
      'a bucket elsewhere as the origin': origin('DomainName', 'other.s3.us-east-2.amazonaws.com'),
      'the primary is replicated to another bucket': set(
        PRIMARY,
        'ReplicationConfiguration.Rules.0.Destination.Bucket',
        'arn:aws:s3:::www.example.com',
      ),
    },
    'cloudfront-origin-path': {
      'a path that the secondary has not': origin('OriginPath', '/site'),
      'a path without a slash': origin('OriginPath', 'site'),
      'a path with a slash at its end': origin('OriginPath', '/site/'),
      'the root as a path': origin('OriginPath', '/'),
    },
  },
  harmless: {
    'three attempts of ten seconds': all(origin('ConnectionAttempts', 3), origin('ConnectionTimeout', 10)),
    'one attempt of one second': all(origin('ConnectionAttempts', 1), origin('ConnectionTimeout', '1')),
    'ten seconds to answer': all(
      origin('S3OriginConfig.OriginReadTimeout', 10),
      origin('ResponseCompletionTimeout', 10),
    ),
    'an empty origin path': origin('OriginPath', ''),
    'a shield': shield({ Enabled: true, OriginShieldRegion: 'us-east-2' }),
    'no shield': shield({ Enabled: false }),
    'a header of the site': headers('X-Site'),
    'a hostname written out': origin('DomainName', `${PRIMARY_NAME}.s3.us-east-2.amazonaws.com`),
    'a name of 64 characters': control('Name', 'n'.repeat(64)),
    'an access control of the account': all(drop(CONTROL), origin('OriginAccessControlId', 'E1EXAMPLE00000')),
    'a second origin elsewhere, for some paths': all(
      custom({ HTTPPort: 8080, OriginSSLProtocols: ['TLSv1.2'] }),
      beside,
    ),
  },
};

const group = (place: string, value: unknown) =>
  all(addOriginGroup(), set(DISTRIBUTION, `DistributionConfig.OriginGroups.Items.0.${place}`, value));
const codes = (...Items: number[]) => group('FailoverCriteria.StatusCodes', { Quantity: Items.length, Items });
const members = (...ids: string[]) =>
  group('Members', { Quantity: ids.length, Items: ids.map((OriginId) => ({ OriginId })) });
const PRIMARY_ORIGIN = 'examplecomWebsiteDeliveryDistributionOrigin1530EDC5C';

export const originGroupMutations: Mutations = {
  broken: {
    'cloudfront-origin-group-members': {
      'one member': members(PRIMARY_ORIGIN),
      'the same member twice': members(PRIMARY_ORIGIN, PRIMARY_ORIGIN),
      'a member that is no origin': members(PRIMARY_ORIGIN, 'tertiary'),
      'a wrong quantity': group('Members.Quantity', 3),
      'a wrong quantity of groups': all(addOriginGroup(), configure('OriginGroups.Quantity', 2)),
    },
    'cloudfront-origin-group-status-codes': {
      'no status code': codes(),
      'a status code that CloudFront does not take': codes(500, 501, 503, 504),
      'a code twice': codes(500, 503, 503, 504),
      'a wrong quantity of codes': group('FailoverCriteria.StatusCodes.Quantity', 3),
    },
    'cloudfront-origin-group-sees-lost-connections': {
      'no failover of lost connections': codes(500, 502, 504),
      'no failover of timeouts': codes(500, 502, 503),
      'failover of missing pages alone': codes(403, 404),
    },
    'cloudfront-origin-group-order': {
      'the secondary comes first': members('secondary', PRIMARY_ORIGIN),
      'the primary is replicated to another bucket': all(
        addOriginGroup(),
        set(PRIMARY, 'ReplicationConfiguration.Rules.0.Destination.Bucket', 'arn:aws:s3:::www.example.com'),
      ),
      'the second member is another bucket': all(
        addOriginGroup(),
        configure('Origins.1.DomainName', 'www.example.com.s3.us-west-2.amazonaws.com'),
      ),
    },
    'cloudfront-origin-group-methods': {
      'all methods': all(
        addOriginGroup(),
        configure('DefaultCacheBehavior.AllowedMethods', ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']),
      ),
      'some methods': all(addOriginGroup(), configure('DefaultCacheBehavior.AllowedMethods', ['GET', 'HEAD', 'POST'])),
      'all methods of another behavior': all(addOriginGroup(), (app) => {
        const behavior = app.get(DISTRIBUTION, BEHAVIOR) as object;
        const AllowedMethods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
        app.set(DISTRIBUTION, 'DistributionConfig.CacheBehaviors', [
          { ...behavior, PathPattern: '/api/*', AllowedMethods },
        ]);
      }),
    },
    'cloudfront-origin-groups-are-used': {
      'the primary is targeted alone': all(
        addOriginGroup(),
        configure('DefaultCacheBehavior.TargetOriginId', PRIMARY_ORIGIN),
      ),
      'the secondary is targeted alone': all(
        addOriginGroup(),
        configure('DefaultCacheBehavior.TargetOriginId', 'secondary'),
      ),
      'the group gets another id': group('Id', 'group'),
    },
  },
  harmless: {},
};
