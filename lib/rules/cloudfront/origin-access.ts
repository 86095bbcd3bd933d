import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { concerns, isForEveryone } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';
import { inForm, nameOf } from './checks';
import { bucketOf, DISTRIBUTION, originsOf, restHost, s3Host } from './model';

const RESTRICTING =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html';
export const CONTROL = 'AWS::CloudFront::OriginAccessControl';
const DOMAIN_NAMES =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html';

/** How CloudFront gets at what a bucket holds. */
export const originAccessRules: readonly Rule[] = [
  {
    id: 'cloudfront-website-origin',
    severity: 'error',
    sentence: 'An S3 website endpoint is an origin over HTTP, without access control.',
    page: DOMAIN_NAMES,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const origin of originsOf(distribution)) {
        const protocol = origin.at('CustomOriginConfig.OriginProtocolPolicy');
        const control = origin.at('OriginAccessControlId');
        const host = String(origin.at('DomainName'));
        if (s3Host(host)?.kind !== 'website') {
          continue;
        }
        if (protocol.text !== 'http-only') {
          yield {
            at: protocol,
            wrong: `${host} speaks HTTP alone, but is asked by ${origin.at('S3OriginConfig').exists ? 'S3OriginConfig' : String(protocol)}`,
            write: 'give the origin CustomOriginConfig with OriginProtocolPolicy http-only, or name the REST hostname',
          };
        }
        if (control.text) {
          yield { at: control, wrong: `${host} takes no signed requests`, write: 'remove OriginAccessControlId' };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-access',
    severity: 'error',
    sentence: 'CloudFront reads a private bucket with one access control, which exists.',
    page: RESTRICTING,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const origin of originsOf(distribution)) {
        const control = origin.at('OriginAccessControlId');
        const identity = origin.at('S3OriginConfig.OriginAccessIdentity');
        const bucket = restHost(origin) && bucketOf(origin, assembly);
        if (control.text && identity.text) {
          yield { at: identity, wrong: `${nameOf(origin)} has two access controls`, write: 'set it to ""' };
        }
        if (bucket && !control.text && !identity.text && !isPublic(bucket, assembly)) {
          yield {
            at: control,
            wrong: `${bucket.ref} is private, but the origin has no access control: every page is a 403`,
            write: 'set OriginAccessControlId to an origin access control of type s3',
          };
        }
        if (control.text && !assembly.find(CONTROL, control.text)) {
          yield* inForm(control, /^E[A-Z0-9]{9,}$/, 'refer to an AWS::CloudFront::OriginAccessControl');
        }
        yield* inForm(identity, /^$|^origin-access-identity\/cloudfront\/./, 'set it to ""');
      }
    },
  },
  {
    id: 'cloudfront-signs-requests',
    severity: 'error',
    sentence: 'The access control of a bucket is of type s3 and signs every request.',
    page: RESTRICTING,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const origin of originsOf(distribution).filter(restHost)) {
        const control = assembly.find(CONTROL, origin.at('OriginAccessControlId').text);
        const wanted = { OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' };
        for (const [name, value] of control ? Object.entries(wanted) : []) {
          const at = control?.at(`OriginAccessControlConfig.${name}`);
          if (at?.text !== value) {
            yield {
              resource: control,
              at,
              wrong: `${name} is ${String(at)}, so that the bucket refuses what CloudFront asks`,
              write: `set ${name} to ${value}`,
            };
          }
        }
        if (control && !origin.at('S3OriginConfig').exists) {
          yield {
            at: origin.at('S3OriginConfig'),
            wrong: `${nameOf(origin)} has an access control of S3, but no S3OriginConfig`,
            write: 'give the origin S3OriginConfig with OriginAccessIdentity ""',
          };
        }
      }
    },
  },
];

function isPublic(bucket: Resource, assembly: Assembly): boolean {
  return bucketStatements(bucket, assembly).some(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.conditions.length === 0 &&
      isForEveryone(statement) &&
      concerns(statement, 's3:GetObject', `arn:aws:s3:::${bucket.ref}/index.html`),
  );
}
