import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { isS3Action } from './actions';
import { POLICY_HOLDERS, writtenStatements, type PolicyKind } from './documents';

const PAGES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_';

const STS_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
  'sts:*',
  '*',
];

/** The service whose actions the policies of a resource are about. */
const SERVICES: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 's3',
  'AWS::SNS::TopicPolicy': 'sns',
  'AWS::SQS::QueuePolicy': 'sqs',
};

/** What the parts of a statement may say. */
export const elementRules: readonly Rule[] = [
  {
    id: 'policy-actions-exist',
    severity: 'error',
    sentence: 'An action of a policy is one that its service has.',
    page: `${PAGES}action.html`,
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { kind, at: statement } of writtenStatements(resource)) {
        for (const at of [...statement.at('Action').list, ...statement.at('NotAction').list]) {
          const wrong = wrongAction(at.text ?? '', kind, resource);
          if (wrong) {
            yield { at, wrong: `the action ${String(at)} ${wrong}`, write: 'write an action of the service' };
          }
        }
      }
    },
  },
  {
    id: 'policy-principals-are-valid',
    severity: 'error',
    sentence: 'A principal is *, an account, an ARN of IAM, or a service by its name below amazonaws.com.',
    page: `${PAGES}principal.html`,
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { kind, at } of writtenStatements(resource)) {
        if (kind !== 'identity') {
          yield* wrongPrincipals(at.at('Principal'));
          yield* wrongPrincipals(at.at('NotPrincipal'));
        }
      }
    },
  },
];

function wrongAction(action: string, kind: PolicyKind, { type }: Resource): string | undefined {
  const service = SERVICES[type];
  const lower = action.toLowerCase();
  if (kind === 'trust') {
    return STS_ACTIONS.includes(lower) ? undefined : 'is none that a trust policy can be about';
  }
  if (action !== '*' && !/^[a-z0-9-]+:[a-z0-9*?]+$/.test(lower)) {
    return 'is not written as service:Action';
  }
  if (service && action !== '*' && !lower.startsWith(`${service}:`)) {
    return `is none of ${service}`;
  }
  return lower.startsWith('s3:') && !isS3Action(action) ? 'does not exist' : undefined;
}

const PRINCIPALS: Readonly<Record<string, RegExp>> = {
  AWS: /^(\*|\d{12}|A[A-Z0-9]{15,}|arn:aws[a-z-]*:(iam|sts|cloudfront)::[^:]+:.+|\$\{.+)$/,
  Service: /^([a-z0-9-]+\.)+amazonaws\.com(\.cn)?$/,
  Federated: /^(\*|arn:.+|\$\{.+|[a-z0-9-]+(\.[a-z0-9-]+)+)$/,
  CanonicalUser: /^([0-9a-f]{64}|\$\{.+)$/,
};

function* wrongPrincipals(principal: Value): Generator<Problem> {
  const shown = String(principal);
  if (!shown.startsWith('{') && !shown.startsWith('[')) {
    if (principal.exists && shown !== '*') {
      yield { at: principal, wrong: `the principal ${shown} has no kind`, write: 'write { AWS: … } or { Service: … }' };
    }
    return;
  }
  for (const [kind, names] of principal.entries) {
    const form = PRINCIPALS[kind];
    if (!form) {
      yield { at: names, wrong: `there is no principal of the kind ${kind}`, write: 'write AWS or Service' };
    }
    for (const at of form ? names.list : []) {
      if (!form?.test(at.text ?? '') || /^arn:.*[*?]/.test(at.text ?? '')) {
        yield { at, wrong: `${String(at)} is no principal of the kind ${kind}`, write: examples(kind) };
      }
    }
  }
}

function examples(kind: string): string {
  return kind === 'Service'
    ? 'write the name of a service, such as s3.amazonaws.com'
    : 'write an ARN without wildcards';
}
