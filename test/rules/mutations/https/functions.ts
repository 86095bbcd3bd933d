import { all, drop, remove, set, type Change } from '../../mutable-app';
import { BEHAVIOR, configure, DISTRIBUTION, edit, HEADERS } from '../cloudfront/names';
import type { Mutations } from '../mutations';
import { BUCKET } from '../route53/site';
import { BUCKET_POLICY, FUNCTION, INTEGRATION, LOG, PERMISSION, ROLE, ROLE_POLICY } from './paths';

const STATEMENTS = 'PolicyDocument.Statement';
const HSTS = 'ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity';

/** Has the role of the function allowed something more. */
const allowed = (Action: string | string[], Resource: string | string[]): Change =>
  set(ROLE_POLICY, `${STATEMENTS}.3`, { Effect: 'Allow', Action, Resource });

export const siteFunctionMutations: Mutations['broken'] = {
  'site-functions-may-read-their-bucket': {
    'it may not read': remove(ROLE_POLICY, `${STATEMENTS}.0`),
    'it may not list': remove(ROLE_POLICY, `${STATEMENTS}.1`),
    'of the pages alone': set(ROLE_POLICY, `${STATEMENTS}.0.Resource`, 'arn:aws:s3:::example.com/*.html'),
    'its role has no policy': drop(ROLE_POLICY),
    'the bucket denies it': set(BUCKET_POLICY, `${STATEMENTS}.4`, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::example.com/*',
      Condition: { StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' } },
    }),
  },
  'site-functions-read-their-bucket-alone': {
    'it may write': allowed('s3:PutObject', 'arn:aws:s3:::example.com/*'),
    'it may do all with the bucket': set(ROLE_POLICY, `${STATEMENTS}.0.Action`, 's3:*'),
    'it may read every bucket': allowed('s3:GetObject', '*'),
    'it may read another bucket': allowed(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::secrets/*'),
    "AWS's own policy for readers": set(ROLE, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']),
  },
  'function-permissions-name-their-caller': {
    'any API': remove(PERMISSION, 'SourceArn'),
    everyone: all(remove(PERMISSION, 'SourceArn'), set(PERMISSION, 'Principal', '*')),
    'any bucket': all(remove(PERMISSION, 'SourceArn'), set(PERMISSION, 'Principal', 's3.amazonaws.com')),
  },
  'site-functions-answer-in-time': {
    'a minute': set(FUNCTION, 'Timeout', 60),
    '31 seconds': set(FUNCTION, 'Timeout', 31),
    'longer than the API waits': set(INTEGRATION, 'TimeoutInMillis', 5000),
  },
  'site-functions-share-the-quota': {
    ten: set(FUNCTION, 'ReservedConcurrentExecutions', 10),
    'a hundred': set(FUNCTION, 'ReservedConcurrentExecutions', 100),
    'as text': set(FUNCTION, 'ReservedConcurrentExecutions', '5'),
  },
  'site-functions-reach-their-bucket': {
    'in a subnet': set(FUNCTION, 'VpcConfig', { SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: [] }),
    'in two subnets': set(FUNCTION, 'VpcConfig', { SubnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'] }),
    'with IPv6': set(FUNCTION, 'VpcConfig', { Ipv6AllowedForDualStack: true, SubnetIds: ['subnet-0a1b2c3d'] }),
  },
  'site-functions-write-logs': {
    'for ever': remove(LOG, 'RetentionInDays'),
    'to a group that Lambda makes': remove(FUNCTION, 'LoggingConfig'),
    'it may not': remove(ROLE_POLICY, `${STATEMENTS}.2`),
    'into another group only': set(
      ROLE_POLICY,
      `${STATEMENTS}.2.Resource`,
      'arn:aws:logs:us-west-2:123456789012:log-group:other:*',
    ),
  },
  'site-functions-read-a-replica': {
    'of no bucket': remove(FUNCTION, 'Environment'),
    'of the primary bucket': set(FUNCTION, 'Environment.Variables.BUCKET', 'example-com-123456789012-2faa2fac'),
    'of a redirect bucket': set(FUNCTION, 'Environment.Variables.BUCKET', 'www.example.com'),
    'nothing is replicated': remove(BUCKET, 'ReplicationConfiguration'),
    'the replica is in another Region': (app) => {
      const secondary = app.stack('Secondary');
      const id = app.logicalId('Secondary/SecondaryBucket/Bucket');
      const bucket = app.resource('Secondary/SecondaryBucket/Bucket');
      const paths = new Map([[id, 'example.com/Other/Bucket/Resource']]);
      app.drop('Secondary/SecondaryBucket/Bucket');
      app.set(FUNCTION, 'Environment.Variables.BUCKET', 'example.com');
      const template = { Resources: { [id]: bucket } };
      app.source.stacks.push({
        ...secondary,
        path: 'example.com/Other',
        region: 'eu-west-1',
        template,
        constructPaths: paths,
      });
    },
  },
  'both-paths-send-the-same-headers': {
    'HSTS for longer': set(HEADERS, `${HSTS}.AccessControlMaxAgeSec`, 63_072_000),
    'no HSTS on CloudFront': remove(HEADERS, HSTS),
    'HSTS for all below': set(HEADERS, `${HSTS}.IncludeSubdomains`, true),
    'HSTS to be preloaded': set(HEADERS, `${HSTS}.Preload`, true),
    'frames of nobody': set(
      HEADERS,
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig.FrameOptions.FrameOption',
      'DENY',
    ),
    'no headers on CloudFront': remove(DISTRIBUTION, `${BEHAVIOR}.ResponseHeadersPolicyId`),
  },
  'both-paths-serve-the-same-pages': {
    'another root': configure('DefaultRootObject', 'home.html'),
    'another page for what is missing': configure('CustomErrorResponses.0.ResponsePagePath', '/missing.html'),
    'no page for what is missing': remove(DISTRIBUTION, 'DistributionConfig.CustomErrorResponses'),
    'URLs are mapped in another way': edit('hasDot ? site', '!hasDot ? site'),
    'CloudFront maps no URLs': remove(DISTRIBUTION, `${BEHAVIOR}.FunctionAssociations`),
  },
};

export const harmlessFunctions: Mutations['harmless'] = {
  'a timeout of 29 seconds': set(FUNCTION, 'Timeout', 29),
  'a permission for every path': (app) => {
    const source = app.get(PERMISSION, 'SourceArn') as { 'Fn::Join': [string, unknown[]] };
    source['Fn::Join'][1].splice(-1, 1, '/$default/$default');
  },
  'old versions may be read': set(ROLE_POLICY, `${STATEMENTS}.0.Action`, ['s3:GetObject', 's3:GetObjectVersion']),
  'another table': allowed('dynamodb:GetItem', 'arn:aws:dynamodb:us-west-2:123456789012:table/visits'),
  'tracing, which asks for everything': allowed('xray:PutTraceSegments', '*'),
};
