import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SWITCH_KEY } from '../../../lib/config/names';
import { exampleSite } from '../../helpers';

/** The example site with a switch. */
export const SITE = exampleSite({ secondaryEndpoint: 'https' });

export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** `lost`: it is done, and the connection cut before anybody hears of it; `late`: somebody else is faster. */
export type Mishap = 'lost' | 'late' | { readonly status: number; readonly code: string } | undefined;

/** A version of the object; a delete marker has no body. */
interface Version {
  readonly body?: string;
  readonly id: string;
}

/** S3 in the secondary Region with the one object that is the switch: with versions, and with its conditions. */
export class SwitchServer {
  static async start(): Promise<SwitchServer> {
    const started = new SwitchServer();
    await new Promise<void>((resolve) => started.server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  readonly asked: Asked[] = [];
  readonly versions: Version[] = [];
  /** What becomes of a request; `late` lets it happen first. */
  mishap: (asked: Asked) => Mishap = () => undefined;
  /** What somebody else does, just before a request with `late`. */
  others: () => void = () => undefined;
  private readonly server: Server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What anybody reads; undefined when the switch is released. */
  get body(): string | undefined {
    return this.versions.at(-1)?.body;
  }

  /** Puts an object there as somebody else would. */
  put(body: string): void {
    this.versions.push({ body, id: `v${this.versions.length}` });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const [path = ''] = url.split('?');
    const asked = { method, path };
    this.asked.push(asked);
    const body = String(await buffer(request));
    const mishap = this.mishap(asked);
    if (typeof mishap === 'object') {
      fail(response, mishap.status, mishap.code);
      return;
    }
    if (mishap === 'late') {
      this.others();
    }
    if (body.startsWith('Action=AssumeRole')) {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(ASSUMED);
    } else if (path !== `/${SITE.secondaryBucketName}/${SWITCH_KEY}`) {
      fail(response, 404, 'NoSuchBucket');
    } else if (headers['x-amz-expected-bucket-owner'] !== SITE.account) {
      fail(response, 403, 'AccessDenied');
    } else {
      this.serve(request, response, body, mishap === 'lost');
    }
  }

  private serve({ method, headers }: IncomingMessage, response: ServerResponse, body: string, isLost: boolean): void {
    const there = this.body;
    const isMet =
      (headers['if-none-match'] !== '*' || there === undefined) &&
      (headers['if-match'] === undefined || (there !== undefined && headers['if-match'] === etag(there)));
    if (!isMet) {
      // as S3 does for an object that is not there
      const isMissing = headers['if-match'] !== undefined && there === undefined;
      fail(response, isMissing ? 404 : 412, isMissing ? 'NoSuchKey' : 'PreconditionFailed');
      return;
    }
    if (method === 'PUT') {
      this.put(body);
    } else if (method === 'DELETE') {
      this.versions.push({ id: `v${this.versions.length}` });
    }
    if (isLost) {
      response.destroy();
    } else if (method !== 'GET') {
      response.writeHead(method === 'PUT' ? 200 : 204).end();
    } else if (there === undefined) {
      fail(response, 404, 'NoSuchKey');
    } else {
      const lastModified = new Date('2026-11-25T11:00:00Z').toUTCString();
      response.writeHead(200, { etag: etag(there), 'last-modified': lastModified }).end(there);
    }
  }
}

/** What STS answers to whoever takes on a role. */
const ASSUMED =
  '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>' +
  '<AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>' +
  '<Expiration>2036-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>';

function etag(body: string): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function fail(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} it is</Message></Error>`);
}
