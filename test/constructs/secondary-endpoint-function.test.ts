import * as fs from 'node:fs';
import * as path from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ViewerRequestFunction } from '../../lib/constructs/viewer-request-function';
import { onlyId, testStack } from '../helpers';
import { packaged, PROPS, SECURITY_HEADERS } from './secondary-endpoint/packaged';

const { template, directory } = packaged();
const files = fs.readdirSync(directory);
const read = (name: string) => fs.readFileSync(path.join(directory, name), 'utf8');

test('runs on the newest Node.js of Lambda, with a whole CPU and without reserved concurrency', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    MemorySize: 1769,
    Timeout: 20,
    ReservedConcurrentExecutions: Match.absent(),
    Layers: Match.absent(),
  });
});

test('may read and list the one bucket and write its own log, and nothing more', () => {
  const bucket = { 'Fn::GetAtt': [onlyId(template, 'AWS::S3::Bucket'), 'Arn'] };
  const log = { 'Fn::GetAtt': [onlyId(template, 'AWS::Logs::LogGroup'), 'Arn'] };
  template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent(), Policies: Match.absent() });
  template.resourceCountIs('AWS::IAM::Role', 1);
  template.resourceCountIs('AWS::IAM::Policy', 1);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [bucket, '/*']] } },
        { Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
        { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: log },
      ],
    },
  });
});

test('keeps its log for a month', () => {
  template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  template.hasResourceProperties('AWS::Lambda::Function', {
    LoggingConfig: { LogGroup: { Ref: onlyId(template, 'AWS::Logs::LogGroup') } },
  });
});

test('is told the bucket, and takes the rest of the site with it', () => {
  template.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { BUCKET: { Ref: onlyId(template, 'AWS::S3::Bucket') } } },
  });
  expect(JSON.parse(read('site.json'))).toEqual({
    indexDocument: 'index.html',
    errorDocument: '404.html',
    securityHeaders: SECURITY_HEADERS,
  });
});

test('runs the very code of the CloudFront function', () => {
  const stack = testStack();
  new ViewerRequestFunction(stack, 'ViewerRequest', PROPS);
  const [fn] = Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::Function'));
  const code = (fn as { Properties: { FunctionCode: string } }).Properties.FunctionCode;
  expect(read('viewer-request.js')).toBe(`${code}\nexports.handler = handler;\n`);
});

test('is a package of less than 20 KB that needs nothing but what the runtime has', () => {
  const bytes = files.map((name) => fs.statSync(path.join(directory, name)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
  const required = files.flatMap((name) =>
    [...read(name).matchAll(/require\('([^.][^']*)'\)/g)].map(([, module]) => module),
  );
  expect(new Set(required)).toEqual(new Set(['@aws-sdk/client-s3', 'node:crypto', 'node:http', 'node:zlib']));
});

test('has a hash that changes with the site, and with nothing else', () => {
  expect(path.basename(packaged().directory)).toBe(path.basename(directory));
  expect(path.basename(packaged({ errorDocument: 'error.html' }).directory)).not.toBe(path.basename(directory));
});

test('leaves nothing behind in the temporary directory', () => {
  const left = () =>
    fs.readdirSync(path.dirname(path.dirname(directory))).filter((name) => name.startsWith('secondary-endpoint-'));
  const before = left();
  packaged();
  expect(left()).toEqual(before);
});
