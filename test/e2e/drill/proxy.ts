import { SWITCH_KEY } from '../../../lib/config/names';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A call on its way to AWS, as the SDK sends it. */
export interface Call {
  readonly method: string;
  /** `/2013-04-01/healthcheck/…`. */
  readonly path: string;
  readonly body: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/** What becomes of a call. */
export type Fate =
  | 'answered'
  | 'throttled'
  | 'server error'
  /** The connection is cut before AWS has heard of it. */
  | 'never arrives'
  /** AWS has done it, and nobody hears of it. */
  | 'answer lost'
  | { readonly status: number; readonly body: string };

/** Stands between a drill and moto, and decides what becomes of each call. */
export class Proxy {
  static async start(endpoint: string, fateOf: (call: Call) => Fate | Promise<Fate>): Promise<Proxy> {
    const proxy = new Proxy(new URL(endpoint), fateOf);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** As many calls as came, with their fates. */
  readonly calls: (Call & { readonly fate: Fate })[] = [];
  private readonly server: http.Server;

  private constructor(
    private readonly upstream: URL,
    private readonly fateOf: (call: Call) => Fate | Promise<Fate>,
  ) {
    this.server = http.createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const body = await buffer(request);
    const { method = 'GET', url: path = '/', headers } = request;
    const attempt = Number(/attempt=(\d+)/.exec(String(headers['amz-sdk-request']))?.[1] ?? 1);
    const call = { method, path, body: body.toString(), attempt };
    const fate = await this.fateOf(call);
    this.calls.push({ ...call, fate });
    if (fate === 'never arrives') {
      request.socket.destroy();
    } else if (fate === 'throttled') {
      fail(response, request, 400, 'Throttling');
    } else if (fate === 'server error') {
      fail(response, request, 500, 'InternalError');
    } else if (typeof fate === 'object') {
      response.writeHead(fate.status, { 'content-type': 'text/xml' }).end(fate.body);
    } else {
      const answer = await this.forward(request, body);
      if (fate === 'answer lost') {
        request.socket.destroy();
      } else {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      }
    }
  }

  private async forward({ method, url, headers }: http.IncomingMessage, body: Buffer): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { hostname: host, port } = this.upstream;
      http.request({ host, port, method, path: url, headers, agent: false }, resolve).on('error', reject).end(body);
    });
  }
}

/** In the language of the service that is asked. */
function fail(response: http.ServerResponse, asked: http.IncomingMessage, status: number, code: string): void {
  if (asked.url?.includes(`/${SWITCH_KEY}`)) {
    const error = `<?xml version="1.0"?><Error><Code>${code === 'Throttling' ? 'SlowDown' : code}</Code></Error>`;
    response.writeHead(status === 400 ? 503 : status, { 'content-type': 'application/xml' }).end(error);
    return;
  }
  const isJson = asked.headers['content-type']?.includes('json') === true;
  const body = isJson
    ? JSON.stringify({ __type: code, message: 'Rate exceeded' })
    : '<?xml version="1.0"?><ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error>' +
      `<Type>Sender</Type><Code>${code}</Code><Message>Rate exceeded</Message></Error></ErrorResponse>`;
  response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.0' : 'text/xml' }).end(body);
}

/** Whether a call changes something. */
export function changes({ method, path }: Call): boolean {
  const isOfTheSwitch = path.split('?')[0]?.endsWith(`/${SWITCH_KEY}`);
  return isOfTheSwitch ? method !== 'GET' : method === 'POST' && /\/(healthcheck|tags)\//.test(path);
}
