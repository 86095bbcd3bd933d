import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gateway, type LambdaHandler } from '../../constructs/secondary-endpoint/gateway';
import { BUCKET } from './page';

/**
 * Answers over HTTP until the process that started this one is gone, and tells that one its port: with the handler of a
 * package, or with what the SDK gets from S3 and nothing else.
 */
async function start(directory: string | undefined): Promise<void> {
  const server = directory === undefined ? await bare() : (await gateway(handlerIn(directory))).server;
  process.on('disconnect', () => process.exit());
  process.send?.((server.address() as AddressInfo).port);
}

function handlerIn(directory: string): LambdaHandler {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a package is synthesized: nobody knows it before
  return (require(path.join(directory, 'index.js')) as { handler: LambdaHandler }).handler;
}

/** With the settings of the handler's client, which are faster than those by default. */
async function bare(): Promise<http.Server> {
  const s3 = new S3Client({ forcePathStyle: true, responseChecksumValidation: 'WHEN_REQUIRED' });
  const page = async () => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'index.html' }));
    return Body?.transformToByteArray();
  };
  const server = http.createServer((request, response) => {
    request.resume();
    void page().then((bytes) => response.writeHead(200, { 'content-length': bytes?.length }).end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

void start(process.argv[2]);
