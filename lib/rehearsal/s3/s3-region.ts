import type { Assembly } from '../../rules/assembly/assembly';
import type { Request, Response } from '../http/exchange';
import { Listener } from '../http/listener';
import { ListenerGroup, type Outage } from '../http/listener-group';
import type { Bucket } from './bucket';
import { errorDocument, errorPage, type ErrorCode } from './error-documents';
import { addressedBy, type Addressed } from './hosts';
import { restEndpoint } from './rest-endpoint';
import { websiteEndpoint } from './website-endpoint';

/** Every request is answered with 503, nobody can connect, or nobody is answered. */
export type Loss = 'unavailable' | Outage;

/** S3 in a Region: the endpoints of its buckets at one address, found by the Host header. */
export class S3Region {
  private readonly plain = new Listener((request) => this.answer(request, false));
  private readonly secure = new Listener((request) => this.answer(request, true));
  /** For SDKs, by the ARN of the role that they sign with. */
  private readonly signed: ReadonlyMap<string, Listener>;
  private readonly listeners: ListenerGroup;
  private isUnavailable = false;

  /**
   * @param buckets of every Region: S3 knows where those of others are
   * @param assembly whose policies hold; another one may take its place
   * @param roles ARNs of those with which functions in this Region sign
   */
  constructor(
    readonly region: string,
    private readonly buckets: readonly Bucket[],
    public assembly: Assembly,
    roles: readonly string[] = [],
  ) {
    this.signed = new Map(roles.map((role) => [role, new Listener((request) => this.answerSigned(request, role))]));
    this.listeners = new ListenerGroup([this.plain, this.secure, ...this.signed.values()]);
  }

  /** Where requests over HTTP go, or those over HTTPS: which one is asked decides, whatever the caller says. */
  listener(secure: boolean): Listener {
    return secure ? this.secure : this.plain;
  }

  /** Where the SDK of a function asks, which has the bucket in the path. */
  endpointFor(role: string): string {
    return `http://127.0.0.1:${this.signed.get(role)?.port ?? 0}`;
  }

  get failure(): Error | undefined {
    return this.listeners.failure;
  }

  async start(): Promise<void> {
    await this.listeners.start();
  }

  /** Until it is started again: what is restored meanwhile stays stopped. */
  async stop(): Promise<void> {
    await this.listeners.stop();
  }

  async lose(loss: Loss): Promise<void> {
    this.isUnavailable = loss === 'unavailable';
    await this.listeners.lose(loss === 'unavailable' ? undefined : loss);
  }

  async restore(): Promise<void> {
    this.isUnavailable = false;
    await this.listeners.lose(undefined);
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access */
  private answerSigned(request: Request, role: string): Response {
    const [, bucket = '', path = '/'] = /^\/([^/?]*)(.*)$/s.exec(request.path) ?? [];
    const host = `${bucket}.s3.${this.region}.amazonaws.com`;
    const caller = { ...request.caller, role };
    return this.answer({ ...request, host, path: path.startsWith('/') ? path : `/${path}`, caller }, true);
  }

  private answer(request: Request, secure: boolean): Response {
    const addressed = addressedBy(request.host, this.region);
    if (secure && addressed.endpoint === 'website') {
      return misdirected(request.host);
    }
    if (this.isUnavailable) {
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
