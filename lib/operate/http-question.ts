import * as http from 'node:http';
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Place } from './network';

export interface Question {
  /** @default 'GET' */
  readonly method?: 'GET' | 'HEAD';
  /**
   * Address that is asked, whatever DNS says of the URL's host; a certificate has to be that host's all the same.
   *
   * @default - one that the machine's resolver gives
   */
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Bytes of the body that are read.
   *
   * @default 1 MiB
   */
  readonly most?: number;
  readonly signal?: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** By names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  /** Its beginning, when it is long. */
  readonly body: Buffer;
  /** When the certificate ends that was shown; `undefined` over HTTP. */
  readonly certificateEnds?: Date;
}

/** Milliseconds until all of it is there. */
const ANSWERING = 10_000;

/** Bytes of an answer that are read, unless told otherwise. */
const READ = 1_048_576;

/**
 * One answer over HTTP or HTTPS from whoever is at a place, by a connection of its own.
 *
 * @param ca trusted beside the well-known authorities, as PEM
 * @throws Error when there is none in time; its `code` tells, as Node's errors do
 */
export async function askOver(url: URL, { host, port }: Place, question: Question, ca?: string): Promise<Answer> {
  const { method = 'GET', headers, most = READ, signal } = question;
  return new Promise((resolve, reject) => {
    const options = { host, port, method, path: url.pathname + url.search, agent: false, signal };
    const secure = { servername: url.hostname, ...(ca === undefined ? {} : { ca }) };
    const named = { ...headers, host: url.host };
    const request =
      url.protocol === 'https:'
        ? https.request({ ...options, ...secure, headers: named })
        : http.request({ ...options, headers: named });
    const tooLate = setTimeout(() => {
      request.destroy(Object.assign(new Error(`${url.href} gave no answer in time`), { code: 'ETIMEDOUT' }));
    }, ANSWERING);
    request.on('response', (response) => {
      const { socket, statusCode: status = 0 } = response;
      const certificateEnds = socket instanceof TLSSocket ? new Date(socket.getPeerCertificate().valid_to) : undefined;
      const parts: Buffer[] = [];
      let length = 0;
      const end = () => {
        clearTimeout(tooLate);
        resolve({ status, headers: response.headers, body: Buffer.concat(parts).subarray(0, most), certificateEnds });
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length >= most) {
          end();
          response.destroy();
        }
      });
      response.on('end', end);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.on('close', () => clearTimeout(tooLate));
    request.end();
  });
}
