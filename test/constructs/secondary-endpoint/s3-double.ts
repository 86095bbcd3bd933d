import { createHash } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredObject {
  readonly body: Buffer;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Told {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export const LAST_MODIFIED = new Date('2026-11-02T03:04:05Z');

/**
 * S3 with one bucket in the path, for what no emulator has: every condition, and every way to fail.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export class S3Double {
  readonly objects = new Map<string, StoredObject>();
  /** What was asked: methods, keys and the headers that matter. */
  readonly asked: string[] = [];
  /** Answers instead of S3, as long as it is there; `undefined` is none. */
  fault?: (attempt: number, key: string) => Told | 'silence' | 'stall' | 'reset' | undefined;
  private attempts = 0;
  private readonly server = http.createServer((request, response) => this.serve(request, response));

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  put(key: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): void {
    this.objects.set(key, { body: Buffer.from(body), headers });
  }

  reset(): void {
    this.objects.clear();
    this.asked.length = 0;
    this.fault = undefined;
    this.attempts = 0;
  }

  private serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const [path = ''] = (request.url ?? '').split('?');
    const key = decodeURIComponent(path.replace(/^\/[^/]+\//, ''));
    this.asked.push(`${request.method} ${key}`);
    const fault = this.fault?.((this.attempts += 1), key);
    if (fault === 'silence') {
      return;
    }
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    const told = typeof fault === 'object' ? fault : answer(this.objects.get(key), request.headers);
    const body = told.body ?? Buffer.alloc(0);
    response.writeHead(told.status, {
      'content-length': String(body.length),
      'x-amz-request-id': 'R1',
      ...told.headers,
    });
    if (fault === 'stall') {
      response.write(body.subarray(0, 1));
    } else {
      response.end(request.method === 'HEAD' ? undefined : body);
    }
  }
}

function answer(object: StoredObject | undefined, headers: http.IncomingHttpHeaders): Told {
  if (!object) {
    return failure(404, 'NoSuchKey', '<Key>secret-bucket-key</Key>');
  }
  const { body } = object;
  const etag = etagOf(body);
  const own = { etag, 'last-modified': LAST_MODIFIED.toUTCString() };
  if (headers['if-match'] === undefined ? isAfter(headers['if-unmodified-since']) : headers['if-match'] !== etag) {
    return failure(412, 'PreconditionFailed');
  }
  const since = headers['if-modified-since'];
  if (headers['if-none-match'] === undefined ? since && !isAfter(since) : headers['if-none-match'] === etag) {
    return { status: 304, headers: own };
  }
  const all = {
    'accept-ranges': 'bytes',
    'x-amz-version-id': 'V1',
    'x-amz-meta-secret': '1',
    ...own,
    ...object.headers,
  };
  if (headers.range?.includes(',')) {
    return failure(501, 'NotImplemented');
  }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === '' && to === '') {
    return { status: 200, headers: all, body };
  }
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
  return start > end
    ? failure(416, 'InvalidRange', `<ActualObjectSize>${body.length}</ActualObjectSize>`)
    : {
        status: 206,
        headers: { ...all, 'content-range': `bytes ${start}-${end}/${body.length}` },
        body: body.subarray(start, end + 1),
      };
}

export function etagOf(body: string | Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

export function failure(status: number, code: string, details = ''): Told {
  const document = `<Error><Code>${code}</Code><Message>secret message</Message>${details}</Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(document) };
}

/** Whether the object was written after a date. */
function isAfter(date: string | undefined): boolean {
  return date !== undefined && LAST_MODIFIED > new Date(date);
}
