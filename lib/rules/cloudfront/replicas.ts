import { isOnApi } from '../apigateway/fallbacks';
import type { Rule } from '../rule';
import { aliasesOf, bucketOf, configOf, defaultBehaviorOf, DISTRIBUTION, targetsOf } from './model';
import { replicasOf } from './s3-origins';

/** What CloudFront has when the bucket that it reads is lost. */
export const replicaRules: readonly Rule[] = [
  {
    id: 'cloudfront-serves-the-replica-itself',
    severity: 'warning',
    sentence:
      'Where the secondary is an API, an origin group has CloudFront serve the replica itself when the bucket is lost, at ' +
      'once and with DNS as it is.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const failsOver = aliasesOf(distribution).some((name) => isOnApi(name, assembly));
      const [first, ...others] = failsOver
        ? targetsOf(defaultBehaviorOf(distribution), distribution).map((origin) => bucketOf(origin, assembly))
        : [];
      const replicas = first ? replicasOf(first, assembly) : [];
      if (first && !others.some((bucket) => bucket && replicas.includes(bucket))) {
        yield {
          at: configOf(distribution).at('OriginGroups'),
          wrong: `when ${first.ref} is lost, CloudFront has only errors to serve until DNS has moved`,
          write: `make the target an origin group of ${first.ref} and ${replicas[0]?.ref ?? 'a replica of it'}`,
        };
      }
    },
  },
];
