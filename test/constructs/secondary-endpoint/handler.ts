import * as fs from 'node:fs';
import * as path from 'node:path';
import type { LambdaHandler } from './gateway';
import { BUCKET } from './packaged';

/** The handler of a package, in the environment of a Lambda function whose S3 is on a port of this machine. */
export function handlerIn(directory: string, port: number): LambdaHandler {
  Object.assign(process.env, {
    AWS_REGION: 'us-west-2',
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    // s3rver's own
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
    BUCKET,
  });
  // the SDK of Lambda's runtime
  fs.symlinkSync(path.resolve('node_modules'), path.join(path.dirname(directory), 'node_modules'));
  return jest.requireActual<{ handler: LambdaHandler }>(path.join(directory, 'index.js')).handler;
}
