import type * as http from 'node:http';
import * as zlib from 'node:zlib';
import { Clock } from '../../../lib/rehearsal/clock';
import { Distribution } from '../../../lib/rehearsal/cloudfront/distribution';
import { ask } from '../../../lib/rehearsal/http/ask';
import type { Response } from '../../../lib/rehearsal/http/exchange';
import { Listener } from '../../../lib/rehearsal/http/listener';
import { bucketsOf, type Bucket, type StoredObject } from '../../../lib/rehearsal/s3/bucket';
import { fillBuckets } from '../../../lib/rehearsal/s3/content';
import { Assembly } from '../../../lib/rules/assembly/assembly';
import type { AssemblySource } from '../../../lib/rules/assembly/assembly-source';
import type { Resource } from '../../../lib/rules/assembly/resource';
import { EmulatedS3 } from '../../e2e/others/s3rver';
import type { Asked } from './both-paths';
import { gateway } from './gateway';
import { handlerIn } from './handler';
import { BUCKET } from './packaged';

const CALLER = { sourceIp: '198.51.100.7', secure: true };
const CLOCK = new Clock(1);
const PATIENCE = { connect: 60_000, response: 60_000 };

/** A synthesized site's two ways to its objects, which are in one s3rver. */
export class Pair {
  private readonly distribution: Distribution;

  /**
   * @param directory for the objects
   */
  static async of(source: AssemblySource, directory: string): Promise<Pair> {
    const assembly = new Assembly(source);
    const s3 = await EmulatedS3.with(
      { name: BUCKET, objects: publishedBy(assembly) },
      { indexDocument: 'x' },
      directory,
    );
    const [fn] = assembly.all('AWS::Lambda::Function').filter((one) => one.at('Environment.Variables.BUCKET').exists);
    const assetDirectory = source.assets.get(fn?.at('Code.S3Key').text ?? '') ?? '';
    const { server, port } = await gateway(handlerIn(assetDirectory, s3.port));
    return new Pair(assembly, s3, server, port);
  }

  private constructor(
    assembly: Assembly,
    private readonly s3: EmulatedS3,
    private readonly server: http.Server,
    private readonly port: number,
  ) {
    const [distribution] = assembly.all('AWS::CloudFront::Distribution') as [Resource];
    this.distribution = new Distribution(distribution, assembly, (request, patience) =>
      ask(s3, { ...request, host: '127.0.0.1', path: `/${BUCKET}${request.path}` }, patience, CLOCK),
    );
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.s3.stop();
  }

  async primary({ method, path, host, headers }: Asked): Promise<Response> {
    return this.distribution.handle({ method, path, host, headers: { ...headers, host }, caller: CALLER });
  }

  async secondary({ method, path, host, headers }: Asked): Promise<Response> {
    const listener = new KnownPort(this.port);
    const { body, ...answer } = await ask(listener, { method, path, host, headers, caller: CALLER }, PATIENCE, CLOCK);
    const encoding = answer.headers['content-encoding'];
    const decoded =
      encoding === 'br' ? zlib.brotliDecompressSync(body) : encoding === 'gzip' ? zlib.gunzipSync(body) : body;
    return { ...answer, body: decoded };
  }
}

/** A server that somebody else started. */
class KnownPort extends Listener {
  constructor(private readonly other: number) {
    super(() => {
      throw new Error('somebody else answers');
    });
  }

  override get port(): number {
    return this.other;
  }
}

/** What the deployments of the site put into its primary bucket. */
function publishedBy(assembly: Assembly): ReadonlyMap<string, StoredObject> {
  const buckets = bucketsOf(assembly);
  fillBuckets(buckets, assembly);
  const [primary] = buckets.filter(({ objects }) => objects.size > 0) as [Bucket];
  return primary.objects;
}
