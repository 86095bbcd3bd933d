import { all, drop, remove, set, type Change } from '../../mutable-app';
import { begin, configure } from '../cloudfront/names';
import type { Mutations } from '../mutations';
import { CHECK, check, PRIMARY, resource, SECONDARY_BUCKET, withRef, WWW_PRIMARY } from '../route53/site';
import { BUCKET_POLICY, DECISION, DISTRIBUTION_CHECK, PRIMARY_IPV6, SWITCH, WWW_PRIMARY_IPV6 } from './paths';

const CONFIG = 'HealthCheckConfig';
const HOST = `${CONFIG}.FullyQualifiedDomainName`;
const PRIMARY_HOST = 'example-com-123456789012-2faa2fac.s3.us-east-2.amazonaws.com';
const HEALTH_OBJECT = 'Website/Content/HealthObject/CustomResource';
const ALIASES = [PRIMARY, PRIMARY_IPV6, WWW_PRIMARY, WWW_PRIMARY_IPV6];

const decidedBy = (ref: object): Change => all(...ALIASES.map((path) => set(path, 'HealthCheckId', ref)));

/** Changes the children of the deciding check, given as they are: the distribution's check and the switch. */
const children =
  (change: (distribution: unknown, own: unknown) => unknown[]): Change =>
  (app) => {
    const [distribution, own] = app.get(DECISION, `${CONFIG}.ChildHealthChecks`) as unknown[];
    const changed = change(distribution, own);
    app.set(DECISION, `${CONFIG}.ChildHealthChecks`, changed);
    app.set(DECISION, `${CONFIG}.HealthThreshold`, changed.length);
  };

const switchLike = (settings: object, logicalId = 'Added'): Change =>
  resource(
    'AWS::Route53::HealthCheck',
    {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'example.com.s3.us-west-2.amazonaws.com',
        ResourcePath: '/failover-switch',
        ...settings,
      },
    },
    logicalId,
  );

const switchAt = (host: string): Change => set(SWITCH, HOST, host);

export const decisionMutations: Mutations['broken'] = {
  'primaries-outlive-buckets-that-cloudfront-replaces': {
    "the bucket's own check decides": withRef(CHECK, decidedBy),
    "the bucket's own check decides for www": withRef(CHECK, (ref) => set(WWW_PRIMARY, 'HealthCheckId', ref)),
    'it is one of the children': withRef(CHECK, (ref) => children((distribution, own) => [distribution, ref, own])),
    'it stands in for the check of the distribution': set(DISTRIBUTION_CHECK, HOST, PRIMARY_HOST),
  },
  'primaries-do-not-rest-on-the-secondary': {
    'the switch is not inverted': set(SWITCH, `${CONFIG}.Inverted`, false),
    'nothing says that it is': remove(SWITCH, `${CONFIG}.Inverted`),
    'the replica is checked besides': all(
      switchLike({ ResourcePath: '/health.txt' }),
      children((distribution, own) => [distribution, own, { Ref: 'Added' }]),
    ),
  },
  'switches-decide-alone': {
    'one healthy child is enough': set(DECISION, `${CONFIG}.HealthThreshold`, 1),
    'nothing says how many': remove(DECISION, `${CONFIG}.HealthThreshold`),
    'no child need be': set(DECISION, `${CONFIG}.HealthThreshold`, 0),
    'two of three': all(
      withRef(CHECK, (ref) => children((distribution, own) => [distribution, ref, own])),
      set(DECISION, `${CONFIG}.HealthThreshold`, 2),
    ),
  },
  'switches-are-there-before-their-records': {
    'a switch in the stack of the records': all(
      switchLike({ Inverted: true }),
      children((distribution) => [distribution, { Ref: 'Added' }]),
    ),
    'the stacks are deployed in any order': (app) => (app.stack('Website').dependencies = []),
    'the secondary comes after the website': (app) => {
      app.stack('Website').dependencies = [];
      app.stack('Secondary').dependencies = [app.stack('Website').path];
    },
    'a switch alone': all(switchLike({ Inverted: true }), decidedBy({ Ref: 'Added' })),
  },
  'switches-are-put-by-operators-alone': {
    'its object is a page': set(SWITCH, `${CONFIG}.ResourcePath`, '/index.html'),
    'its object is that of the other checks': set(SWITCH, `${CONFIG}.ResourcePath`, '/health.txt'),
    'its object is a page of another directory': set(SWITCH, `${CONFIG}.ResourcePath`, '/404.html'),
    'something is deployed to its bucket, and what is stale removed': (app) => {
      const pages = structuredClone(app.resource('Website/Content/StalePages/CustomResource'));
      Object.assign(pages.Properties as object, { DestinationBucketName: 'example.com', Exclude: [] });
      app.add('Website', 'Added', pages);
    },
  },
  'switches-outlive-the-primary': {
    'in the primary bucket': switchAt(PRIMARY_HOST),
    "in the primary bucket, by S3's global name": switchAt('example-com-123456789012-2faa2fac.s3.amazonaws.com'),
    'in another bucket beside it': all(
      resource('AWS::S3::Bucket', { BucketName: 'switches' }),
      switchAt('switches.s3.us-east-2.amazonaws.com'),
    ),
  },
  'distributions-are-checked-by-a-page': {
    'over HTTP': all(set(DISTRIBUTION_CHECK, `${CONFIG}.Type`, 'HTTP'), set(DISTRIBUTION_CHECK, `${CONFIG}.Port`, 80)),
    'a connection': set(DISTRIBUTION_CHECK, `${CONFIG}.Type`, 'TCP'),
    'a path that is redirected': set(DISTRIBUTION_CHECK, `${CONFIG}.ResourcePath`, '/directory'),
    'an object that is not published': set(DISTRIBUTION_CHECK, `${CONFIG}.ResourcePath`, '/alive.txt'),
    'the function answers by itself': begin("if (request.uri === '/health.txt') { return { statusCode: 200 }; }"),
  },
  'distributions-are-checked-past-their-cache': {
    'it is kept for a day': set(HEALTH_OBJECT, 'SystemMetadata.cache-control', 'max-age=86400'),
    'nothing is said of it': remove(HEALTH_OBJECT, 'SystemMetadata'),
    'edges keep it for a minute': set(HEALTH_OBJECT, 'SystemMetadata.cache-control', 'max-age=0, s-maxage=60'),
    'edges keep everything for an hour': (app) => {
      const CachePolicyConfig = { Name: 'hour', MinTTL: 3600, DefaultTTL: 3600, MaxTTL: 3600 };
      app.add('Website', 'Hour', { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig } });
      configure('DefaultCacheBehavior.CachePolicyId', { Ref: 'Hour' })(app);
    },
    'a page is checked': set(DISTRIBUTION_CHECK, `${CONFIG}.ResourcePath`, '/assets/style.css'),
  },
  'primary-checks-watch-the-primary': {
    'the switch alone': children((_, own) => [own]),
    'it watches another distribution': set(DISTRIBUTION_CHECK, HOST, 'd111111abcdef8.cloudfront.net'),
    'it watches something else': set(DISTRIBUTION_CHECK, HOST, 'status.example.net'),
  },
  'primary-checks-are-not-inverted': {
    "the distribution's is inverted": set(DISTRIBUTION_CHECK, `${CONFIG}.Inverted`, true),
    'the deciding one is': set(DECISION, `${CONFIG}.Inverted`, true),
    'both are': all(set(DECISION, `${CONFIG}.Inverted`, true), set(DISTRIBUTION_CHECK, `${CONFIG}.Inverted`, true)),
  },
  'checks-do-not-watch-the-names-they-decide': {
    'the name of the site': set(DISTRIBUTION_CHECK, HOST, 'example.com'),
    'an alternate name': set(DISTRIBUTION_CHECK, HOST, 'www.example.com'),
    'a third child does': all(
      switchLike({ FullyQualifiedDomainName: 'example.com', ResourcePath: '/' }),
      children((distribution, own) => [distribution, own, { Ref: 'Added' }]),
    ),
  },
  'health-checks-decide-something': {
    "nothing counts the distribution's": children((_, own) => [own]),
    'the bucket has a second one': (app) =>
      check(structuredClone(app.get(CHECK, CONFIG)) as object, () => () => undefined)(app),
    "nothing hears of the bucket's": drop('Monitoring/Alarms/PrimaryUnhealthy'),
  },
  'health-objects-are-readable': {
    'the policy does not admit checkers to the switch': remove(BUCKET_POLICY, 'PolicyDocument.Statement.3'),
    'the policy admits them to another object': set(
      BUCKET_POLICY,
      'PolicyDocument.Statement.3.Resource',
      'arn:aws:s3:::example.com/health.txt',
    ),
    'the switch has another object': set(SWITCH, `${CONFIG}.ResourcePath`, '/switch'),
  },
  'health-objects-are-for-checkers-alone': {
    'everybody may read the switch': remove(BUCKET_POLICY, 'PolicyDocument.Statement.3.Condition'),
    'checkers may read all': set(BUCKET_POLICY, 'PolicyDocument.Statement.3.Resource', 'arn:aws:s3:::example.com/*'),
    'checkers may write': set(BUCKET_POLICY, 'PolicyDocument.Statement.3.Action', ['s3:GetObject', 's3:PutObject']),
  },
  'health-objects-are-not-under-kms': {
    'the replica is': set(
      SECONDARY_BUCKET,
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
      'aws:kms',
    ),
  },
  'buckets-are-checked-in-their-region': {
    'the switch by the global name': switchAt('example.com.s3.amazonaws.com'),
    'the switch in another Region': switchAt('example.com.s3.us-east-2.amazonaws.com'),
  },
  'failover-checks-are-watched': {
    'nobody hears of a failover': drop('Monitoring/Alarms/FailedOver'),
    'the alarm is on the bucket': (app) =>
      app.set(
        'Monitoring/Alarms/FailedOver',
        'Dimensions.0.Value',
        app.get('Monitoring/Alarms/PrimaryUnhealthy', 'Dimensions.0.Value'),
      ),
  },
  'hidden-losses-are-watched': {
    'nobody hears of a lost bucket': drop('Monitoring/Alarms/PrimaryUnhealthy'),
    'the bucket has no check': drop(CHECK),
    'its check watches another host': set(CHECK, HOST, 'status.example.net'),
  },
  'records-wait-for-the-site': {
    'not for the policy of the replica': (app) => (app.stack('Website').dependencies = []),
  },
};

export const harmlessDecisions: Mutations['harmless'] = {
  'the checked object, which edges ask for again each time': set(
    HEALTH_OBJECT,
    'SystemMetadata.cache-control',
    'no-cache',
  ),
  'a string is searched for': (app) => {
    app.set(DISTRIBUTION_CHECK, `${CONFIG}.Type`, 'HTTPS_STR_MATCH');
    app.set(DISTRIBUTION_CHECK, `${CONFIG}.SearchString`, 'ok');
  },
  'a switch elsewhere': all(
    set(SWITCH, HOST, 'switch.example.net'),
    remove(BUCKET_POLICY, 'PolicyDocument.Statement.3'),
  ),
};
