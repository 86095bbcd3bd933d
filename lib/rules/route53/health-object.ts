import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';
import { CHECKERS, type AddressRange } from './address-ranges';
import { mayRead } from './anonymous-access';
import { checkRule, setting } from './check-settings';
import { typeOf, watchedBucket, watchedKey } from './checks';

const FIREWALL = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-router-firewall-rules.html';

/** Who may read what a health check asks for. */
export const healthObjectRules: readonly Rule[] = [
  checkRule({
    id: 'health-objects-are-readable',
    severity: 'error',
    sentence: "The bucket's policy lets Route 53's health checkers read the object that they ask for, as they ask.",
    page: FIREWALL,
    *check(check, assembly) {
      const bucket = checkedOverHttp(check, assembly);
      const refused = bucket ? refusedCheckers(check, bucket, assembly) : [];
      if (bucket && mostAreRefused(refused)) {
        yield {
          at: setting(check, 'ResourcePath'),
          wrong:
            `the policy of ${bucket.ref} does not let ${refused.length} of ${CHECKERS.length} ranges of health checkers ` +
            `read ${watchedKey(check)} over ${typeOf(check)}`,
          write: `allow s3:GetObject on that key from their ranges (aws:SourceIp), and ask over HTTPS`,
        };
      }
    },
  }),
  checkRule({
    id: 'health-objects-are-readable-by-every-checker',
    severity: 'warning',
    sentence: "The bucket's policy admits every range of addresses that Route 53 publishes for its health checkers.",
    page: FIREWALL,
    *check(check, assembly) {
      const bucket = checkedOverHttp(check, assembly);
      const refused = bucket ? refusedCheckers(check, bucket, assembly) : [];
      if (bucket && refused.length > 0 && !mostAreRefused(refused)) {
        yield {
          at: setting(check, 'ResourcePath'),
          wrong: `health checkers from ${refused.map(({ text }) => text).join(', ')} cannot read ${watchedKey(check)}`,
          write: 'add these ranges to the statement that admits the health checkers',
        };
      }
    },
  }),
  checkRule({
    id: 'health-objects-are-not-under-kms',
    severity: 'error',
    sentence: 'The bucket of an object that health checkers read encrypts with S3 keys: nobody anonymous may use KMS.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    *check(check, assembly) {
      const bucket = checkedOverHttp(check, assembly);
      for (const rule of bucket?.at('BucketEncryption.ServerSideEncryptionConfiguration').list ?? []) {
        const at = rule.at('ServerSideEncryptionByDefault.SSEAlgorithm');
        if (bucket && at.text?.startsWith('aws:kms')) {
          yield {
            resource: bucket,
            at,
            wrong: `${bucket.ref} encrypts with ${at.text}, so that health checkers cannot read ${watchedKey(check)}`,
            write: 'set SSEAlgorithm to AES256',
          };
        }
      }
    },
  }),
];

/** The bucket of which a check reads an object. */
export function checkedOverHttp(check: Resource, assembly: Assembly): Resource | undefined {
  return typeOf(check) === 'TCP' ? undefined : watchedBucket(check, assembly);
}

/** Healthy is what more than 18 % of the checkers say, wherever they are: half of their ranges is far from that. */
function mostAreRefused(refused: readonly AddressRange[]): boolean {
  return refused.length * 2 > CHECKERS.length;
}

/** The ranges of checkers that may not read the object of a check. */
function refusedCheckers(check: Resource, bucket: Resource, assembly: Assembly): readonly AddressRange[] {
  const known = assembly.once(refusedByCheck);
  const refused = known.get(check) ?? findRefused(check, bucket, assembly);
  known.set(check, refused);
  return refused;
}

function refusedByCheck(): Map<Resource, readonly AddressRange[]> {
  return new Map();
}

function findRefused(check: Resource, bucket: Resource, assembly: Assembly): AddressRange[] {
  const statements = bucketStatements(bucket, assembly);
  const overTls = typeOf(check)?.startsWith('HTTPS') ?? false;
  const object = objectArn(check, bucket);
  return CHECKERS.filter((from) => !mayRead(statements, { from, overTls, object }));
}

/** ARN of the object that a check reads in a bucket. */
export function objectArn(check: Resource, bucket: Resource): string {
  return `${bucket.attribute('Arn')}/${watchedKey(check)}`;
}
