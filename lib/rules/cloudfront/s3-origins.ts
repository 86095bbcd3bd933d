import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { bucketOfArn, replicationRulesOf } from '../site';
import { inForm } from './checks';
import {
  BUCKET,
  bucketOf,
  defaultBehaviorOf,
  DISTRIBUTION,
  originsOf,
  s3Host,
  secondaryWebsites,
  targetsOf,
} from './model';
import { hasSecondary } from './secondaries';

const DOMAIN_NAMES =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html';

/** Buckets as origins. */
export const s3OriginRules: readonly Rule[] = [
  {
    id: 'cloudfront-origin-region',
    severity: 'error',
    sentence: "A bucket's hostname names a bucket, and the Region that it is in.",
    page: DOMAIN_NAMES,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const at of originsOf(distribution).map((origin) => origin.at('DomainName'))) {
        const host = s3Host(at.text);
        const region = assembly.find(BUCKET, host?.bucket)?.stack.region;
        if (host && host.bucket === undefined) {
          yield { at, wrong: `${String(at)} names no bucket`, write: 'write <bucket>.s3.<Region>.amazonaws.com' };
        } else if (host?.region && region && host.region !== region) {
          yield {
            at,
            wrong: `${String(at)} is in ${region}`,
            write: `write ${host.bucket ?? ''}.s3.${region}.amazonaws.com`,
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-regional-origin-host',
    severity: 'warning',
    sentence: 'An origin names a bucket by its regional hostname: others redirect for hours, or are no origin for S3.',
    page: DOMAIN_NAMES,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const at of originsOf(distribution).map((origin) => origin.at('DomainName'))) {
        const host = s3Host(at.text);
        if (host?.bucket !== undefined && host.kind !== 'regional' && host.kind !== 'website') {
          yield {
            at,
            wrong: `${String(at)} is a ${host.kind} hostname`,
            write: `write ${host.bucket}.s3.<Region>.amazonaws.com`,
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-serves-the-replicated-bucket',
    severity: 'error',
    sentence: 'What CloudFront serves is the bucket that is replicated to the secondary website.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const [origin] = targetsOf(defaultBehaviorOf(distribution), distribution);
      const at = origin?.at('DomainName');
      const source = origin && bucketOf(origin, assembly);
      for (const secondary of origin ? secondaryWebsites(distribution, assembly) : []) {
        const isSource = source && replicasOf(source, assembly).includes(secondary);
        const others = assembly.once(replicatedTo).get(secondary) ?? [];
        if (!isSource && (source !== undefined || others.length > 0)) {
          yield {
            at,
            wrong: `visitors read ${String(at)}, which is not replicated to ${secondary.ref}`,
            write: others[0] ? `name the bucket ${others[0].ref}` : 'name the bucket that is replicated',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-path',
    severity: 'error',
    sentence:
      'An origin path begins with a slash and ends with none; beside a secondary, which has no such path, there is none.',
    page: 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const paths = originsOf(distribution).map((origin) => origin.at('OriginPath'));
      for (const path of paths) {
        yield* inForm(path, /^$|^\/[^*?#\s]{0,253}[^/*?#\s]$/, 'write /directory, or nothing');
      }
      const [origin] = targetsOf(defaultBehaviorOf(distribution), distribution);
      const at = origin?.at('OriginPath');
      if (at?.text && hasSecondary(distribution, assembly)) {
        yield {
          at,
          wrong: `CloudFront serves ${at.text}, the secondary the root of its bucket`,
          write: 'remove OriginPath, and publish at the root',
        };
      }
    },
  },
];

/** Buckets that get copies of what is put into one. */
export function replicasOf(bucket: Resource, assembly: Assembly): Resource[] {
  return replicationRulesOf(bucket)
    .map((rule) => bucketOfArn(rule.at('Destination.Bucket').text, assembly))
    .filter((replica) => replica !== undefined);
}

function replicatedTo(assembly: Assembly): Map<Resource, Resource[]> {
  const sources = new Map<Resource, Resource[]>();
  for (const source of assembly.all(BUCKET)) {
    for (const replica of replicasOf(source, assembly)) {
      sources.set(replica, [...(sources.get(replica) ?? []), source]);
    }
  }
  return sources;
}
