import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';
import {
  bothPrimaries,
  BUCKET,
  check,
  CHECK,
  CLOUDFRONT_ZONE,
  DISTRIBUTION,
  grouped,
  noLongerAfter,
  OTHER_CHECK,
  PRIMARY,
  record,
  SECONDARY,
  SECONDARY_BUCKET,
  watched,
  WEBSITE_ZONE,
  withRef,
  WWW_PRIMARY,
  WWW_SECONDARY,
} from './site';

const WEBSITE = { DNSName: 's3-website-us-west-2.amazonaws.com', HostedZoneId: WEBSITE_ZONE };
const SECONDARY_WEBSITE = {
  Type: 'HTTP',
  FullyQualifiedDomainName: 'example.com.s3-website-us-west-2.amazonaws.com',
  Port: 80,
  ResourcePath: '/',
};

const swapped: Change = (app) => {
  const target = app.get(PRIMARY, 'AliasTarget');
  app.set(PRIMARY, 'AliasTarget', app.get(SECONDARY, 'AliasTarget'));
  app.set(SECONDARY, 'AliasTarget', target);
};

const copied =
  (from: string, to: string, place: string): Change =>
  (app) =>
    app.set(to, place, structuredClone(app.get(from, place)));

const simple = (path: string) => all(remove(path, 'Failover'), remove(path, 'SetIdentifier'));

const addressed = (path: string) =>
  all(remove(path, 'AliasTarget'), set(path, 'TTL', '60'), set(path, 'ResourceRecords', ['192.0.2.1']));

export const failoverMutations: readonly Mutations[] = [
  {
    broken: {
      'aliases-name-a-target': {
        'no name': remove(PRIMARY, 'AliasTarget.DNSName'),
        'no zone': remove(SECONDARY, 'AliasTarget.HostedZoneId'),
        'an empty name': set(SECONDARY, 'AliasTarget.DNSName', ''),
      },
      'alias-zones-are-those-of-their-targets': {
        "the site's zone for CloudFront": set(PRIMARY, 'AliasTarget.HostedZoneId', 'Z0123456789EXAMPLE'),
        "CloudFront's zone for the website": set(SECONDARY, 'AliasTarget.HostedZoneId', CLOUDFRONT_ZONE),
        'the website zone of another Region': set(SECONDARY, 'AliasTarget.HostedZoneId', 'Z2O1EMRO9K5GLX'),
        'the website endpoint of another Region': set(
          SECONDARY,
          'AliasTarget.DNSName',
          's3-website.us-east-2.amazonaws.com',
        ),
        'a name that no service has': set(SECONDARY, 'AliasTarget.DNSName', 'backup.example.net'),
      },
      'aliases-to-websites-name-their-endpoint': {
        'the bucket before the endpoint': set(
          SECONDARY,
          'AliasTarget.DNSName',
          'example.com.s3-website-us-west-2.amazonaws.com',
        ),
        'a dot where this Region has a dash': set(
          SECONDARY,
          'AliasTarget.DNSName',
          's3-website.us-west-2.amazonaws.com',
        ),
        'the REST endpoint': set(SECONDARY, 'AliasTarget.DNSName', 's3.us-west-2.amazonaws.com'),
        'the REST endpoint of the bucket': set(
          SECONDARY,
          'AliasTarget.DNSName',
          'example.com.s3.us-west-2.amazonaws.com',
        ),
      },
      'alias-types-suit-their-targets': {
        'an AAAA alias to a website': record({ Name: 'example.com', Type: 'AAAA', AliasTarget: WEBSITE }),
        'a CNAME alias to CloudFront': bothPrimaries('Type', 'CNAME'),
        'an NS alias': record({
          Name: 'ns.example.com',
          Type: 'NS',
          AliasTarget: { DNSName: 'other.example.com', HostedZoneId: 'Z0123456789EXAMPLE' },
        }),
      },
      'cloudfront-aliases-evaluate-no-health': {
        'the PRIMARY does': set(PRIMARY, 'AliasTarget.EvaluateTargetHealth', true),
        'written as text': set(WWW_PRIMARY, 'AliasTarget.EvaluateTargetHealth', 'true'),
        'in a group': grouped((primary) => {
          (primary.AliasTarget as Record<string, unknown>).EvaluateTargetHealth = true;
        }),
      },
      'website-aliases-have-their-bucket': {
        'the bucket has another name': set(SECONDARY_BUCKET, 'BucketName', 'example.com-secondary'),
        'the redirect bucket is gone': drop('Secondary/Redirects/www.example.com/Bucket'),
        'the bucket is no website': remove(SECONDARY_BUCKET, 'WebsiteConfiguration'),
        'the bucket is in another Region': (app) => (app.stack('Secondary').region = 'eu-west-1'),
        'the records have another name': all(
          set(PRIMARY, 'Name', 'example2.com'),
          set(SECONDARY, 'Name', 'example2.com'),
        ),
        'a wildcard': all(set(WWW_PRIMARY, 'Name', '*.example.com'), set(WWW_SECONDARY, 'Name', '*.example.com')),
      },
      'cloudfront-records-have-their-alternate-name': {
        'www is no alternate name': remove(DISTRIBUTION, 'DistributionConfig.Aliases.1'),
        'the distribution has none': remove(DISTRIBUTION, 'DistributionConfig.Aliases'),
        'the record has another name': set(PRIMARY, 'Name', 'exampel.com'),
      },
      'site-names-lead-to-their-distribution': {
        'another distribution': set(PRIMARY, 'AliasTarget.DNSName', 'd111111abcdef8.cloudfront.net'),
        'a simple address': record({
          Name: 'www.example.com',
          Type: 'A',
          TTL: '60',
          ResourceRecords: ['192.0.2.1'],
        }),
        'the website': set(WWW_PRIMARY, 'AliasTarget', WEBSITE),
      },
      'aliases-lead-to-distributions-of-the-app': {
        'another distribution': set(WWW_PRIMARY, 'AliasTarget.DNSName', 'd111111abcdef8.cloudfront.net'),
        'another distribution as the SECONDARY': set(SECONDARY, 'AliasTarget', {
          DNSName: 'd111111abcdef8.cloudfront.net',
          HostedZoneId: CLOUDFRONT_ZONE,
        }),
        'another distribution in a group': grouped((primary) => {
          (primary.AliasTarget as Record<string, unknown>).DNSName = 'd111111abcdef8.cloudfront.net';
        }),
      },
      'website-aliases-wait-for-their-bucket': {
        'the stacks are deployed in any order': (app) => (app.stack('Website').dependencies = []),
        "only the certificate's stack is deployed before": (app) =>
          (app.stack('Website').dependencies = [app.stack('Certificate').path]),
        'the secondary comes after the website': (app) => {
          app.stack('Website').dependencies = [];
          app.stack('Secondary').dependencies = [app.stack('Website').path];
        },
      },
      'failover-roles-are-known': {
        'in lower case': set(PRIMARY, 'Failover', 'primary'),
        'another word': set(SECONDARY, 'Failover', 'BACKUP'),
        empty: set(WWW_SECONDARY, 'Failover', ''),
      },
      'failover-records-are-pairs': {
        'no PRIMARY': drop(PRIMARY),
        'no SECONDARY': drop(WWW_SECONDARY),
        'two PRIMARY records': set(SECONDARY, 'Failover', 'PRIMARY'),
        'two SECONDARY records': set(PRIMARY, 'Failover', 'SECONDARY'),
        'different types': set(SECONDARY, 'Type', 'AAAA'),
        'different names': set(SECONDARY, 'Name', 'www.example.com'),
        'different zones': set(WWW_SECONDARY, 'HostedZoneId', 'Z0OTHERZONE'),
        'two PRIMARY records in a group': grouped(undefined, (secondary) => (secondary.Failover = 'PRIMARY')),
      },
      'failover-leaves-cloudfront': {
        'both lead to CloudFront': copied(PRIMARY, SECONDARY, 'AliasTarget'),
        'both lead to the website': copied(SECONDARY, PRIMARY, 'AliasTarget'),
        'the targets are swapped': swapped,
        'the roles are swapped': all(set(PRIMARY, 'Failover', 'SECONDARY'), set(SECONDARY, 'Failover', 'PRIMARY')),
      },
      'secondaries-are-aliases': {
        'an address': addressed(SECONDARY),
        'an address for www': addressed(WWW_SECONDARY),
        nothing: remove(SECONDARY, 'AliasTarget'),
      },
      'primaries-have-a-health-check': {
        none: remove(PRIMARY, 'HealthCheckId'),
        'none for www': remove(WWW_PRIMARY, 'HealthCheckId'),
        'in another Region only': (app) => {
          const stack = app.stack('Website');
          const Conditions = { There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
          stack.template = { ...stack.template, Conditions };
          const id = app.get(PRIMARY, 'HealthCheckId');
          app.set(PRIMARY, 'HealthCheckId', { 'Fn::If': ['There', id, { Ref: 'AWS::NoValue' }] });
        },
        'none in a group': grouped((primary) => delete primary.HealthCheckId),
        'it stands at the SECONDARY': all(
          copied(PRIMARY, SECONDARY, 'HealthCheckId'),
          remove(PRIMARY, 'HealthCheckId'),
        ),
      },
      'secondaries-come-after-primaries': {
        'nothing orders them': noLongerAfter(SECONDARY, 'Aliases'),
        'nothing orders those of www': noLongerAfter(WWW_SECONDARY, 'Aliases'),
        'the PRIMARY comes after the SECONDARY': (app) => {
          noLongerAfter(SECONDARY, 'Aliases')(app);
          app.resource(PRIMARY).DependsOn = [app.logicalId(SECONDARY)];
        },
      },
      'every-name-of-a-site-fails-over': {
        'www has no records': all(drop(WWW_PRIMARY), drop(WWW_SECONDARY)),
        'www has a simple record': all(drop(WWW_SECONDARY), simple(WWW_PRIMARY)),
        'no name has records': all(...[PRIMARY, SECONDARY, WWW_PRIMARY, WWW_SECONDARY].map(drop)),
        'one name more': set(DISTRIBUTION, 'DistributionConfig.Aliases.2', 'shop.example.com'),
      },
      'records-wait-for-the-site': {
        'for nothing': all(noLongerAfter(PRIMARY, ''), noLongerAfter(CHECK, '')),
        'not for the content': all(noLongerAfter(PRIMARY, 'Content'), noLongerAfter(CHECK, 'Content')),
        'not for the policy': all(
          noLongerAfter(PRIMARY, 'PrimaryBucketPolicy'),
          noLongerAfter(CHECK, 'PrimaryBucketPolicy'),
        ),
        'not for the last step of the content': all(
          ...[PRIMARY, SECONDARY, CHECK].map((path) => noLongerAfter(path, 'ContentStalePages')),
        ),
        "the content does not wait for the replication role's policy": (app) =>
          Object.values(app.stack('Website').template.Resources ?? {}).forEach((resource) => {
            (resource as { DependsOn?: unknown }).DependsOn = [resource.DependsOn ?? []]
              .flat()
              .filter((id) => !id.startsWith('PrimaryBucketReplicationRole'));
          }),
      },
      'record-health-checks-exist': {
        'another word': set(PRIMARY, 'HealthCheckId', 'health-check'),
        'the id of another resource': withRef(DISTRIBUTION, (ref) => set(PRIMARY, 'HealthCheckId', ref)),
        'the name of the bucket': withRef(BUCKET, (ref) => set(WWW_PRIMARY, 'HealthCheckId', ref)),
      },
      'record-health-checks-are-of-the-app': {
        'of another app': set(PRIMARY, 'HealthCheckId', OTHER_CHECK),
        'of another app for www': set(WWW_PRIMARY, 'HealthCheckId', OTHER_CHECK),
        'of another app at the SECONDARY': set(SECONDARY, 'HealthCheckId', OTHER_CHECK),
      },
      'primary-checks-watch-the-primary': {
        'it watches another host': set(CHECK, 'HealthCheckConfig.FullyQualifiedDomainName', 'status.example.net'),
        'it watches the secondary bucket': set(
          CHECK,
          'HealthCheckConfig.FullyQualifiedDomainName',
          'example.com.s3.us-west-2.amazonaws.com',
        ),
        'it watches the distribution': (app) =>
          app.set(CHECK, 'HealthCheckConfig.FullyQualifiedDomainName', {
            'Fn::GetAtt': [app.logicalId(DISTRIBUTION), 'DomainName'],
          }),
        'it watches the website endpoint of the primary': set(
          CHECK,
          'HealthCheckConfig.FullyQualifiedDomainName',
          'example-com-123456789012-2faa2fac.s3-website.us-east-2.amazonaws.com',
        ),
        'it watches an address, whatever its name': set(CHECK, 'HealthCheckConfig.IPAddress', '198.51.100.7'),
        'it watches S3 as a whole': set(
          CHECK,
          'HealthCheckConfig.FullyQualifiedDomainName',
          's3.us-east-2.amazonaws.com',
        ),
        'the PRIMARY has a check of the secondary': check(SECONDARY_WEBSITE, (ref) =>
          set(PRIMARY, 'HealthCheckId', ref),
        ),
      },
      'primary-checks-are-not-inverted': {
        'it is inverted': set(CHECK, 'HealthCheckConfig.Inverted', true),
        'a calculated check is': withRef(CHECK, (ref) =>
          check({ Type: 'CALCULATED', ChildHealthChecks: [ref], HealthThreshold: 1, Inverted: true }, (id) =>
            bothPrimaries('HealthCheckId', id),
          ),
        ),
        'its child is': all(
          set(CHECK, 'HealthCheckConfig.Inverted', 'true'),
          withRef(CHECK, (ref) =>
            check({ Type: 'CALCULATED', ChildHealthChecks: [ref], HealthThreshold: 1 }, (id) =>
              bothPrimaries('HealthCheckId', id),
            ),
          ),
        ),
      },
      'secondaries-have-no-check-of-the-primary': {
        'the same check': copied(PRIMARY, SECONDARY, 'HealthCheckId'),
        'the same check for www': copied(WWW_PRIMARY, WWW_SECONDARY, 'HealthCheckId'),
        'another check of the primary bucket': (app) => {
          const config = structuredClone(app.get(CHECK, 'HealthCheckConfig')) as object;
          check(config, (ref) => set(SECONDARY, 'HealthCheckId', ref))(app);
        },
      },
      'secondary-checks-watch-the-secondary': {
        'it watches something else': check({ Type: 'HTTPS', FullyQualifiedDomainName: 'status.example.net' }, (ref) =>
          set(SECONDARY, 'HealthCheckId', ref),
        ),
        'it watches the primary': copied(PRIMARY, SECONDARY, 'HealthCheckId'),
        'it is inverted': check({ ...SECONDARY_WEBSITE, Inverted: true }, (ref) =>
          set(SECONDARY, 'HealthCheckId', ref),
        ),
      },
      'checks-do-not-watch-the-names-they-decide': {
        'the name of the site': set(CHECK, 'HealthCheckConfig.FullyQualifiedDomainName', 'example.com'),
        'an alternate name': set(CHECK, 'HealthCheckConfig.FullyQualifiedDomainName', 'WWW.example.com.'),
        'a second check does': check({ Type: 'HTTPS', FullyQualifiedDomainName: 'www.example.com' }, (ref) =>
          set(WWW_PRIMARY, 'HealthCheckId', ref),
        ),
      },
      'health-checks-decide-something': {
        'no record uses it': all(remove(PRIMARY, 'HealthCheckId'), remove(WWW_PRIMARY, 'HealthCheckId')),
        'one record uses another': all(
          remove(PRIMARY, 'HealthCheckId'),
          check(SECONDARY_WEBSITE, (ref) => set(WWW_PRIMARY, 'HealthCheckId', ref)),
        ),
        'a calculated one that nobody uses': withRef(CHECK, (ref) =>
          check({ Type: 'CALCULATED', ChildHealthChecks: [ref], HealthThreshold: 1 }, () => () => undefined),
        ),
      },
    },
    harmless: {
      'a check of something else, for its metrics': check(
        { Type: 'HTTP', FullyQualifiedDomainName: 'api.example.net', Port: 8080, MeasureLatency: true },
        () => () => undefined,
      ),
      "another name at somebody else's distribution": record({
        Name: 'docs.example.com',
        Type: 'CNAME',
        TTL: '300',
        ResourceRecords: ['d111111abcdef8.cloudfront.net'],
      }),
      'EvaluateTargetHealth of the website': set(SECONDARY, 'AliasTarget.EvaluateTargetHealth', true),
      'the endpoint with a dot at its end, in upper case': set(
        SECONDARY,
        'AliasTarget.DNSName',
        'S3-website-us-west-2.amazonaws.com.',
      ),
      'a SECONDARY that waits for its PRIMARY alone': (app) => {
        app.resource(SECONDARY).DependsOn = app.logicalId(PRIMARY);
      },
      'records that wait for less of what comes first': all(
        noLongerAfter(PRIMARY, 'ContentLog', 'ContentAssets', 'ContentPages'),
        noLongerAfter(CHECK, 'ContentLog', 'ContentAssets'),
      ),
      'a check of the secondary for the SECONDARY': check(SECONDARY_WEBSITE, (ref) =>
        set(SECONDARY, 'HealthCheckId', ref),
      ),
      'a calculated check for the PRIMARY records': all(
        withRef(CHECK, (ref) =>
          check({ Type: 'CALCULATED', ChildHealthChecks: [ref], HealthThreshold: 1 }, (id) =>
            bothPrimaries('HealthCheckId', id),
          ),
        ),
        watched('AddedCheck'),
      ),
    },
  },
];
