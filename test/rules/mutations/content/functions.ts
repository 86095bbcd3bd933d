import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const ID = 'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C';
const FUNCTION = ID;
const ROLE = `${ID}/ServiceRole`;
const POLICY = `${ID}/ServiceRole/DefaultPolicy`;
const LAYER = 'Website/Content/HealthObject/AwsCliLayer';
const LOG = 'Website/Content/Log';
const PAGES = 'Website/Content/Pages/CustomResource';

const EMPTYING = 'Website/PrimaryBucket/Bucket/AutoDeleteObjectsCustomResource';
const EMPTYING_HANDLER = 'Website/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler';
const EMPTYING_ROLE = 'Website/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role';
const BUCKET = 'Website/PrimaryBucket/Bucket';

/** Takes an action out of the policy of the function. */
const without =
  (statement: number, ...actions: string[]): Change =>
  (app) => {
    const place = `PolicyDocument.Statement.${statement}.Action`;
    app.set(
      POLICY,
      place,
      (app.get(POLICY, place) as string[]).filter((action) => !actions.includes(action)),
    );
  };

const dependOn =
  (path: string, ids: string[]): Change =>
  (app) => {
    app.resource(path).DependsOn = ids;
  };

export const functionMutations: Mutations = {
  broken: {
    'deployments-are-permitted': {
      'it may not read its sources': remove(POLICY, 'PolicyDocument.Statement.0'),
      'it may read another bucket': set(POLICY, 'PolicyDocument.Statement.0.Resource', 'arn:aws:s3:::other/*'),
      'it may not write': without(1, 's3:PutObject'),
      'it may not list': without(1, 's3:List*'),
      'it may not delete': without(1, 's3:DeleteObject*'),
      'it may write to the bucket, not to its objects': remove(POLICY, 'PolicyDocument.Statement.1.Resource.1'),
      'it may not invalidate': remove(POLICY, 'PolicyDocument.Statement.2'),
      'it may not wait for the invalidation': without(2, 'cloudfront:GetInvalidation'),
      'its policy is gone': all(drop(POLICY), dependOn(FUNCTION, [])),
      'its policy is of another role': (app) =>
        app.set(POLICY, 'Roles.0', { Ref: app.logicalId('Website/PrimaryBucket/ReplicationRole') }),
      'it does not wait for its policy': dependOn(FUNCTION, []),
    },
    'functions-have-a-role-for-lambda': {
      'another service assumes the role': set(
        ROLE,
        'AssumeRolePolicyDocument.Statement.0.Principal.Service',
        'edgelambda.amazonaws.com',
      ),
      'nobody may assume the role': set(ROLE, 'AssumeRolePolicyDocument.Statement.0.Effect', 'Deny'),
      'the role may be passed': set(ROLE, 'AssumeRolePolicyDocument.Statement.0.Action', 'iam:PassRole'),
      'the function has the role of the replication': (app) =>
        app.set(FUNCTION, 'Role', { 'Fn::GetAtt': [app.logicalId('Website/PrimaryBucket/ReplicationRole'), 'Arn'] }),
    },
    'custom-resource-functions-have-a-way-out': {
      'it is in a VPC': set(FUNCTION, 'VpcConfig', { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] }),
      'it may write no logs': remove(ROLE, 'ManagedPolicyArns'),
      'its managed policies are empty': set(ROLE, 'ManagedPolicyArns', []),
    },
    'deployments-have-time-and-tools': {
      'ten seconds': set(FUNCTION, 'Timeout', 10),
      'a minute': set(FUNCTION, 'Timeout', 60),
      'the time that Lambda gives by default': remove(FUNCTION, 'Timeout'),
      'no layer': remove(FUNCTION, 'Layers'),
      'no layers at all': all(set(FUNCTION, 'Layers', []), drop(LAYER)),
      'another language': set(FUNCTION, 'Runtime', 'nodejs24.x'),
    },
    'functions-have-a-supported-runtime': {
      'Python 3.8': set(FUNCTION, 'Runtime', 'python3.8'),
      'Python 3.9': set(FUNCTION, 'Runtime', 'python3.9'),
      'no runtime': remove(FUNCTION, 'Runtime'),
      'a misspelt runtime': set(FUNCTION, 'Runtime', 'python-3.13'),
      'another architecture': set(FUNCTION, 'Architectures', ['arm']),
      'two architectures': set(FUNCTION, 'Architectures', ['arm64', 'x86_64']),
    },
    'function-settings-are-valid': {
      '901 seconds': set(FUNCTION, 'Timeout', 901),
      'no time': set(FUNCTION, 'Timeout', 0),
      '64 MB': set(FUNCTION, 'MemorySize', 64),
      '10,241 MB': set(FUNCTION, 'MemorySize', 10_241),
      'half a MB': set(FUNCTION, 'MemorySize', 512.5),
      '511 MB of storage': set(FUNCTION, 'EphemeralStorage.Size', 511),
      'no concurrency': set(FUNCTION, 'ReservedConcurrentExecutions', 0),
      'a reserved variable': set(FUNCTION, 'Environment.Variables.AWS_REGION', 'us-east-2'),
      'a variable with a hyphen': set(FUNCTION, 'Environment.Variables.MOUNT-PATH', '/mnt'),
      'variables of more than 4 KB': set(FUNCTION, 'Environment.Variables.LONG', 'a'.repeat(4096)),
      'a name with a dot': set(FUNCTION, 'FunctionName', 'deploys.example'),
    },
    'functions-have-their-code': {
      'no code': remove(FUNCTION, 'Code'),
      'an asset that is none': set(FUNCTION, 'Code.S3Key', `${'0'.repeat(64)}.zip`),
      'the bootstrap bucket of another Region': set(
        FUNCTION,
        'Code.S3Bucket',
        'cdk-hnb659fds-assets-123456789012-us-east-1',
      ),
      'a layer of another Region': set(LAYER, 'Content.S3Bucket', 'cdk-hnb659fds-assets-123456789012-us-east-1'),
      'a layer that is none': set(LAYER, 'Content.S3Key', `${'0'.repeat(64)}.zip`),
      'a handler in another file': set(FUNCTION, 'Handler', 'main.handler'),
      'a handler that its file has not': set(FUNCTION, 'Handler', 'index.main'),
      'a handler without a file': set(FUNCTION, 'Handler', 'handler'),
      'no handler': remove(FUNCTION, 'Handler'),
      'the content as code': (app) => app.set(FUNCTION, 'Code.S3Key', app.get(PAGES, 'SourceObjectKeys.0')),
    },
    'functions-have-what-they-run-with': {
      'no role': remove(FUNCTION, 'Role'),
      'the name of a role': (app) => app.set(FUNCTION, 'Role', { Ref: app.logicalId(ROLE) }),
      'six layers': set(
        FUNCTION,
        'Layers',
        Array.from({ length: 6 }, (_, index) => `arn:aws:lambda:us-east-2:123456789012:layer:a:${index}`),
      ),
      'a layer of another Region': set(FUNCTION, 'Layers.0', 'arn:aws:lambda:us-east-1:123456789012:layer:aws-cli:1'),
      'a layer without a version': set(FUNCTION, 'Layers.0', 'arn:aws:lambda:us-east-2:123456789012:layer:aws-cli'),
      'a bucket as log group': (app) =>
        app.set(FUNCTION, 'LoggingConfig.LogGroup', { Ref: app.logicalId('Website/Delivery/Distribution') }),
    },
    'log-groups-are-valid': {
      '31 days': set(LOG, 'RetentionInDays', 31),
      'no days': set(LOG, 'RetentionInDays', 0),
      'a name of AWS': set(LOG, 'LogGroupName', 'aws/lambda/deploys'),
      'a name with a space': set(LOG, 'LogGroupName', 'site content'),
      'another class': set(LOG, 'LogGroupClass', 'INFREQUENT'),
      'a key by its alias': set(LOG, 'KmsKeyId', 'alias/logs'),
    },
  },
  harmless: {
    '780 seconds': set(FUNCTION, 'Timeout', 780),
    'more memory': set(FUNCTION, 'MemorySize', 10_240),
    'more storage': set(FUNCTION, 'EphemeralStorage.Size', 512),
    'another runtime': set(FUNCTION, 'Runtime', 'python3.14'),
    'another architecture': set(FUNCTION, 'Architectures', ['x86_64']),
    'a name': set(FUNCTION, 'FunctionName', 'deploys-example_com'),
    'a layer of our own': all(set(FUNCTION, 'Layers.0', 'arn:aws:lambda:us-east-2:123456789012:layer:aws-cli:7')),
    'a variable': set(FUNCTION, 'Environment.Variables.SKIP_CLEANUP', 'true'),
    'logs for a year': set(LOG, 'RetentionInDays', 365),
    'logs for ever': remove(LOG, 'RetentionInDays'),
    'its log group by default': remove(FUNCTION, 'LoggingConfig'),
  },
};

export const emptyingMutations: Mutations = {
  settings: { removalPolicy: 'destroy' },
  broken: {
    'only-deleted-buckets-are-emptied': {
      'the bucket is kept': (app) => {
        app.resource(BUCKET).DeletionPolicy = 'Retain';
      },
      'the bucket has no tag': set(BUCKET, 'Tags', []),
      'the bucket is another': set(EMPTYING, 'BucketName', 'example-org'),
      'there is no bucket': remove(EMPTYING, 'BucketName'),
    },
    'emptying-is-permitted': {
      'its policy names another role': (app) => {
        const statements = app.get('Website/PrimaryBucket/Bucket/Policy', 'PolicyDocument.Statement') as {
          Principal: unknown;
        }[];
        app.set(
          'Website/PrimaryBucket/Bucket/Policy',
          'PolicyDocument.Statement',
          statements.filter(({ Principal }) => !JSON.stringify(Principal).includes('AutoDelete')),
        );
      },
      'it does not wait for the policy': dependOn(EMPTYING, []),
      'its function has another role': (app) =>
        app.set(EMPTYING_HANDLER, 'Role', {
          'Fn::GetAtt': [app.logicalId('Website/PrimaryBucket/ReplicationRole'), 'Arn'],
        }),
    },
    'custom-resources-have-a-function': {
      'the token of what empties is gone': remove(EMPTYING, 'ServiceToken'),
    },
    'functions-have-a-role-for-lambda': {
      'Lambda may not assume the role that empties': set(
        EMPTYING_ROLE,
        'AssumeRolePolicyDocument.Statement.0.Principal.Service',
        's3.amazonaws.com',
      ),
    },
    'functions-have-a-supported-runtime': {
      'the function that empties is old': set(EMPTYING_HANDLER, 'Runtime', 'nodejs18.x'),
    },
  },
  harmless: {
    'objects go with their deployment': set(PAGES, 'RetainOnDelete', false),
  },
};
