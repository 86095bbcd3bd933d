import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EMPTY, pageOf, sortAsS3, type Stored } from './listing-page';

export interface Asked {
  readonly operation: 'ListObjectsV2' | 'HeadObject' | 'other';
  readonly bucket: string;
  /** Of HeadObject. */
  readonly key: string;
  /** Of ListObjectsV2; empty for the first page. */
  readonly token: string;
}

/** An error of S3, a connection that is cut before or in the answer, or XML that is changed. */
export type Mishap =
  | { readonly status: number; readonly code: string; readonly message?: string }
  | 'no answer'
  | 'half an answer'
  | ((xml: string) => string);

export interface ListingOptions {
  /** Most objects of a page. @default 1000 */
  readonly pageSize?: number;
  /** Is told each request, and may wait, or have something else happen than an answer. */
  readonly mishap?: (asked: Asked) => Mishap | undefined | Promise<Mishap | undefined>;
  /** S3's clock. @default - that of this machine */
  readonly now?: Date;
}

/** Answers as S3's REST endpoint does for buckets in paths: ListObjectsV2 with `encoding-type=url`, and HeadObject. */
export class ListingServer {
  /** @param buckets their objects by their names, which are sorted here */
  static async start(buckets: Record<string, Stored[]>, options: ListingOptions = {}): Promise<ListingServer> {
    Object.values(buckets).forEach(sortAsS3);
    const started = new ListingServer(buckets, options);
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  /** In the order in which they came. */
  readonly asked: Asked[] = [];
  private readonly byKey = new Map<string, Map<string, Stored>>();
  private readonly server: Server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  private constructor(
    private readonly buckets: Record<string, Stored[]>,
    private readonly options: ListingOptions,
  ) {}

  /** For `AWS_ENDPOINT_URL`, or a client's `endpoint`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What HeadObject answers from now on, by key; listings stay what they were. */
  objects(bucket: string): Map<string, Stored> {
    const objects = this.byKey.get(bucket) ?? new Map((this.buckets[bucket] ?? []).map((one) => [one.key, one]));
    this.byKey.set(bucket, objects);
    return objects;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const [bucket = '', ...key] = decodeURIComponent(pathname.slice(1)).split('/');
    const isList = request.method === 'GET' && searchParams.get('list-type') === '2';
    const operation = isList ? 'ListObjectsV2' : request.method === 'HEAD' ? 'HeadObject' : 'other';
    const asked: Asked = {
      operation,
      bucket,
      key: key.join('/'),
      token: searchParams.get('continuation-token') ?? '',
    };
    this.asked.push(asked);
    const mishap = await this.options.mishap?.(asked);
    response.setHeader('date', (this.options.now ?? new Date()).toUTCString());
    if (mishap === 'no answer') {
      request.socket.destroy();
    } else if (typeof mishap === 'object') {
      refuse(request, response, mishap);
    } else if (!this.buckets[bucket]) {
      refuse(request, response, { status: 404, code: 'NoSuchBucket' });
    } else if (operation === 'ListObjectsV2') {
      const xml = pageOf(bucket, this.buckets[bucket], Number(asked.token), this.options.pageSize);
      send(response, typeof mishap === 'function' ? mishap(xml) : xml, mishap === 'half an answer');
    } else {
      this.head(asked, request, response);
    }
  }

  private head({ bucket, key }: Asked, request: IncomingMessage, response: ServerResponse): void {
    const object = this.objects(bucket).get(key);
    if (!object) {
      refuse(request, response, { status: 404, code: 'NoSuchKey' });
      return;
    }
    const { etag = EMPTY, size = 0, headers } = object;
    response.writeHead(200, { etag: `"${etag}"`, 'content-length': size, ...headers }).end();
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, code, message = code }: Refusal): void {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? undefined : xml);
}

type Refusal = Exclude<Mishap, string | ((xml: string) => string)>;

function send(response: ServerResponse, xml: string, isCut: boolean): void {
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  if (isCut) {
    response.write(xml.slice(0, xml.length / 2), () => response.destroy());
  } else {
    response.end(xml);
  }
}
