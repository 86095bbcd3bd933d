import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller, Handler, Response } from './exchange';

/** An HTTP server on a port of 127.0.0.1 that can be lost, and come back at the same port. */
export class Listener {
  private readonly callers = new Map<string, Caller>();
  private server?: http.Server;
  private knownPort = 0;
  private knownFailure?: Error;
  /** Whether whoever asks is left without an answer. */
  isSilent = false;

  constructor(private readonly handler: Handler) {}

  get port(): number {
    return this.knownPort;
  }

  /** What the handler threw, if it ever did: the double itself failed, not what it stands for. */
  get failure(): Error | undefined {
    return this.knownFailure;
  }

  /** Says who asks from a port of this machine, before the request arrives. */
  expect(clientPort: number, caller: Caller): void {
    this.callers.set(String(clientPort), caller);
  }

  async start(): Promise<void> {
    const server = http.createServer((request, response) => {
      void this.serve(request, response);
    });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject).listen(this.knownPort, '127.0.0.1', resolve);
    });
    this.knownPort = (server.address() as AddressInfo).port;
  }

  /** Whoever connects from now on is refused, and whoever is connected is cut off. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await new Promise<void>((resolve) => {
      if (!server) {
        resolve();
        return;
      }
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const clientPort = String(request.socket.remotePort);
    const caller = this.callers.get(clientPort);
    this.callers.delete(clientPort);
    request.resume();
    if (this.isSilent) {
      return;
    }
    const answer = await this.answer(request, caller).catch((error: unknown): Response => {
      this.knownFailure ??= new Error(String(error), { cause: error });
      return { status: 500, headers: { 'content-type': 'text/plain' }, body: Buffer.from(String(error)) };
    });
    // an answer to HEAD has the length of what it leaves out
    const length = request.method === 'HEAD' ? {} : { 'content-length': String(answer.body.length) };
    response
      .writeHead(answer.status, { ...answer.headers, ...length, connection: 'close' })
      .end(request.method === 'HEAD' ? undefined : answer.body);
  }

  private async answer(request: http.IncomingMessage, caller: Caller | undefined): Promise<Response> {
    const { method = 'GET', url = '/', headers } = request;
    return this.handler({
      method,
      host: (headers.host ?? '').toLowerCase().replace(/:\d+$/, ''),
      path: url,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      // somebody who is not part of the rehearsal: `curl`, say
      caller: caller ?? { sourceIp: '127.0.0.1', secure: false },
    });
  }
}
