import { all, drop, remove, set, type Change } from '../../mutable-app';
import { PRIMARY, PRIMARY_ARN, ROLE, ROLE_POLICY, SECONDARY_ARN, SECONDARY_POLICY, state } from '../s3/paths';
import type { Part } from '../s3/paths';

const TRUST = 'AssumeRolePolicyDocument.Statement.0';
const FUNCTION = 'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';
const FUNCTION_ROLE = `${FUNCTION}/ServiceRole`;
const FUNCTION_POLICY = `${FUNCTION_ROLE}/DefaultPolicy`;
const [ON_BUCKET, ON_OBJECTS, ON_REPLICA] = [0, 1, 2].map((index) => `PolicyDocument.Statement.${index}`) as [
  string,
  string,
  string,
];
const NAME = 'example-com-123456789012-2faa2fac';
const allow = (Action: string | string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });
/** As text: what the role refers to comes before the role, and the bucket comes after it. */
const PERMISSIONS = {
  Version: '2012-10-17',
  Statement: [
    allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], PRIMARY_ARN),
    allow(
      ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      `${PRIMARY_ARN}/*`,
    ),
    allow(['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], `${SECONDARY_ARN}/*`),
  ],
};
const become =
  (type: string, properties: object): Change =>
  (app) => {
    Object.assign(app.resource(ROLE_POLICY), {
      Type: type,
      Properties: { PolicyDocument: PERMISSIONS, ...properties },
    });
  };

export const roles: Part = {
  broken: {
    'policies-are-attached': {
      'to no role': remove(ROLE_POLICY, 'Roles'),
      'to an empty list': set(ROLE_POLICY, 'Roles', []),
      'the policy of the deployment to nobody': remove(FUNCTION_POLICY, 'Roles'),
    },
    'managed-policies-are-arns': {
      'a name': set(FUNCTION_ROLE, 'ManagedPolicyArns', ['AWSLambdaBasicExecutionRole']),
      'below no service-role': set(FUNCTION_ROLE, 'ManagedPolicyArns', [
        'arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole',
      ]),
      'the ARN of a role': set(FUNCTION_ROLE, 'ManagedPolicyArns', ['arn:aws:iam::aws:role/ReadOnlyAccess']),
      'eleven of them': set(
        ROLE,
        'ManagedPolicyArns',
        Array.from({ length: 11 }, (_, index) => `arn:aws:iam::123456789012:policy/p${index}`),
      ),
    },
    'roles-are-no-administrators': {
      'everything to everything': state(ROLE_POLICY, allow('*', '*')),
      'all of S3 everywhere': state(FUNCTION_POLICY, allow('s3:*', '*')),
      'AWS calls it administrator': set(FUNCTION_ROLE, 'ManagedPolicyArns', [
        'arn:aws:iam::aws:policy/AdministratorAccess',
      ]),
      'everything but IAM': state(FUNCTION_POLICY, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    },
    'roles-are-assumed-by-someone-named': {
      everyone: set(ROLE, `${TRUST}.Principal`, '*'),
      'everyone of AWS': set(FUNCTION_ROLE, `${TRUST}.Principal`, { AWS: '*' }),
      'another account': set(FUNCTION_ROLE, `${TRUST}.Principal`, { AWS: 'arn:aws:iam::210987654321:root' }),
    },
    'functions-have-a-role-for-lambda': {
      'the role is for S3': set(FUNCTION_ROLE, `${TRUST}.Principal.Service`, 's3.amazonaws.com'),
      'the role is another': (app) => {
        app.set(FUNCTION, 'Role', { 'Fn::GetAtt': [app.logicalId(ROLE), 'Arn'] });
      },
      'Lambda is denied it': set(FUNCTION_ROLE, `${TRUST}.Effect`, 'Deny'),
      'Lambda is misspelt': set(FUNCTION_ROLE, `${TRUST}.Principal.Service`, 'lamda.amazonaws.com'),
    },
    'replication-has-a-role-for-s3': {
      'the role is for Lambda': set(ROLE, `${TRUST}.Principal.Service`, 'lambda.amazonaws.com'),
      'S3 is denied it': set(ROLE, `${TRUST}.Effect`, 'Deny'),
      'the action is another': set(ROLE, `${TRUST}.Action`, 'sts:TagSession'),
      'for another account': set(ROLE, `${TRUST}.Condition`, {
        StringEquals: { 'aws:SourceAccount': '210987654321' },
      }),
      'for another bucket': set(ROLE, `${TRUST}.Condition`, { ArnLike: { 'aws:SourceArn': SECONDARY_ARN } }),
      'no role': remove(PRIMARY, 'ReplicationConfiguration.Role'),
      'a role that is not there': set(
        PRIMARY,
        'ReplicationConfiguration.Role',
        'arn:aws:iam::123456789012:role/replication',
      ),
      'the name of the role': set(PRIMARY, 'ReplicationConfiguration.Role', NAME),
    },
    'replication-role-reads-its-source': {
      'no policy': drop(ROLE_POLICY),
      'not the configuration': set(ROLE_POLICY, `${ON_BUCKET}.Action`, 's3:ListBucket'),
      'not the list': set(ROLE_POLICY, `${ON_BUCKET}.Action`, 's3:GetReplicationConfiguration'),
      'not the versions': set(ROLE_POLICY, `${ON_OBJECTS}.Action`, ['s3:GetObject', 's3:GetObjectVersionAcl']),
      'not the objects': set(ROLE_POLICY, `${ON_OBJECTS}.Resource`, PRIMARY_ARN),
      'another bucket': set(ROLE_POLICY, `${ON_BUCKET}.Resource`, SECONDARY_ARN),
      'of another role': set(ROLE_POLICY, 'Roles', ['another']),
      'only over a VPC': set(ROLE_POLICY, `${ON_OBJECTS}.Condition`, {
        StringEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
      }),
      'beyond its boundary': set(ROLE, 'PermissionsBoundary', 'arn:aws:iam::aws:policy/AWSDenyAll'),
      'denied by AWS': set(ROLE, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AWSDenyAll']),
      'denied to itself': state(ROLE_POLICY, { Effect: 'Deny', Action: 's3:GetObject*', Resource: '*' }),
      'another role': (app) => {
        app.set(PRIMARY, 'ReplicationConfiguration.Role', {
          'Fn::GetAtt': [app.logicalId(FUNCTION_ROLE), 'Arn'],
        });
      },
    },
    'replication-role-writes-its-replica': {
      'another bucket': set(ROLE_POLICY, `${ON_REPLICA}.Resource`, 'arn:aws:s3:::www.example.com/*'),
      'the bucket, not its objects': set(ROLE_POLICY, `${ON_REPLICA}.Resource`, SECONDARY_ARN),
      'no deletions': set(ROLE_POLICY, `${ON_REPLICA}.Action`, ['s3:ReplicateObject', 's3:ReplicateTags']),
      'no tags': set(ROLE_POLICY, `${ON_REPLICA}.Action`, ['s3:ReplicateObject', 's3:ReplicateDelete']),
      'putting instead of replicating': set(ROLE_POLICY, `${ON_REPLICA}.Action`, ['s3:PutObject', 's3:DeleteObject']),
      'the statement is gone': remove(ROLE_POLICY, ON_REPLICA),
      'a boundary for reading': set(ROLE, 'PermissionsBoundary', 'arn:aws:iam::aws:policy/ReadOnlyAccess'),
      'the secondary denies it': state(SECONDARY_POLICY, {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:ReplicateDelete',
        Resource: `${SECONDARY_ARN}/*`,
      }),
      'not the new owner': all(
        set(PRIMARY, 'ReplicationConfiguration.Rules.0.Destination.Account', '123456789012'),
        set(PRIMARY, 'ReplicationConfiguration.Rules.0.Destination.AccessControlTranslation', { Owner: 'Destination' }),
      ),
    },
    'replication-role-writes-nothing-else': {
      'every bucket': set(ROLE_POLICY, `${ON_REPLICA}.Resource`, '*'),
      'the primary too': state(ROLE_POLICY, allow(['s3:PutObject'], `${PRIMARY_ARN}/*`)),
      'all of S3 on the primary': set(ROLE_POLICY, `${ON_OBJECTS}.Action`, 's3:*'),
      'another bucket beside it': set(ROLE_POLICY, `${ON_REPLICA}.Resource`, [
        `${SECONDARY_ARN}/*`,
        'arn:aws:s3:::www.example.com/*',
      ]),
    },
  },
  harmless: {
    'S3 assumes the role for this bucket only': set(ROLE, `${TRUST}.Condition`, {
      StringEquals: { 'aws:SourceAccount': '123456789012' },
      ArnLike: { 'aws:SourceArn': PRIMARY_ARN },
    }),
    'S3 and its batches assume the role': set(ROLE, `${TRUST}.Principal.Service`, [
      's3.amazonaws.com',
      'batchoperations.s3.amazonaws.com',
    ]),
    'the policy is one of several roles': become('AWS::IAM::ManagedPolicy', { Roles: [NAME] }),
    'the policy is the role’s own': all(
      set(ROLE, 'Policies', [{ PolicyName: 'Replication', PolicyDocument: PERMISSIONS }]),
      set(ROLE_POLICY, 'PolicyDocument.Statement', [allow('s3:ListBucket', PRIMARY_ARN)]),
    ),
    'the policy is named by the role': all(become('AWS::IAM::ManagedPolicy', {}), (app) => {
      app.set(ROLE, 'ManagedPolicyArns', [{ Ref: app.logicalId(ROLE_POLICY) }]);
    }),
    'the policy is of a type of its own': become('AWS::IAM::RolePolicy', { RoleName: NAME, PolicyName: 'Replication' }),
    'a boundary around S3': set(ROLE, 'PermissionsBoundary', 'arn:aws:iam::aws:policy/AmazonS3FullAccess'),
    'a boundary that is not known here': set(ROLE, 'PermissionsBoundary', 'arn:aws:iam::123456789012:policy/Limits'),
    'reading by wildcards': all(
      set(ROLE_POLICY, `${ON_BUCKET}.Action`, ['s3:Get*', 's3:ListBucket']),
      set(ROLE_POLICY, `${ON_OBJECTS}.Action`, 's3:GetObjectVersion*'),
    ),
    'an administrator of the account may assume the role of the deployment': (app) => {
      (app.get(FUNCTION_ROLE, 'AssumeRolePolicyDocument.Statement') as object[]).push({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::123456789012:role/Admin' },
        Action: 'sts:AssumeRole',
      });
    },
    'the deployment traces': state(FUNCTION_POLICY, allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*')),
  },
};
