import type { Resource } from '../../rules/assembly/resource';
import type { Value } from '../../rules/assembly/value';
import { NotUnderstood } from '../not-understood';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** A cache behavior; what only concerns caches is without effect, as nothing is cached here. */
const BEHAVIOR = [
  ...['AllowedMethods', 'CachedMethods', 'CachePolicyId', 'Compress', 'PathPattern', 'RealtimeLogConfigArn'],
  ...['FunctionAssociations.EventType', 'FunctionAssociations.FunctionARN'],
  ...['ResponseHeadersPolicyId', 'TargetOriginId', 'ViewerProtocolPolicy'],
];

/**
 * Properties that this part models, or that change nothing of what visitors get; names of list elements are left out.
 *
 * Those of `ONLY_AS` are here too: `refuseUnknown` looks at their values.
 */
export const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = {
  [DISTRIBUTION]: [
    'Tags',
    ...inConfig('Aliases', 'Comment', 'DefaultRootObject', 'Enabled', 'HttpVersion', 'IPV6Enabled'),
    ...inConfig('Logging', 'PriceClass', 'ViewerCertificate'),
    ...inConfig('Staging', 'WebACLId', 'ConnectionMode', 'ContinuousDeploymentPolicyId'),
    ...inConfig('Restrictions.GeoRestriction.RestrictionType'),
    ...BEHAVIOR.flatMap((name) => inConfig(`DefaultCacheBehavior.${name}`, `CacheBehaviors.${name}`)),
    ...['SmoothStreaming', 'FieldLevelEncryptionId', 'OriginRequestPolicyId', 'GrpcConfig.Enabled'].flatMap((name) =>
      inConfig(`DefaultCacheBehavior.${name}`, `CacheBehaviors.${name}`),
    ),
    ...['ErrorCode', 'ResponseCode', 'ResponsePagePath', 'ErrorCachingMinTTL'].flatMap((name) =>
      inConfig(`CustomErrorResponses.${name}`),
    ),
    ...['Id', 'DomainName', 'OriginPath', 'OriginAccessControlId', 'ConnectionAttempts', 'ConnectionTimeout'].flatMap(
      (name) => inConfig(`Origins.${name}`),
    ),
    ...['S3OriginConfig.OriginAccessIdentity', 'S3OriginConfig.OriginReadTimeout', 'OriginShield.Enabled'].flatMap(
      (name) => inConfig(`Origins.${name}`),
    ),
    ...['HTTPPort', 'HTTPSPort', 'OriginProtocolPolicy', 'OriginReadTimeout', 'OriginKeepaliveTimeout'].flatMap(
      (name) => inConfig(`Origins.CustomOriginConfig.${name}`),
    ),
    ...inConfig('Origins.CustomOriginConfig.OriginSSLProtocols', 'Origins.CustomOriginConfig.IpAddressType'),
    ...inConfig('Origins.OriginCustomHeaders.HeaderName', 'Origins.OriginCustomHeaders.HeaderValue'),
    ...inConfig('OriginGroups.Quantity', 'OriginGroups.Items.Id', 'OriginGroups.Items.SelectionCriteria'),
    ...inConfig('OriginGroups.Items.FailoverCriteria.StatusCodes', 'OriginGroups.Items.Members'),
  ],
  'AWS::CloudFront::Function': [
    ...['Name', 'FunctionCode', 'AutoPublish', 'Tags', 'FunctionConfig.Comment', 'FunctionConfig.Runtime'],
  ],
  'AWS::CloudFront::OriginAccessControl': ['Name', 'Description', 'SigningBehavior', 'SigningProtocol']
    .concat('OriginAccessControlOriginType')
    .map((name) => `OriginAccessControlConfig.${name}`),
  'AWS::CloudFront::ResponseHeadersPolicy': ['Name', 'Comment', 'SecurityHeadersConfig', 'CustomHeadersConfig']
    .concat('RemoveHeadersConfig')
    .map((name) => `ResponseHeadersPolicyConfig.${name}`),
};

/** Values with which a property leaves the model as it is; any other is refused. */
const ONLY_AS: Readonly<Record<string, readonly string[]>> = {
  'DistributionConfig.Staging': ['false'],
  'DistributionConfig.WebACLId': [''],
  'DistributionConfig.ConnectionMode': ['direct'],
  'DistributionConfig.ContinuousDeploymentPolicyId': [''],
  'DistributionConfig.Restrictions.GeoRestriction.RestrictionType': ['none'],
  'DistributionConfig.DefaultCacheBehavior.SmoothStreaming': ['false'],
  'DistributionConfig.DefaultCacheBehavior.FieldLevelEncryptionId': [''],
  'DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId': [''],
  'DistributionConfig.DefaultCacheBehavior.GrpcConfig.Enabled': ['false'],
  'DistributionConfig.CacheBehaviors.SmoothStreaming': ['false'],
  'DistributionConfig.CacheBehaviors.FieldLevelEncryptionId': [''],
  'DistributionConfig.CacheBehaviors.OriginRequestPolicyId': [''],
  'DistributionConfig.CacheBehaviors.GrpcConfig.Enabled': ['false'],
  'DistributionConfig.Origins.S3OriginConfig.OriginAccessIdentity': [''],
  'DistributionConfig.Origins.OriginShield.Enabled': ['false'],
  'DistributionConfig.Origins.CustomOriginConfig.HTTPPort': ['80'],
  'DistributionConfig.Origins.CustomOriginConfig.HTTPSPort': ['443'],
  'DistributionConfig.Origins.CustomOriginConfig.IpAddressType': ['ipv4'],
  'DistributionConfig.OriginGroups.Items.SelectionCriteria': ['default'],
  AutoPublish: ['true'],
  'OriginAccessControlConfig.OriginAccessControlOriginType': ['s3'],
};

/** @throws NotUnderstood for the first property of a resource that is not modelled */
export function refuseUnknown(resource: Resource): void {
  const known = UNDERSTOOD[resource.type] ?? [];
  for (const name of Object.keys(resource.source.Properties ?? {})) {
    refuseUnknownAt(resource.at(name), name, known, resource);
  }
}

function refuseUnknownAt(value: Value, name: string, known: readonly string[], resource: Resource): void {
  const values = ONLY_AS[name];
  if ((known.includes(name) && !values) || !value.exists || String(value) === '[]') {
    return;
  }
  if (values ? !values.includes(String(value)) : !known.some((other) => other.startsWith(`${name}.`))) {
    throw new NotUnderstood(resource.path, placeOf(value));
  }
  if (!values) {
    for (const [child, below] of value.list.flatMap((element) => element.entries)) {
      refuseUnknownAt(below, `${name}.${child}`, known, resource);
    }
  }
}

/** Where a value stands, as its template has it. */
export function placeOf(value: Value): string {
  return value.place.replace(/^Properties\./, '');
}

function inConfig(...names: string[]): string[] {
  return names.map((name) => `DistributionConfig.${name}`);
}
