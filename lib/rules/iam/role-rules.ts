import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { documentsOf } from './documents';
import { mayAssume, ROLE, roleOfArn } from './roles';
import { isForEveryone, statementsOf } from './statements';
import { isStranger, namesSomeone } from './strangers';

const IDENTITY_POLICIES = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::GroupPolicy',
  ROLE,
  'AWS::IAM::User',
  'AWS::IAM::Group',
];

/** Services of which all actions on everything are too many. */
const WIDE = /^(\*|\*:\*|(s3|iam|sts|kms|lambda|route53|cloudfront|cloudformation|organizations):\*)$/i;
const WIDE_POLICIES =
  /^arn:aws:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess|AmazonS3FullAccess)$/;

/** Policies that AWS keeps below `service-role/`, where their names alone lead nowhere. */
const SERVICE_ROLE_POLICIES =
  /\/(AWSLambda(BasicExecution|VPCAccessExecution|SQSQueueExecution|KinesisExecution|DynamoDBExecution)Role|AWSLambdaENIManagementAccess)$/;

/** Who may assume a role, and what it may do. */
export const roleRules: readonly Rule[] = [
  {
    id: 'policies-are-attached',
    severity: 'error',
    sentence: 'A policy is attached to a role, a user or a group.',
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html',
    types: ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'],
    *check(policy) {
      const places = ['Roles', 'Users', 'Groups', 'RoleName'].map((name) => policy.at(name));
      if (places.every((place) => place.list.length === 0)) {
        yield { at: places[0], wrong: 'the policy is attached to nobody', write: 'name a role in Roles' };
      }
    },
  },
  {
    id: 'managed-policies-are-arns',
    severity: 'error',
    sentence: 'ManagedPolicyArns has ARNs of policies, each once and ten at most.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    types: [ROLE],
    *check(role) {
      const arns = role.at('ManagedPolicyArns');
      const boundary = role.at('PermissionsBoundary');
      for (const at of [...arns.list, ...(boundary.exists ? [boundary] : [])]) {
        const arn = at.text ?? '';
        const isPolicy = /^(arn:aws:iam::(aws|\d{12}):policy\/.+|\$\{.+)$/.test(arn);
        if (!isPolicy || (SERVICE_ROLE_POLICIES.test(arn) && !arn.includes(':policy/service-role/'))) {
          yield { at, wrong: `no policy has the ARN ${arn}`, write: 'write arn:aws:iam::aws:policy/…' };
        }
      }
      if (new Set(arns.texts).size < arns.list.length || arns.list.length > 10) {
        yield { at: arns, wrong: `${arns.list.length} policies, or one of them twice`, write: 'write ten at most' };
      }
    },
  },
  {
    id: 'roles-are-no-administrators',
    severity: 'warning',
    sentence: 'No role may do everything to everything, be it with one service.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    types: IDENTITY_POLICIES,
    *check(resource) {
      const documents = documentsOf(resource).filter(({ kind }) => kind === 'identity');
      for (const statement of documents.flatMap(({ at }) => statementsOf(at))) {
        const wide = statement.actions.filter((action) => WIDE.test(action));
        if (statement.effect === 'Allow' && wide.length > 0 && statement.resources.some(isEverything)) {
          yield {
            at: statement.at,
            wrong: `the statement allows ${wide.join(', ')} on ${statement.resources.join(', ')}`,
            write: 'name the actions and the resources that are needed',
          };
        }
      }
      for (const at of resource.at('ManagedPolicyArns').list.filter(isWidePolicy)) {
        yield { at, wrong: `${String(at)} allows far too much`, write: 'allow the actions that are needed' };
      }
    },
  },
  {
    id: 'roles-are-assumed-by-someone-named',
    severity: 'error',
    sentence: 'A role is assumed by a service or by accounts of this app, never by everyone.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user_externalid.html',
    types: [ROLE],
    *check(role, assembly) {
      for (const statement of statementsOf(role.at('AssumeRolePolicyDocument'))) {
        const strangers = statement.principals.filter((principal) => isStranger(principal, assembly));
        const wrong = isForEveryone(statement) ? 'everyone' : strangers.join(', ');
        if (statement.effect === 'Allow' && wrong && !statement.conditions.some(namesSomeone)) {
          yield { at: statement.at, wrong: `${wrong} may assume ${role.ref}`, write: 'name the service that needs it' };
        }
      }
    },
  },
  {
    id: 'functions-have-a-role-for-lambda',
    severity: 'error',
    sentence: "Lambda may assume the role of a function: the role's trust policy lets it.",
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    types: ['AWS::Lambda::Function'],
    *check(fn, assembly) {
      const role = roleOfArn(fn.at('Role').text, assembly);
      if (role && !mayAssume('lambda.amazonaws.com', role, fn.attribute('Arn'))) {
        yield {
          resource: role,
          at: role.at('AssumeRolePolicyDocument'),
          wrong: `Lambda may not assume ${role.ref}, the role of ${fn.path}`,
          write: 'allow sts:AssumeRole for the service lambda.amazonaws.com',
        };
      }
    },
  },
];

function isEverything(resource: string): boolean {
  return /^(\*|arn:\*|arn:aws:\*|arn:(aws|\*):s3:::\*)$/.test(resource);
}

function isWidePolicy(at: Value): boolean {
  return WIDE_POLICIES.test(at.text ?? '');
}
