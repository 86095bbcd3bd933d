import { NotUnderstood } from '../../../lib/rehearsal/not-understood';
import { set } from '../../rules/mutable-app';
import { bucket, CONTROL, distribution, DISTRIBUTION, FUNCTION, HEADERS } from './origin';

const CONFIG = 'DistributionConfig';
const BEHAVIOR = `${CONFIG}.DefaultCacheBehavior`;
const POLICY = 'ResponseHeadersPolicyConfig';

test.each<[string, string, unknown]>([
  [DISTRIBUTION, `${CONFIG}.WebACLId`, 'arn:aws:wafv2:…'],
  [DISTRIBUTION, `${CONFIG}.Staging`, true],
  [DISTRIBUTION, `${CONFIG}.ContinuousDeploymentPolicyId`, 'id'],
  [DISTRIBUTION, `${CONFIG}.ViewerMtlsConfig`, { Mode: 'required' }],
  [DISTRIBUTION, `${CONFIG}.SomethingNew`, true],
  [DISTRIBUTION, `${CONFIG}.Restrictions.GeoRestriction.RestrictionType`, 'whitelist'],
  [DISTRIBUTION, `${CONFIG}.Restrictions.GeoRestriction.Locations`, ['DE']],
  [DISTRIBUTION, `${BEHAVIOR}.ForwardedValues`, { QueryString: true }],
  [DISTRIBUTION, `${BEHAVIOR}.CachePolicyId`, '2e54312d-136d-493c-8eb9-b001f22f67d2'],
  [DISTRIBUTION, `${BEHAVIOR}.OriginRequestPolicyId`, '216adef6-5c7f-47e4-b989-5492eafa07d3'],
  [DISTRIBUTION, `${BEHAVIOR}.LambdaFunctionAssociations`, [{ EventType: 'origin-request' }]],
  [DISTRIBUTION, `${BEHAVIOR}.TrustedKeyGroups`, ['group']],
  [DISTRIBUTION, `${BEHAVIOR}.TrustedSigners`, ['self']],
  [DISTRIBUTION, `${BEHAVIOR}.FieldLevelEncryptionId`, 'id'],
  [DISTRIBUTION, `${BEHAVIOR}.SmoothStreaming`, true],
  [DISTRIBUTION, `${BEHAVIOR}.GrpcConfig.Enabled`, true],
  [DISTRIBUTION, `${BEHAVIOR}.ResponseHeadersPolicyId`, '67f7725c-6f97-4210-82d7-5512b31e9d03'],
  [DISTRIBUTION, `${BEHAVIOR}.TargetOriginId`, 'nowhere'],
  [DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations.0.FunctionARN`, 'arn:aws:cloudfront::1:function/other'],
  [DISTRIBUTION, `${CONFIG}.Origins.0.S3OriginConfig.OriginAccessIdentity`, 'origin-access-identity/cloudfront/E1'],
  [DISTRIBUTION, `${CONFIG}.Origins.0.VpcOriginConfig`, { VpcOriginId: 'vo_1' }],
  [DISTRIBUTION, `${CONFIG}.Origins.0.OriginShield.Enabled`, true],
  [DISTRIBUTION, `${CONFIG}.Origins.0.ResponseCompletionTimeout`, 60],
  [DISTRIBUTION, `${CONFIG}.Origins.0.CustomOriginConfig.HTTPPort`, 8080],
  [DISTRIBUTION, `${CONFIG}.Origins.0.OriginAccessControlId`, 'E1'],
  [FUNCTION, 'FunctionConfig.KeyValueStoreAssociations', [{ KeyValueStoreARN: 'arn' }]],
  [FUNCTION, 'AutoPublish', false],
  [CONTROL, 'OriginAccessControlConfig.OriginAccessControlOriginType', 'lambda'],
  [HEADERS, `${POLICY}.CorsConfig`, { OriginOverride: true }],
  [HEADERS, `${POLICY}.ServerTimingHeadersConfig`, { Enabled: true }],
  [HEADERS, `${POLICY}.SecurityHeadersConfig.Unheard`, { Override: true }],
])('%s with another %s is refused', (path, place, value) => {
  const build = () => distribution(bucket(), set(path, place, value));
  expect(build).toThrow(NotUnderstood);
  expect(build).toThrow(`example.com/${path}/Resource: the rehearsal does not understand ${place}`);
});

test.each<[string, unknown]>([
  [`${CONFIG}.WebACLId`, ''],
  [`${CONFIG}.PriceClass`, 'PriceClass_100'],
  [`${CONFIG}.Restrictions.GeoRestriction`, { RestrictionType: 'none' }],
  [`${CONFIG}.Logging`, { Bucket: 'logs' }],
  [`${BEHAVIOR}.TrustedSigners`, []],
  [`${BEHAVIOR}.LambdaFunctionAssociations`, []],
  [`${BEHAVIOR}.GrpcConfig`, { Enabled: false }],
])('%s of %j changes nothing', (place, value) => {
  expect(() => distribution(bucket(), set(DISTRIBUTION, place, value))).not.toThrow();
});

test.each([
  [
    'that waits',
    'async function handler(event) { return event.request; }',
    'modules or asynchronous code in FunctionCode',
  ],
  ['with modules', "var c = require('crypto'); function handler() {}", 'modules or asynchronous code in FunctionCode'],
  ['that is no program', 'function handler( {', 'FunctionCode, which is no JavaScript'],
])('a function %s is refused', (_, code, what) => {
  expect(() => distribution(bucket(), set(FUNCTION, 'FunctionCode', code))).toThrow(
    `example.com/${FUNCTION}/Resource: the rehearsal does not understand ${what}`,
  );
});
