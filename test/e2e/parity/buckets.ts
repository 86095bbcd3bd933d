import * as http from 'node:http';
import { CreateBucketCommand, type BucketLocationConstraint } from '@aws-sdk/client-s3';
import { ACCOUNT, Clients } from '../clients';

const AT_ONCE = 16;

/** Fills an engine's buckets without the SDK, whose signatures would take most of the time. */
export class Buckets {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  private readonly regions = new Map<string, string>();

  constructor(private readonly endpoint: string) {}

  async create(bucket: string, region: BucketLocationConstraint): Promise<void> {
    const configuration = { LocationConstraint: region };
    await new Clients(this.endpoint)
      .s3(region)
      .send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: configuration }));
    this.regions.set(bucket, region);
  }

  /** Objects with these texts, by their keys, in an order that nobody may rely on. */
  async fill(bucket: string, objects: ReadonlyMap<string, string>): Promise<void> {
    const left = objects.entries();
    const writer = async () => {
      for (const [key, text] of left) {
        await this.put(bucket, key, text);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
  }

  async put(bucket: string, key: string, text: string, headers: Record<string, string> = {}): Promise<void> {
    const path = `/${bucket}/${encodeURI(key)}`;
    const { hostname, port } = new URL(this.endpoint);
    const length = Buffer.byteLength(text);
    const sent = {
      'content-type': 'text/html',
      ...headers,
      authorization: authorization(this.regions.get(bucket)),
      'content-length': length,
    };
    const status = await new Promise<number>((resolve, reject) => {
      const request = http.request(
        { hostname, port, method: 'PUT', path, headers: sent, agent: this.agent },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      request.on('error', reject).end(text);
    });
    if (status !== 200) {
      throw new Error(`PUT ${path} was answered ${status}`);
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

/** As an engine that looks at no signature wants it. */
function authorization(region = ''): string {
  return `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`;
}
