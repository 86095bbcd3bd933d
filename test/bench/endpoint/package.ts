import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { SecondaryEndpointFunction } from '../../../lib/constructs/secondary-endpoint-function';
import { securityHeaders } from '../../../lib/constructs/security-headers';
import { ROOT } from '../workbench';

/** Synthesizes the function into a directory, beside modules as Lambda's runtime has them, and prints its package's. */
const [root = ''] = process.argv.slice(2);
const app = new App({ outdir: path.join(root, 'cdk.out'), builtinCloudFormationValidation: false });
const stack = new Stack(app, 'Bench');
new SecondaryEndpointFunction(stack, 'Endpoint', {
  bucket: new s3.Bucket(stack, 'Bucket'),
  domainName: 'example.com',
  alternateNames: ['www.example.com'],
  indexDocument: 'index.html',
  errorDocument: '404.html',
  securityHeaders: securityHeaders(31_536_000),
});
fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
const asset = fs.readdirSync(app.outdir).find((name) => name.startsWith('asset.'));
console.log(path.join(app.outdir, String(asset)));
