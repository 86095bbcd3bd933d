import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { isForEveryone, type Condition, type Statement } from '../iam/statements';
import { namesSomeone } from '../iam/strangers';
import { bucketStatements } from '../site';
import { BUCKET, isPublicWebsite } from './model';

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const SWITCHES = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

/** Which buckets are public, and that S3 lets them be. */
export const publicAccessRules: readonly Rule[] = [
  {
    id: 'public-policies-are-not-blocked',
    severity: 'error',
    sentence: 'A bucket with a public policy has BlockPublicPolicy and RestrictPublicBuckets off.',
    page: PAGE,
    types: [BUCKET],
    *check(bucket, assembly) {
      const open = bucketStatements(bucket, assembly).find(isPublic);
      for (const name of open ? (['BlockPublicPolicy', 'RestrictPublicBuckets'] as const) : []) {
        if (isOn(bucket, name)) {
          yield {
            at: bucket.at('PublicAccessBlockConfiguration').at(name),
            wrong: `${bucket.ref} has a public policy, which ${name} ${name.startsWith('Block') ? 'refuses' : 'voids'}`,
            write: isPublicWebsite(bucket, assembly)
              ? `set PublicAccessBlockConfiguration.${name} to false`
              : `take ${open?.at.place} out of the policy`,
          };
        }
      }
    },
  },
  {
    id: 'private-buckets-block-public-access',
    severity: 'warning',
    sentence: 'A bucket that serves no website has all four switches of block public access on.',
    page: PAGE,
    types: [BUCKET],
    *check(bucket, assembly) {
      const off = isPublicWebsite(bucket, assembly) ? [] : SWITCHES.filter((name) => !isOn(bucket, name));
      if (off.length > 0) {
        yield {
          at: bucket.at('PublicAccessBlockConfiguration'),
          wrong: `${bucket.ref} has ${off.join(', ')} off`,
          write: 'set all four to true',
        };
      }
    },
  },
  {
    id: 'public-acls-are-none',
    severity: 'error',
    sentence:
      'A bucket has no ACL that opens it to others, and none at all where BucketOwnerEnforced makes S3 refuse ACLs.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    types: [BUCKET],
    *check(bucket) {
      const at = bucket.at('AccessControl');
      const ownership = bucket.at('OwnershipControls.Rules').list[0]?.at('ObjectOwnership').text;
      if (/^(Public|Authenticated)/.test(at.text ?? '')) {
        yield { at, wrong: `the ACL ${at.text} of ${bucket.ref} is public`, write: 'remove it: use the policy' };
      } else if (at.exists && at.text !== 'Private' && (ownership ?? 'BucketOwnerEnforced') === 'BucketOwnerEnforced') {
        yield {
          at,
          wrong: `${bucket.ref} has the ACL ${at.text}, but takes no ACLs`,
          write: 'remove it, or set ObjectOwnership to BucketOwnerPreferred',
        };
      }
    },
  },
  {
    id: 'ownership-is-known',
    severity: 'error',
    sentence: 'OwnershipControls has one rule, of an ObjectOwnership that S3 knows.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    types: [BUCKET],
    *check(bucket) {
      const controls = bucket.at('OwnershipControls');
      const at = controls.at('Rules');
      const known = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];
      if (
        controls.exists &&
        !(at.list.length === 1 && at.list.every((rule) => known.includes(rule.at('ObjectOwnership').text ?? '')))
      ) {
        yield { at, wrong: `the ownership is ${String(at)}`, write: `write one rule with ${known.join(', ')}` };
      }
    },
  },
];

/** New buckets have all on; a configuration that leaves one out has it off. */
function isOn(bucket: Resource, name: (typeof SWITCHES)[number]): boolean {
  const configuration = bucket.at('PublicAccessBlockConfiguration');
  return !configuration.exists || configuration.at(name).flag === true;
}

/** What S3 calls public: for everyone, unless bound to fixed values of somebody or somewhere. */
function isPublic(statement: Statement): boolean {
  return statement.effect === 'Allow' && isForEveryone(statement) && !statement.conditions.some(isFixed);
}

function isFixed(condition: Condition): boolean {
  const { values } = condition;
  return bindsAddresses(condition) || (namesSomeone(condition) && values.every((value) => !/[*?]/.test(value)));
}

/** Whether a condition admits some addresses only, in ranges that S3 does not call public. */
export function bindsAddresses({ operator, key, values }: Condition): boolean {
  return operator === 'IpAddress' && key === 'aws:sourceip' && values.length > 0 && !values.some(isBroad);
}

function isBroad(range: string): boolean {
  const prefix = /\/(\d+)$/.exec(range)?.[1];
  return prefix !== undefined && Number(prefix) < (range.includes(':') ? 32 : 8);
}

/** Whether the policy of a bucket makes it public. */
export function isMadePublic(bucket: Resource, assembly: Assembly): boolean {
  return bucketStatements(bucket, assembly).some(isPublic);
}
