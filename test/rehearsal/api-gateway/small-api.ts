import { customDomainsOf } from '../../../lib/rehearsal/api-gateway/custom-domain';
import { RegionalEndpoint } from '../../../lib/rehearsal/api-gateway/regional-endpoint';
import { Clock } from '../../../lib/rehearsal/clock';
import { bucketsOf, type Bucket } from '../../../lib/rehearsal/s3/bucket';
import { S3Region } from '../../../lib/rehearsal/s3/s3-region';
import type { ResourceSource, StackSource } from '../../../lib/rules/assembly/assembly-source';
import { contentDirectory } from '../../helpers';
import { MutableApp, type Change } from '../../rules/mutable-app';
import { smallApp, smallStack } from '../../rules/small-app';

/** Reads the object that is asked for, and says what it was asked with. */
export const READER = `
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { type } = require('./settings.json');
const s3 = new S3Client({ maxAttempts: 1 });
exports.handler = async (event) => {
  try {
    const { Body, ContentType } = await s3.send(
      new GetObjectCommand({ Bucket: process.env.BUCKET, Key: event.rawPath.slice(1) }),
    );
    const body = Buffer.from(await Body.transformToByteArray()).toString('base64');
    return { statusCode: 200, headers: { 'Content-Type': ContentType ?? type }, body, isBase64Encoded: true };
  } catch (error) {
    return { statusCode: error.$metadata?.httpStatusCode ?? 599, body: error.name };
  }
};
`;

const bucketArn = 'arn:aws:s3:::replica';
const allow = (Action: string, Resource: string) => ({ Effect: 'Allow', Action, Resource });

const RESOURCES: Record<string, ResourceSource> = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'replica' } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'Read',
          PolicyDocument: { Statement: [allow('s3:GetObject', `${bucketArn}/*`), allow('s3:ListBucket', bucketArn)] },
        },
      ],
    },
  },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: 'handler.zip' },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Environment: { Variables: { BUCKET: { Ref: 'Bucket' } } },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: '$default',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    },
  },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
  },
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*' },
    },
  },
  Domain: {
    Type: 'AWS::ApiGatewayV2::DomainName',
    Properties: {
      DomainName: 'example.com',
      DomainNameConfigurations: [{ EndpointType: 'REGIONAL', IpAddressType: 'dualstack' }],
    },
  },
  Mapping: {
    Type: 'AWS::ApiGatewayV2::ApiMapping',
    Properties: { ApiId: { Ref: 'Api' }, DomainName: { Ref: 'Domain' }, Stage: { Ref: 'Stage' } },
  },
  Unmapped: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'other.example.com' } },
};

/** An HTTP API whose function reads a bucket, both in one Region, broken perhaps. */
export interface SmallApi {
  readonly s3: S3Region;
  readonly bucket: Bucket;
  readonly endpoint: RegionalEndpoint;
  readonly domains: ReturnType<typeof customDomainsOf>;
}

export function smallApi(changes: readonly Change[] = [], code = READER): SmallApi {
  const directory = contentDirectory({ 'index.js': code, 'settings.json': '{ "type": "text/html" }' });
  const stack: StackSource = smallStack(
    'Secondary',
    { Resources: structuredClone(RESOURCES) },
    { region: 'us-west-2' },
  );
  const app = new MutableApp({ stacks: [stack], acknowledgements: [], assets: new Map([['handler.zip', directory]]) });
  changes.forEach((change) => change(app));
  const assembly = smallApp(app.source.stacks, { assets: app.source.assets });
  const clock = new Clock(100, 200);
  const domains = customDomainsOf(assembly, clock);
  const buckets = bucketsOf(assembly);
  const roles = domains.flatMap(({ api }) => api?.fn.role ?? []);
  const s3 = new S3Region('us-west-2', buckets, assembly, roles);
  const [bucket] = buckets;
  if (!bucket) {
    throw new Error('no bucket');
  }
  return { s3, bucket, domains, endpoint: new RegionalEndpoint(domains, (role) => s3.endpointFor(role)) };
}
