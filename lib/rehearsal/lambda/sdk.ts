import { createRequire } from 'node:module';
import type * as s3 from '@aws-sdk/client-s3';

const load = createRequire(__filename);

/** Nobody looks at them: who asks is known by the port. */
const CREDENTIALS = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };

/**
 * What Lambda's runtime for Node has besides Node: the AWS SDK, its clients of S3 asking the double.
 *
 * @throws Error for what neither the runtime nor this project has
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function runtimeModule(name: string, region: string, s3Endpoint: string): unknown {
  if (!/^@(aws-sdk|smithy)\//.test(name)) {
    throw new Error(`Cannot find module '${name}'`);
  }
  const found = load(name) as typeof s3;
  if (name !== '@aws-sdk/client-s3') {
    return found;
  }
  class S3Client extends found.S3Client {
    constructor(config: s3.S3ClientConfig = {}) {
      super({ ...config, region, endpoint: s3Endpoint, forcePathStyle: true, credentials: CREDENTIALS });
    }
  }
  return { ...found, S3Client };
}
