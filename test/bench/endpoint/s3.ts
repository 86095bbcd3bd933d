import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { BUCKET, PAGE } from './page';

/** s3rver with the page, until the process that started this one is gone; tells that one its port. */
async function start(): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  const s3 = new S3Client({ endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'index.html', Body: PAGE, ContentType: 'text/html' }));
  process.on('exit', () => fs.rmSync(directory, { recursive: true }));
  process.on('disconnect', () => process.exit());
  process.send?.(port);
}

void start();
