import { all, set } from '../../mutable-app';
import type { Change } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { addBehavior, configure, DISTRIBUTION, PRIMARY, SECONDARY } from './names';

const geo = (RestrictionType: string, Locations?: string[]) =>
  configure('Restrictions', { GeoRestriction: { RestrictionType, Locations } });

const addLogBucket =
  (ObjectOwnership?: string): Change =>
  (app) => {
    const bucket = structuredClone(app.resource(PRIMARY));
    const properties = bucket.Properties as Record<string, unknown>;
    app.add('Website', 'Logs', {
      ...bucket,
      Properties: {
        ...properties,
        BucketName: 'logs-123456789012',
        ReplicationConfiguration: undefined,
        OwnershipControls: ObjectOwnership && { Rules: [{ ObjectOwnership }] },
      },
    });
    app.set(DISTRIBUTION, 'DistributionConfig.Logging', { Bucket: 'logs-123456789012.s3.amazonaws.com' });
  };

const addWebAcl =
  (role: string, Scope: string): Change =>
  (app) => {
    app.add(role, 'Acl', { Type: 'AWS::WAFv2::WebACL', Properties: { Scope, DefaultAction: { Allow: {} } } });
    app.set(DISTRIBUTION, 'DistributionConfig.WebACLId', { 'Fn::GetAtt': ['Acl', 'Arn'] });
  };

export const distributionMutations: Mutations = {
  broken: {
    'cloudfront-is-enabled': {
      'the distribution is disabled': configure('Enabled', false),
      'nothing says whether it is enabled': configure('Enabled', undefined),
      'it is a staging distribution': configure('Staging', true),
      'it is a template for tenants': configure('ConnectionMode', 'tenant-only'),
    },
    'cloudfront-settings': {
      'parameters of tenants': configure('TenantConfig', { ParameterDefinitions: [] }),
      'an unknown HTTP version': configure('HttpVersion', 'http4'),
      'an unknown price class': configure('PriceClass', 'PriceClass_300'),
      'a comment of 129 characters': configure('Comment', 'c'.repeat(129)),
      'names in CNAMEs': configure('CNAMEs', ['example.com']),
      'a caller reference': configure('CallerReference', 'once'),
      'continuous deployment with HTTP/3': configure(
        'ContinuousDeploymentPolicyId',
        '2a1e5e1d-0000-4000-8000-000000000000',
      ),
    },
    'cloudfront-geo-restriction': {
      'countries, but no type': configure('Restrictions', { GeoRestriction: { Locations: ['US'] } }),
      'a whitelist of nothing': geo('whitelist'),
      'no restriction, but countries': geo('none', ['DE']),
      'an unknown type': geo('allow', ['DE']),
      'a country by its name': geo('blacklist', ['Germany']),
    },
    'cloudfront-is-open-to-the-world': {
      'visitors of one country only': geo('whitelist', ['US']),
      'visitors of one country locked out': geo('blacklist', ['US']),
      'visitors of several locked out': geo('blacklist', ['AT', 'CH']),
    },
    'cloudfront-web-acl': {
      'a regional web ACL': configure('WebACLId', 'arn:aws:wafv2:us-east-2:123456789012:regional/webacl/site/1'),
      'a web ACL by its name': configure('WebACLId', 'site'),
      'a web ACL outside us-east-1': addWebAcl('Website', 'CLOUDFRONT'),
      'a global web ACL elsewhere': configure('WebACLId', 'arn:aws:wafv2:us-east-2:123456789012:global/webacl/site/1'),
    },
    'cloudfront-logs-to-a-bucket': {
      'logs to a bucket that takes no ACLs': addLogBucket('BucketOwnerEnforced'),
      'logs to a bucket that is as new buckets are': addLogBucket(),
      'logs to a name': configure('Logging', { Bucket: 'logs' }),
      'logs to nothing': configure('Logging', { Prefix: 'logs/' }),
      'logs among the pages': all(
        configure('Logging', { Bucket: { 'Fn::GetAtt': ['PrimaryBucketD7F3B2DB', 'RegionalDomainName'] } }),
        set(PRIMARY, 'OwnershipControls.Rules.0.ObjectOwnership', 'ObjectWriter'),
      ),
    },
    'cloudfront-quotas': {
      '101 alternate names': configure(
        'Aliases',
        Array.from({ length: 101 }, (_, index) => `n${index}.example.com`),
      ),
      '76 behaviors': addBehavior(...Array.from({ length: 75 }, (_, index) => ({ PathPattern: `/${index}/*` }))),
      '101 origins': configure(
        'Origins',
        Array.from({ length: 101 }, (_, index) => ({ Id: `o${index}` })),
      ),
    },
  },
  harmless: {
    'a comment of 128 characters': configure('Comment', 'c'.repeat(128)),
    'no comment': configure('Comment', undefined),
    'the cheapest price class': configure('PriceClass', 'PriceClass_100'),
    'HTTP/2 only': configure('HttpVersion', 'http2'),
    'HTTP/3 only': configure('HttpVersion', 'http3'),
    'no restriction, said so': geo('none'),
    'a web ACL for CloudFront': configure('WebACLId', 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/site/1-2'),
    'a distribution that keeps no logs': configure('Logging', { Enabled: false, Bucket: '', Prefix: '' }),
    '75 behaviors': addBehavior(...Array.from({ length: 74 }, (_, index) => ({ PathPattern: `/${index}/*` }))),
    'a tag': set(DISTRIBUTION, 'Tags', [{ Key: 'team', Value: 'web' }]),
    'logs to a bucket elsewhere': configure('Logging', { Bucket: 'central-logs.s3.amazonaws.com', Prefix: 'site/' }),
    'a bucket of another name is untouched': set(SECONDARY, 'Tags', [{ Key: 'team', Value: 'web' }]),
  },
};

export const sameRegionMutations: Mutations = {
  settings: { primaryRegion: 'us-east-1' },
  broken: {
    'cloudfront-web-acl': { 'a web ACL for regional resources': addWebAcl('Website', 'REGIONAL') },
  },
  harmless: { 'a web ACL of this app': addWebAcl('Website', 'CLOUDFRONT') },
};
