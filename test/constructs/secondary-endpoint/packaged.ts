import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  SecondaryEndpointFunction,
  type SecondaryEndpointFunctionProps,
} from '../../../lib/constructs/secondary-endpoint-function';
import { testStack } from '../../helpers';

export const BUCKET = 'example.com';

export const SECURITY_HEADERS = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' };

export const PROPS: Omit<SecondaryEndpointFunctionProps, 'bucket'> = {
  domainName: 'example.com',
  alternateNames: ['www.example.com'],
  indexDocument: 'index.html',
  errorDocument: '404.html',
  securityHeaders: SECURITY_HEADERS,
};

/** The function synthesized: its template, and its package as it is uploaded. */
export function packaged(props: Partial<SecondaryEndpointFunctionProps> = {}): {
  template: Template;
  directory: string;
} {
  const stack = testStack('us-west-2');
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: BUCKET });
  new SecondaryEndpointFunction(stack, 'Endpoint', { ...PROPS, bucket, ...props });
  const { outdir } = App.of(stack) as App;
  const template = Template.fromStack(stack);
  const asset = fs.readdirSync(outdir).find((name) => /^asset\.[0-9a-f]+$/.test(name));
  return { template, directory: path.join(outdir, String(asset)) };
}
