import {
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  type PublicAccessBlockConfiguration,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../aws';
import { unlessAbsent } from '../asking';

/** A statement of a policy, each of its parts a list. */
export interface Statement {
  readonly allows: boolean;
  /** Whether anybody may be the principal. */
  readonly forEveryone: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** By operator and key: `IpAddress aws:SourceIp`. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

interface Written {
  readonly Effect?: string;
  readonly Principal?: '*' | { readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * The statements of a bucket's policy; none when it has no policy, or is gone.
 *
 * @throws Error of the SDK
 */
export async function bucketPolicy(aws: Aws, region: string, Bucket: string): Promise<Statement[]> {
  const asked = aws.s3(region).send(new GetBucketPolicyCommand({ Bucket }));
  const answer = await unlessAbsent(asked, 'NoSuchBucketPolicy', 'NoSuchBucket');
  const { Statement = [] } = JSON.parse(answer?.Policy ?? '{}') as { Statement?: Written | Written[] };
  return listed(Statement).map(({ Effect, Principal, Action = [], Resource = [], Condition = {} }) => ({
    allows: Effect === 'Allow',
    forEveryone: Principal === '*' || listed(Principal?.AWS ?? []).includes('*'),
    actions: listed(Action),
    resources: listed(Resource),
    conditions: new Map(
      Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]): [string, readonly string[]] => [
          `${operator} ${key}`,
          listed(values),
        ]),
      ),
    ),
  }));
}

/**
 * The bucket's own block of public access; everything off when it has none.
 *
 * @throws Error of the SDK
 */
export async function publicAccessBlock(
  aws: Aws,
  region: string,
  Bucket: string,
): Promise<PublicAccessBlockConfiguration> {
  const asked = aws.s3(region).send(new GetPublicAccessBlockCommand({ Bucket }));
  const answer = await unlessAbsent(asked, 'NoSuchPublicAccessBlockConfiguration', 'NoSuchBucket');
  return answer?.PublicAccessBlockConfiguration ?? {};
}

function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
