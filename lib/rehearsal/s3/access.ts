import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { applies, type Requester } from '../../rules/iam/requests';
import { serviceFor, VISITOR } from '../../rules/iam/requesters';
import { mayDo, roleOfArn } from '../../rules/iam/roles';
import { concerns, type Statement } from '../../rules/iam/statements';
import { isMadePublic } from '../../rules/s3/public-access';
import { bucketStatements } from '../../rules/site';
import type { Caller } from '../http/exchange';
import { NotUnderstood } from '../not-understood';
import type { Bucket } from './bucket';

const ACTIONS = ['s3:GetObject', 's3:ListBucket'] as const;

export type Action = (typeof ACTIONS)[number];

/** Keys of conditions of which it is known what a request has; the headers of a request, say, are not. */
const JUDGED = /^(s3:tlsversion|aws:(sourceip|securetransport|source(arn|account|vpc|vpce)|principal.*|userid|via.*))$/;

/**
 * Whether S3 lets somebody do something in a bucket, by its policy and by block public access.
 *
 * @param key of the object, for actions on one
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export function isAllowed(
  bucket: Bucket,
  action: Action,
  key: string | undefined,
  caller: Caller,
  assembly: Assembly,
): boolean {
  const resource = key === undefined ? bucket.arn : `${bucket.arn}/${key}`;
  const policy = bucketStatements(bucket.resource, assembly);
  if (caller.role !== undefined) {
    const role = roleOfArn(caller.role, assembly);
    return role !== undefined && mayDo(role, action, resource, policy, assembly);
  }
  const requester = requesterOf(caller);
  const statements = policy.filter((one) => concerns(one, action, resource));
  const isSaid = (effect: string) =>
    statements.some((one) => one.effect === effect && applies(one, action, resource, requester));
  return isSaid('Allow') && !isSaid('Deny') && (caller.distribution !== undefined || !isRestricted(bucket, assembly));
}

/**
 * A public policy under RestrictPublicBuckets lets nobody unknown in, not even by its statements that are not public.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function isRestricted({ resource }: Bucket, assembly: Assembly): boolean {
  const block = resource.at('PublicAccessBlockConfiguration');
  // new buckets have all switches on; a configuration that leaves one out has it off
  const isOn = !block.exists || block.at('RestrictPublicBuckets').flag === true;
  return isOn && isMadePublic(resource, assembly);
}

function requesterOf({ sourceIp, secure, distribution }: Caller): Requester {
  if (distribution !== undefined) {
    return knowing(serviceFor('cloudfront.amazonaws.com', distribution, distribution.split(':')[4] ?? '', secure));
  }
  // what health checkers are documented to speak at most
  const tls: Record<string, string> = secure ? { 's3:tlsversion': '1.2' } : {};
  const context = { ...VISITOR.context, ...tls, 'aws:sourceip': sourceIp, 'aws:securetransport': String(secure) };
  return knowing({ ...VISITOR, context });
}

/** Only requests over TLS have a version of it. */
function knowing(requester: Requester): Requester {
  return { ...requester, without: /^s3:tlsversion$/ };
}

/** @throws NotUnderstood when it depends on something else whether somebody may read in a bucket */
export function refuseUnjudged(bucket: Resource, assembly: Assembly): void {
  for (const { at, conditions } of bucketStatements(bucket, assembly).filter(isAboutReading)) {
    const unjudged = conditions.find(({ key }) => !JUDGED.test(key));
    if (unjudged) {
      throw new NotUnderstood(bucket.path, `the condition on ${unjudged.key} in its policy, ${at.place}`);
    }
  }
}

function isAboutReading(statement: Statement): boolean {
  const anywhere = { ...statement, resources: ['*'], except: { ...statement.except, resources: [] } };
  return ACTIONS.some((action) => concerns(anywhere, action, ''));
}
