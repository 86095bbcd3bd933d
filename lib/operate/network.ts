import { promises as dns } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { query, type DnsMessage, type DnsQuestion } from './dns-query';

export type DnsResolver = Pick<
  dns.Resolver,
  'resolve4' | 'resolve6' | 'resolveCaa' | 'resolveCname' | 'resolveNs' | 'resolveSoa'
>;

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

/** What an operator's machine can ask beside AWS's interfaces: DNS, and what answers visitors. */
export interface Network {
  /**
   * Asks these name servers, by their addresses, and keeps nothing. Errors have the codes of `node:dns`.
   *
   * @param servers @default - those of the machine
   */
  readonly resolver: (servers?: readonly string[]) => DnsResolver;

  /**
   * What the name server at this address says itself, without asking others.
   *
   * @throws Error when there is no answer in time; its `code` tells, as Node's errors do
   */
  readonly query: (server: string, question: DnsQuestion) => Promise<DnsMessage>;

  /**
   * One answer over HTTP or HTTPS, by a connection of its own; redirects are not followed.
   *
   * @throws Error when there is none in time; its `code` tells, as Node's errors do
   */
  readonly ask: (url: URL, question?: Question) => Promise<Answer>;
}

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** What of the world lies elsewhere, as in tests. */
export interface Elsewhere {
  /** Where an address and a port of the internet are; `dns` for the machine's own name server. */
  readonly placeOf: (address: string, port: number) => Place;
  /** Trusted beside the well-known authorities, as PEM. */
  readonly authority?: string;
}

/** Milliseconds. */
const ANSWERING = 10_000;
const RESOLVING = 3_000;
const RESOLVING_ATTEMPTS = 2;

/** Bytes of an answer that are read, unless told otherwise. */
const READ = 1_048_576;

const DNS_PORT = 53;

/** The internet, or what stands in its place. */
export function network(elsewhere?: Elsewhere): Network {
  const resolver = (servers?: readonly string[]): DnsResolver => {
    const made = new dns.Resolver({ timeout: RESOLVING, tries: RESOLVING_ATTEMPTS });
    if (elsewhere) {
      made.setServers((servers ?? ['dns']).map((server) => printed(elsewhere.placeOf(server, DNS_PORT))));
    } else if (servers) {
      made.setServers(servers);
    }
    return made;
  };
  return {
    resolver,
    query: (server, question) =>
      query(elsewhere?.placeOf(server, DNS_PORT) ?? { host: server, port: DNS_PORT }, question),
    async ask(url, question = {}) {
      const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
      const address =
        question.address ?? (isIP(url.hostname) ? url.hostname : await firstAddress(url.hostname, resolver));
      return ask(url, elsewhere?.placeOf(address, port) ?? { host: address, port }, question, elsewhere?.authority);
    },
  };
}

function printed({ host, port }: Place): string {
  return `${host}:${port}`;
}

async function firstAddress(name: string, resolver: Network['resolver']): Promise<string> {
  const [first] = await resolver().resolve4(name);
  if (first === undefined) {
    throw Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' });
  }
  return first;
}

async function ask(url: URL, { host, port }: Place, question: Question, ca?: string): Promise<Answer> {
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
