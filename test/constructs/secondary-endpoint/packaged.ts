import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  SecondaryEndpointFunction,
  type SecondaryEndpointFunctionProps,
} from '../../../lib/constructs/secondary-endpoint-function';
import { EXAMPLE } from '../../helpers';

export const BUCKET = 'example.com';

export const SECURITY_HEADERS = { 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' };

const PROPS: Omit<SecondaryEndpointFunctionProps, 'bucket'> = {
  domainName: 'example.com',
  alternateNames: ['www.example.com'],
  indexDocument: 'index.html',
  errorDocument: '404.html',
  securityHeaders: SECURITY_HEADERS,
};

/** The function synthesized: its template, and its package as it is uploaded. */
export interface Packaged {
  readonly template: Template;
  /** Holds `index.js`; modules are found from here as from the runtime's own. */
  readonly directory: string;
  remove(): void;
}

export function packaged(props: Partial<SecondaryEndpointFunctionProps> = {}): Packaged {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'packaged-'));
  // stands in for the SDK of Lambda's runtime
  fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
  const app = new App({ outdir: path.join(root, 'cdk.out'), builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Test', { env: { account: EXAMPLE.account, region: 'us-west-2' } });
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: BUCKET });
  new SecondaryEndpointFunction(stack, 'Endpoint', { ...PROPS, bucket, ...props });
  const template = Template.fromStack(stack);
  const asset = fs.readdirSync(app.outdir).find((name) => /^asset\.[0-9a-f]+$/.test(name));
  return {
    template,
    directory: path.join(app.outdir, String(asset)),
    remove: () => fs.rmSync(root, { recursive: true }),
  };
}
