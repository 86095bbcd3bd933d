import * as http from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Clock } from '../clock';
import type { Request, Response } from './exchange';
import type { Listener } from './listener';

/** Rehearsed milliseconds. */
export interface Patience {
  /** Until the connection is there. */
  readonly connect: number;
  /** From there until the answer begins, and between its parts. */
  readonly response: number;
}

/**
 * Asks a listener over a connection of its own, as whoever the request says.
 *
 * @throws Error when the connection is refused or cut off, or patience is over; its `code` tells, as Node's errors do
 */
export async function ask(listener: Listener, request: Request, patience: Patience, clock: Clock): Promise<Response> {
  const { method, host, path, headers, caller } = request;
  if (listener.isSilent) {
    if (caller.wait) {
      caller.wait.milliseconds += patience.response;
    }
    await clock.pass(patience.response);
    throw Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
  }
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const asked = http.request({
      host: '127.0.0.1',
      port: listener.port,
      method,
      path,
      headers: { ...headers, host },
      agent: false,
    });
    const tooLate = (what: string) => () =>
      asked.destroy(Object.assign(new Error(`no ${what} in time`), { code: 'ETIMEDOUT' }));
    let inTime = clock.whenTooLate(patience.connect, tooLate('connection'));
    asked.on('socket', (socket) => {
      socket.on('connect', () => {
        inTime();
        listener.expect(socket.localPort ?? 0, caller);
        inTime = clock.whenTooLate(patience.response, tooLate('answer'));
      });
    });
    asked.on('response', resolve);
    asked.on('error', reject);
    asked.on('close', () => inTime());
    asked.end();
  });
  const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(answered), body: await buffer(response) };
}
