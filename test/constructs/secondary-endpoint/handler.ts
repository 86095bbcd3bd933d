import * as path from 'node:path';
import type { LambdaHandler } from './gateway';
import { BUCKET, type Packaged } from './packaged';

/** The packaged handler, in the environment of a Lambda function whose S3 is on a port of this machine. */
export function handlerOf({ directory }: Packaged, port: number): LambdaHandler {
  Object.assign(process.env, {
    AWS_REGION: 'us-west-2',
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    // s3rver's own
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
    BUCKET,
  });
  return jest.requireActual<{ handler: LambdaHandler }>(path.join(directory, 'index.js')).handler;
}
