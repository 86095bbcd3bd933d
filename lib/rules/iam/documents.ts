import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';

/** What a policy is attached to, which decides what its statements have. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

export interface PolicyDocument {
  readonly kind: PolicyKind;
  readonly at: Value;
}

const DOCUMENTS: Readonly<Record<string, PolicyKind>> = {
  'AWS::IAM::Policy': 'identity',
  'AWS::IAM::ManagedPolicy': 'identity',
  'AWS::IAM::RolePolicy': 'identity',
  'AWS::IAM::UserPolicy': 'identity',
  'AWS::IAM::GroupPolicy': 'identity',
  'AWS::S3::BucketPolicy': 'resource',
  'AWS::SNS::TopicPolicy': 'resource',
  'AWS::SQS::QueuePolicy': 'resource',
};

/** Types of resources that hold policies. */
export const POLICY_HOLDERS = [...Object.keys(DOCUMENTS), 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** The policies in a resource. */
export function documentsOf(resource: Resource): PolicyDocument[] {
  const kind = DOCUMENTS[resource.type];
  if (kind) {
    return [{ kind, at: resource.at('PolicyDocument') }];
  }
  const inline = resource.at('Policies').list.map((policy): PolicyDocument => ({
    kind: 'identity',
    at: policy.at('PolicyDocument'),
  }));
  return resource.type === 'AWS::IAM::Role'
    ? [{ kind: 'trust', at: resource.at('AssumeRolePolicyDocument') }, ...inline]
    : inline;
}

/** Statements as written, each with the kind of its policy. */
export function writtenStatements(resource: Resource): { kind: PolicyKind; at: Value }[] {
  return documentsOf(resource).flatMap(({ kind, at }) => at.at('Statement').list.map((one) => ({ kind, at: one })));
}
