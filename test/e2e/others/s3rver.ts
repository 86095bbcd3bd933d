import type { AddressInfo } from 'node:net';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { Listener } from '../../../lib/rehearsal/http/listener';
import type { StoredObject } from '../../../lib/rehearsal/s3/bucket';
import type { Pages } from '../../../lib/rehearsal/s3/website-settings';

/** Its own, for whoever signs. */
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** s3rver on a free port of 127.0.0.1, asked as the doubles are. */
export class EmulatedS3 extends Listener {
  /**
   * With a bucket like the double's: its name, its objects, its website.
   *
   * @param directory for its files
   */
  static async with(
    { name, objects }: { readonly name: string; readonly objects: ReadonlyMap<string, StoredObject> },
    website: Pages,
    directory: string,
  ): Promise<EmulatedS3> {
    const server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory,
      configureBuckets: [{ name, configs: [xml(website)] }],
    });
    const address = await server.run();
    const s3 = new S3Client({
      endpoint: `http://127.0.0.1:${address.port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: CREDENTIALS,
    });
    for (const [Key, { body, headers }] of objects) {
      await s3.send(
        new PutObjectCommand({
          Bucket: name,
          Key,
          Body: body,
          ContentType: headers['content-type'],
          CacheControl: headers['cache-control'],
        }),
      );
    }
    s3.destroy();
    return new EmulatedS3(server, address);
  }

  private constructor(
    private readonly emulator: S3rver,
    private readonly address: AddressInfo,
  ) {
    super(() => {
      throw new Error('s3rver answers');
    });
  }

  override get port(): number {
    return this.address.port;
  }

  override async stop(): Promise<void> {
    await this.emulator.close();
  }
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html */
function xml({ indexDocument, errorDocument }: Pages): string {
  const index = `<IndexDocument><Suffix>${indexDocument}</Suffix></IndexDocument>`;
  const error = errorDocument === undefined ? '' : `<ErrorDocument><Key>${errorDocument}</Key></ErrorDocument>`;
  return `<WebsiteConfiguration>${index}${error}</WebsiteConfiguration>`;
}
