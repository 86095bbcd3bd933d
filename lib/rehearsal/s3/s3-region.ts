import type { Assembly } from '../../rules/assembly/assembly';
import type { Request, Response } from '../http/exchange';
import { Listener } from '../http/listener';
import type { Bucket } from './bucket';
import { errorDocument, errorPage, type ErrorCode } from './error-documents';
import { addressedBy, type Addressed } from './hosts';
import { restEndpoint } from './rest-endpoint';
import { websiteEndpoint } from './website-endpoint';

/** Every request is answered with 503, or nobody can connect. */
export type Loss = 'unavailable' | 'refused';

/** S3 in a Region: the endpoints of its buckets at one address, found by the Host header. */
export class S3Region {
  private readonly plain = new Listener((request) => this.answer(request, false));
  private readonly secure = new Listener((request) => this.answer(request, true));
  private loss?: Loss;
  private isStarted = false;
  private isListening = false;

  /**
   * @param buckets of every Region: S3 knows where those of others are
   * @param assembly whose policies hold; another one may take its place
   */
  constructor(
    readonly region: string,
    private readonly buckets: readonly Bucket[],
    public assembly: Assembly,
  ) {}

  /** Where requests over HTTP go, or those over HTTPS: which one is asked decides, whatever the caller says. */
  listener(secure: boolean): Listener {
    return secure ? this.secure : this.plain;
  }

  async start(): Promise<void> {
    this.isStarted = true;
    await this.listenIfDue();
  }

  /** Until it is started again: what is restored meanwhile stays stopped. */
  async stop(): Promise<void> {
    this.isStarted = false;
    await this.listenIfDue();
  }

  async lose(loss: Loss): Promise<void> {
    this.loss = loss;
    await this.listenIfDue();
  }

  async restore(): Promise<void> {
    this.loss = undefined;
    await this.listenIfDue();
  }

  private async listenIfDue(): Promise<void> {
    const isDue = this.isStarted && this.loss !== 'refused';
    if (isDue !== this.isListening) {
      this.isListening = isDue;
      await Promise.all([this.plain, this.secure].map((one) => (isDue ? one.start() : one.stop())));
    }
  }

  private answer(request: Request, secure: boolean): Response {
    const addressed = addressedBy(request.host, this.region);
    if (secure && addressed.endpoint === 'website') {
      return misdirected(request.host);
    }
    if (this.loss) {
      return failure(addressed, 'ServiceUnavailable');
    }
    const bucket = this.buckets.find(({ name }) => name === addressed.bucket);
    if (bucket?.region !== this.region) {
      return bucket ? this.elsewhere(addressed, bucket) : failure(addressed, 'NoSuchBucket');
    }
    const asked = { ...request, caller: { ...request.caller, secure } };
    return addressed.endpoint === 'rest'
      ? restEndpoint(bucket, asked, this.assembly)
      : websiteEndpoint(bucket, asked, this.assembly);
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingRouting.html */
  private elsewhere(addressed: Addressed, { name, region }: Bucket): Response {
    if (addressed.endpoint === 'website') {
      return failure(addressed, 'IncorrectEndpoint');
    }
    const answer = errorDocument('PermanentRedirect', { Endpoint: `${name}.s3.${region}.amazonaws.com`, Bucket: name });
    return { ...answer, headers: { ...answer.headers, 'x-amz-bucket-region': region } };
  }
}

function failure({ endpoint, bucket }: Addressed, code: ErrorCode): Response {
  return (endpoint === 'rest' ? errorDocument : errorPage)(code, { BucketName: bucket });
}

/** Website endpoints do not listen for HTTPS, so that nobody may be led here by DNS. */
function misdirected(host: string): Response {
  const body = Buffer.from(`${host} is a website endpoint of S3: nobody can connect to it over HTTPS\n`);
  return { status: 421, headers: { 'content-type': 'text/plain' }, body };
}
