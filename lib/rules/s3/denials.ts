import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Problem, ResourceRule, Rule } from '../rule';
import { assumed, cloudFrontFor, VISITOR } from '../iam/requesters';
import { applies, type Requester } from '../iam/requests';
import { identityStatements, roleOfArn } from '../iam/roles';
import { bucketStatements, replicationRulesOf } from '../site';
import { BUCKET, isFallback, origins, replicaOf } from './model';

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html';

/** What a request to write says of encryption, where that is not left to the bucket. */
const ENCRYPTION = /^s3:x-amz-server-side-encryption/;

/** Someone who has to get at a bucket. */
interface Need {
  readonly bucket: Resource;
  readonly who: string;
  readonly requester: Requester;
  readonly actions: readonly string[];
  /** Whose own policies may deny it as well. */
  readonly role?: Resource;
}

function denialRule(
  id: string,
  sentence: string,
  types: readonly string[],
  needsOf: (resource: Resource, assembly: Assembly) => readonly Need[],
): ResourceRule {
  return {
    id,
    severity: 'error',
    sentence,
    page: PAGE,
    types,
    *check(resource, assembly) {
      for (const need of needsOf(resource, assembly)) {
        yield* denials(need, assembly);
      }
    },
  };
}

function* denials({ bucket, who, requester, actions, role }: Need, assembly: Assembly): Generator<Problem> {
  const arn = bucket.attribute('Arn');
  const own = role ? identityStatements(role, assembly).map((one) => ({ ...one, principals: ['*'] })) : [];
  const statements = [...bucketStatements(bucket, assembly), ...own];
  for (const statement of statements.filter(({ effect }) => effect === 'Deny')) {
    const denied = actions.find(
      (action) =>
        applies(statement, action, arn, requester) ||
        [`${arn}/*`, `${arn}/index.html`].some((object) => applies(statement, action, object, requester)),
    );
    if (denied) {
      yield {
        resource: bucket,
        wrong: `${statement.at.place} of a policy denies ${denied} on ${bucket.ref} to ${who}`,
        write: 'leave them out of the denial by a condition or principal, or remove it',
      };
    }
  }
}

/** That nobody who needs a bucket is denied it: a denial is stronger than whatever is allowed. */
export const denialRules: readonly Rule[] = [
  denialRule(
    'visitors-are-not-denied-the-fallback',
    'The policy of a website that DNS fails over to denies its visitors nothing, who come over HTTP from anywhere.',
    [BUCKET],
    (bucket, assembly) =>
      isFallback(bucket, assembly)
        ? [{ bucket, who: 'visitors over HTTP', requester: VISITOR, actions: ['s3:GetObject'] }]
        : [],
  ),
  denialRule(
    'cloudfront-is-not-denied-its-buckets',
    'The policy of a bucket denies CloudFront nothing that it needs, nor over HTTP where visitors may use HTTP.',
    [BUCKET],
    (bucket, assembly) =>
      (origins(assembly).get(bucket) ?? []).flatMap((distribution) =>
        [true, false]
          .filter((isSecure) => isSecure || answersOverHttp(distribution))
          .map((isSecure) => ({
            bucket,
            who: `CloudFront over ${isSecure ? 'HTTPS' : 'HTTP, in which its visitors may come'}`,
            requester: cloudFrontFor(distribution, isSecure),
            actions: ['s3:GetObject', 's3:ListBucket'],
          })),
      ),
  ),
  denialRule(
    'replication-is-not-denied-its-buckets',
    'The policies of a replicated bucket and of its replica deny nothing to the role of the replication.',
    [BUCKET],
    (bucket, assembly) => {
      const role = roleOfArn(bucket.at('ReplicationConfiguration.Role').text, assembly);
      const replicas = replicationRulesOf(bucket).flatMap((rule) => replicaOf(rule, assembly) ?? []);
      return role
        ? [
            need(bucket, role, [
              's3:GetReplicationConfiguration',
              's3:ListBucket',
              's3:GetObjectVersionForReplication',
            ]),
            ...replicas.map((replica) => need(replica, role, ['s3:ReplicateObject', 's3:ReplicateDelete'])),
          ]
        : [];
    },
  ),
  denialRule(
    'publishing-is-not-denied-its-bucket',
    'No policy denies a bucket to the function that publishes or empties it.',
    ['Custom::CDKBucketDeployment', 'Custom::S3AutoDeleteObjects'],
    (deployment, assembly) => {
      const isPublishing = deployment.type === 'Custom::CDKBucketDeployment';
      const name = deployment.at(isPublishing ? 'DestinationBucketName' : 'BucketName').text;
      const bucket = assembly.find(BUCKET, name);
      const fn = assembly.once(functionsByArn).get(deployment.at('ServiceToken').text);
      const role = roleOfArn(fn?.at('Role').text, assembly);
      const actions = isPublishing
        ? ['s3:PutObject', 's3:ListBucket', 's3:DeleteObject']
        : ['s3:ListBucketVersions', 's3:DeleteObject', 's3:DeleteObjectVersion'];
      const isPlain = !deployment.at('SystemMetadata').child('sse').exists;
      return bucket && role ? [need(bucket, role, actions, isPlain ? ENCRYPTION : undefined)] : [];
    },
  ),
];

function need(bucket: Resource, role: Resource, actions: readonly string[], without?: RegExp): Need {
  return { bucket, who: role.ref, requester: { ...assumed(role), without }, actions, role };
}

function functionsByArn(assembly: Assembly): Map<string | undefined, Resource> {
  return new Map(assembly.all('AWS::Lambda::Function').map((fn) => [fn.attribute('Arn'), fn]));
}

function answersOverHttp(distribution: Resource): boolean {
  const config = distribution.at('DistributionConfig');
  return [config.at('DefaultCacheBehavior'), ...config.at('CacheBehaviors').list].some(
    (behavior) => behavior.at('ViewerProtocolPolicy').text === 'allow-all',
  );
}
