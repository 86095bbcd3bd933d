import { all, remove, set, type Change } from '../../mutable-app';
import { add, CHECKERS, CLOUDFRONT, PRIMARY_POLICY, ROLE, ROLE_POLICY, SECONDARY_POLICY } from '../s3/paths';
import { state, type Part } from '../s3/paths';

const STATEMENT = 'PolicyDocument.Statement.0';
const TRUST = 'AssumeRolePolicyDocument';
const TRUST_STATEMENT = `${TRUST}.Statement.0`;
const TOPIC_POLICY = 'Website/Alarms/Topic/Policy';
const READ = { Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::example.com' };
const policy = (statements: object[], more: object = {}): Change =>
  add('Website', 'Extra', 'AWS::IAM::Policy', {
    PolicyName: 'Extra',
    Roles: ['example-com-123456789012-2faa2fac'],
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
    ...more,
  });
const condition = (Condition: object): Change => policy([{ ...READ, Condition }]);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...READ, Resource: `arn:aws:s3:::example-${index}` }));

export const policies: Part = {
  broken: {
    'policies-have-statements': {
      'a version that IAM does not know': set(ROLE_POLICY, 'PolicyDocument.Version', '2012-10-18'),
      'no statement in the role policy': set(ROLE_POLICY, 'PolicyDocument.Statement', []),
      'no document': remove(SECONDARY_POLICY, 'PolicyDocument'),
      'a variable in the old version': all(
        remove(SECONDARY_POLICY, 'PolicyDocument.Version'),
        set(SECONDARY_POLICY, `${STATEMENT}.Resource`, 'arn:aws:s3:::example.com/${aws:username}/*'),
      ),
      'a misspelt part': set(ROLE, `${TRUST}.Statements`, []),
    },
    'statements-have-known-parts': {
      Actions: set(ROLE_POLICY, `${STATEMENT}.Actions`, ['s3:ListBucket']),
      Conditions: set(SECONDARY_POLICY, `${STATEMENT}.Conditions`, {}),
      'a principal in lower case': set(ROLE, `${TRUST_STATEMENT}.principal`, '*'),
    },
    'statements-allow-or-deny': {
      'allow in lower case': set(ROLE_POLICY, `${STATEMENT}.Effect`, 'allow'),
      'no effect': remove(SECONDARY_POLICY, `${STATEMENT}.Effect`),
      misspelt: set(PRIMARY_POLICY, `${CLOUDFRONT}.Effect`, 'Alow'),
    },
    'statements-name-actions': {
      'no action': remove(ROLE_POLICY, `${STATEMENT}.Action`),
      'no actions': set(SECONDARY_POLICY, `${STATEMENT}.Action`, []),
      both: set(PRIMARY_POLICY, `${CLOUDFRONT}.NotAction`, 's3:PutObject'),
    },
    'statements-name-resources': {
      'no resource': remove(ROLE_POLICY, `${STATEMENT}.Resource`),
      'no resource in a bucket policy': remove(SECONDARY_POLICY, `${STATEMENT}.Resource`),
      'the name of a bucket': set(ROLE_POLICY, 'PolicyDocument.Statement.2.Resource', 'example.com/*'),
      'a resource in a trust policy': set(ROLE, `${TRUST_STATEMENT}.Resource`, '*'),
    },
    'statements-name-principals': {
      'a principal in the policy of a role': set(ROLE_POLICY, `${STATEMENT}.Principal`, '*'),
      'no principal in a bucket policy': remove(SECONDARY_POLICY, `${STATEMENT}.Principal`),
      'no principal in a trust policy': remove(ROLE, `${TRUST_STATEMENT}.Principal`),
      'an empty principal': set(PRIMARY_POLICY, `${CLOUDFRONT}.Principal`, {}),
    },
    'statement-ids-are-unique': {
      'a Sid twice': set(PRIMARY_POLICY, `${CHECKERS}.Sid`, 'DenyInsecureTransport'),
      'a Sid with a space': set(ROLE_POLICY, `${STATEMENT}.Sid`, 'Read the bucket'),
      'a Sid with hyphens in a trust policy': set(ROLE, `${TRUST_STATEMENT}.Sid`, 'assume-role'),
    },
    'policy-actions-exist': {
      'no service': set(SECONDARY_POLICY, `${STATEMENT}.Action`, 'GetObject'),
      'a misspelt action': set(ROLE_POLICY, `${STATEMENT}.Action.0`, 's3:GetReplicationConfig'),
      'an action of another service on a bucket': set(SECONDARY_POLICY, `${STATEMENT}.Action`, 'sns:Publish'),
      'a trust policy for passing': set(ROLE, `${TRUST_STATEMENT}.Action`, 'iam:PassRole'),
      'a misspelt action of STS': set(ROLE, `${TRUST_STATEMENT}.Action`, 'sts:AssumeRoles'),
    },
    'policy-principals-are-valid': {
      'a misspelt service': set(ROLE, `${TRUST_STATEMENT}.Principal.Service`, 's3.amazonaw.com'),
      'a service without a domain': set(PRIMARY_POLICY, `${CLOUDFRONT}.Principal.Service`, 'cloudfront'),
      'a kind that there is not': set(SECONDARY_POLICY, `${STATEMENT}.Principal`, { Everyone: '*' }),
      'an ARN with a wildcard': set(SECONDARY_POLICY, `${STATEMENT}.Principal`, {
        AWS: 'arn:aws:iam::123456789012:role/*',
      }),
      'an account of eleven digits': set(SECONDARY_POLICY, `${STATEMENT}.Principal`, { AWS: '12345678901' }),
      'a service as text': set(ROLE, `${TRUST_STATEMENT}.Principal`, 's3.amazonaws.com'),
    },
    'policy-conditions-are-known': {
      'a misspelt operator': condition({ StringEqual: { 'aws:SourceAccount': '123456789012' } }),
      'an operator that there is not': condition({ StringMatches: { 'aws:SourceAccount': '1*' } }),
      'a misspelt key': condition({ StringEquals: { 'aws:SourceAcount': '123456789012' } }),
      'a key without a service': condition({ StringEquals: { SourceAccount: '123456789012' } }),
      'a misspelt key in a bucket policy': (app) => {
        const ranges = app.get(PRIMARY_POLICY, `${CHECKERS}.Condition.IpAddress.aws:SourceIp`);
        app.set(PRIMARY_POLICY, `${CHECKERS}.Condition.IpAddress`, { 'aws:SourceIP4': ranges });
      },
    },
    'policy-condition-values-fit': {
      'a flag that is none': condition({ Bool: { 'aws:SecureTransport': 'yes' } }),
      'an address that is none': set(PRIMARY_POLICY, `${CHECKERS}.Condition.IpAddress.aws:SourceIp.0`, '15.177.0.0/33'),
      'addresses compared as text': condition({ StringLike: { 'aws:SourceIp': '192.0.2.*' } }),
      'an account of eleven digits': condition({ StringEquals: { 'aws:SourceAccount': '12345678901' } }),
      'no value': condition({ StringEquals: { 'aws:SourceAccount': [] } }),
      'a name for an ARN': condition({ ArnLike: { 'aws:SourceArn': 'example.com' } }),
      'a wildcard compared as text': condition({ StringEquals: { 'aws:SourceArn': 'arn:aws:s3:::*' } }),
    },
    'iam-names-are-valid': {
      'a role with a name of 65 characters': set(ROLE, 'RoleName', 'a'.repeat(65)),
      'a role with a space in its name': set(ROLE, 'RoleName', 'replication role'),
      'a policy with a long name': set(ROLE_POLICY, 'PolicyName', 'a'.repeat(129)),
      'a policy without a name': remove(ROLE_POLICY, 'PolicyName'),
    },
    'role-settings-are-valid': {
      'a path without slashes': set(ROLE, 'Path', 'service'),
      'a long description': set(ROLE, 'Description', 'a'.repeat(1001)),
      'sessions of a minute': set(ROLE, 'MaxSessionDuration', 60),
      'nobody may assume it': remove(ROLE, TRUST),
    },
    'policies-keep-their-size': {
      'the policy of a role': policy(many(150)),
      'a trust policy': set(ROLE, `${TRUST}.Statement`, [
        {
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringLike: { 'aws:SourceArn': ['arn:aws:s3:::example*', 'a'.repeat(2000)] } },
        },
      ]),
      'a bucket policy': set(
        SECONDARY_POLICY,
        `${STATEMENT}.Resource`,
        Array.from({ length: 600 }, (_, index) => `arn:aws:s3:::example.com/directory-${index}/*`),
      ),
    },
  },
  harmless: {
    'the old version without variables': set(TOPIC_POLICY, 'PolicyDocument.Version', '2008-10-17'),
    'a single statement without a list': (app) => {
      app.set(SECONDARY_POLICY, 'PolicyDocument.Statement', app.get(SECONDARY_POLICY, STATEMENT));
    },
    'actions in another case': set(ROLE_POLICY, `${STATEMENT}.Action`, [
      'S3:getreplicationconfiguration',
      's3:LISTBUCKET',
    ]),
    'another statement of the role': state(ROLE_POLICY, READ),
    'conditions of many kinds': state(ROLE_POLICY, {
      ...READ,
      Condition: {
        StringEquals: { 'aws:PrincipalTag/team': 'web' },
        'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' },
        BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' },
        Null: { 'aws:SourceVpc': 'true' },
        IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32', '192.0.2.1'] },
      },
    }),
    'a name of 64 characters': (app) => {
      app.set(ROLE, 'RoleName', 'a'.repeat(64));
    },
    'sessions of twelve hours, below a path': all(set(ROLE, 'MaxSessionDuration', 43_200), set(ROLE, 'Path', '/s3/')),
    'a bucket policy with words as Sid': set(SECONDARY_POLICY, `${STATEMENT}.Sid`, 'Public read'),
    'a statement for a user by id': state(PRIMARY_POLICY, {
      Effect: 'Deny',
      Principal: { AWS: 'AIDAI23HXD2O5EXAMPLE' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::example-com-123456789012-2faa2fac/*',
    }),
  },
};
