import { all, drop, remove, set, type Change } from '../../mutable-app';
import { addBehavior, begin, BEHAVIOR, configure, DISTRIBUTION, HEADERS } from '../cloudfront/names';
import type { Mutations } from '../mutations';
import { BUCKET, SECONDARY_BUCKET } from '../route53/site';
import { API, BUCKET_POLICY, FUNCTION, PERMISSION } from './paths';

const CODES = 'OriginGroups.Items.0.FailoverCriteria.StatusCodes';
const HSTS = 'ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity';
const ENDPOINT_ALARM = 'Secondary/Alarms/EndpointErrors';
const BLOCK = 'PublicAccessBlockConfiguration';
const STATEMENT = 'PolicyDocument.Statement';

const codes = (...Items: number[]) => configure(CODES, { Quantity: Items.length, Items });

/** Has pages come from the first origin alone. */
const withoutGroup: Change = (app) => {
  const { Id } = app.get(DISTRIBUTION, 'DistributionConfig.Origins.0') as { Id: string };
  app.set(DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, Id);
  app.remove(DISTRIBUTION, 'DistributionConfig.OriginGroups');
};

/** The members of the origin group in the other order. */
const reversed: Change = (app) => {
  const members = app.get(DISTRIBUTION, 'DistributionConfig.OriginGroups.Items.0.Members.Items') as unknown[];
  members.reverse();
};

export const deliveryMutations: Mutations['broken'] = {
  'cloudfront-serves-the-replica-itself': {
    'no origin group': withoutGroup,
    'the group has another bucket': configure('Origins.1.DomainName', 'www.example.com.s3.us-west-2.amazonaws.com'),
    'nothing is replicated': remove(BUCKET, 'ReplicationConfiguration'),
  },
  'cloudfront-origin-group-sees-lost-connections': {
    'no failover of lost connections': codes(500, 502, 504),
    'no failover of timeouts': codes(500, 502, 503),
    'no failover of a failed handshake': codes(500, 503, 504),
  },
  'cloudfront-origin-group-order': {
    'the replica comes first': reversed,
    'the group has another bucket': configure('Origins.1.DomainName', 'www.example.com.s3.us-west-2.amazonaws.com'),
    'the primary is replicated to another bucket': set(
      BUCKET,
      'ReplicationConfiguration.Rules.0.Destination.Bucket',
      'arn:aws:s3:::www.example.com',
    ),
  },
  'origin-groups-have-the-content': { 'nothing is replicated': remove(BUCKET, 'ReplicationConfiguration') },
  'cloudfront-origin-access': {
    'no access control of the replica': remove(DISTRIBUTION, 'DistributionConfig.Origins.1.OriginAccessControlId'),
    'one that is none': configure('Origins.1.OriginAccessControlId', 'none'),
  },
  'cloudfront-may-read-its-buckets': {
    'the replica admits nobody': remove(BUCKET_POLICY, `${STATEMENT}.1`),
    'the replica admits other accounts': set(
      BUCKET_POLICY,
      `${STATEMENT}.1.Condition.ArnLike.aws:SourceArn`,
      'arn:aws:cloudfront::210987654321:distribution/*',
    ),
  },
  'cloudfront-may-list-its-buckets': { 'the replica is not to be listed': remove(BUCKET_POLICY, `${STATEMENT}.2`) },
  'cloudfront-reads-for-its-own-account': {
    'the replica admits every distribution': remove(BUCKET_POLICY, `${STATEMENT}.1.Condition`),
  },
  'cloudfront-origin-region': {
    'the replica in the Region of the primary': configure(
      'Origins.1.DomainName',
      'example.com.s3.us-east-2.amazonaws.com',
    ),
  },
  'cloudfront-origin-path': {
    'a directory, which the function does not know': configure('Origins.0.OriginPath', '/site'),
  },
  'cloudfront-is-open-to-visitors': { 'signed URLs below a path': addBehavior({ TrustedKeyGroups: ['0a1b2c'] }) },
  'cloudfront-directories-have-an-index': {
    'no function': remove(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`),
    'a behavior for a directory without it': addBehavior({ PathPattern: '/guide/*', FunctionAssociations: [] }),
  },
  'website-secondary-keeps-protocol': {
    'www is sent elsewhere': begin(
      "if (request.uri === '/') { return { statusCode: 302, headers: { location: { value: '//example.net/' } } }; }",
    ),
  },
  'pages-of-distributions-are-deployed': {
    'another root': configure('DefaultRootObject', 'home.html'),
    'another error page': configure('CustomErrorResponses.0.ResponsePagePath', '/gone.html'),
  },
  'private-buckets-block-public-access': {
    'the replica does not': set(SECONDARY_BUCKET, `${BLOCK}.BlockPublicAcls`, false),
  },
  'private-buckets-demand-tls': { 'the replica does not': remove(BUCKET_POLICY, `${STATEMENT}.0`) },
  'private-buckets-are-read-by-nobody-unknown': {
    'the replica is': set(BUCKET_POLICY, `${STATEMENT}.4`, {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::example.com/*',
    }),
  },
  'buckets-outlive-their-stack': {
    'the replica does not': (app) => (app.resource(SECONDARY_BUCKET).DeletionPolicy = 'Delete'),
  },
  'functions-have-a-supported-runtime': { 'Node.js 20': set(FUNCTION, 'Runtime', 'nodejs20.x') },
  'functions-have-their-code': {
    'a handler that is not there': set(FUNCTION, 'Handler', 'main.handler'),
    'a function that is not in it': set(FUNCTION, 'Handler', 'index.main'),
    'an asset of another Region': set(FUNCTION, 'Code.S3Bucket', 'cdk-hnb659fds-assets-123456789012-us-east-2'),
  },
  'fallback-apis-are-watched': {
    'no alarm': drop(ENDPOINT_ALARM),
    'an alarm on visitors who err': set(ENDPOINT_ALARM, 'MetricName', '4xx'),
    'an alarm on another API': set(ENDPOINT_ALARM, 'Dimensions.0.Value', 'a1b2c3d4e5'),
  },
  'metrics-exist': { 'the metric of REST APIs': set(ENDPOINT_ALARM, 'MetricName', '5XXError') },
  'metrics-have-their-dimensions': {
    'the dimension of REST APIs': set(ENDPOINT_ALARM, 'Dimensions.0.Name', 'ApiName'),
    'another API': set(ENDPOINT_ALARM, 'Dimensions.0.Value', 'a1b2c3d4e5'),
  },
  'metrics-have-a-fitting-statistic': { 'the worst of one request': set(ENDPOINT_ALARM, 'Statistic', 'Maximum') },
};

export const harmlessDeliveries: Mutations['harmless'] = {
  'an origin group for missing pages, too': codes(403, 404, 500, 502, 503, 504),
  'an origin group for throttling, too': codes(429, 500, 502, 503, 504),
  'an alarm on how many errors there are': all(
    set(ENDPOINT_ALARM, 'Statistic', 'Sum'),
    set(ENDPOINT_ALARM, 'Threshold', 10),
  ),
  'tags of the API': set(API, 'Tags', { team: 'web' }),
  'a permission by name': (app) => app.set(PERMISSION, 'FunctionName', { Ref: app.logicalId(FUNCTION) }),
};

/** On the way from a website to an API: DNS leads to the API, and visitors may still be at the website. */
export const arrivingMutations: Mutations = {
  settings: { secondaryEndpoint: 'https', retiredEndpoint: 'website' },
  broken: {
    'website-secondary-no-hsts': {
      'HSTS while the website is there': set(HEADERS, HSTS, { AccessControlMaxAgeSec: 31_536_000, Override: true }),
    },
    'website-secondary-needs-http': {
      'redirected while the website is there': configure(
        'DefaultCacheBehavior.ViewerProtocolPolicy',
        'redirect-to-https',
      ),
    },
  },
  harmless: {},
};

/** On the way back: DNS leads to the website, and visitors may still be at the API. */
export const leavingMutations: Mutations = {
  settings: { secondaryEndpoint: 'website', retiredEndpoint: 'https' },
  broken: {
    'website-secondary-no-hsts': { 'HSTS is on again': set(HEADERS, `${HSTS}.AccessControlMaxAgeSec`, 31_536_000) },
    'website-secondary-needs-ipv4': {
      'there is no endpoint with IPv6 to leave': (app) =>
        ['example.com', 'www.example.com'].forEach((name) =>
          app.set(`Secondary/Endpoint/Domains/${name}`, 'DomainNameConfigurations.0.IpAddressType', 'ipv4'),
        ),
    },
  },
  harmless: {},
};

/** Further states of a site, for what they are when nothing is changed. */
export const STATES: readonly Mutations[] = [
  { settings: { secondaryEndpoint: 'https', hsts: 'ending' }, broken: {}, harmless: {} },
  { settings: { manualSwitch: true }, broken: {}, harmless: {} },
  { settings: { manualSwitch: 'retired' }, broken: {}, harmless: {} },
  {
    settings: { secondaryEndpoint: 'website', retiredEndpoint: 'https', manualSwitch: true },
    broken: {},
    harmless: {},
  },
  {
    settings: { secondaryEndpoint: 'https', contentPath: false, secondaryBucketName: 'replica' },
    broken: {},
    harmless: {},
  },
  {
    settings: {
      secondaryEndpoint: 'https',
      domainName: 'example.dev',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
      secondaryCertificateArn: 'arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    },
    broken: {},
    harmless: {},
  },
];
