import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { askOver, type Answer, type Question } from './http-question';
import { query, type DnsMessage, type DnsQuestion } from './dns-query';

export type { Answer, Question } from './http-question';

export type DnsResolver = Pick<
  dns.Resolver,
  'resolve4' | 'resolve6' | 'resolveCaa' | 'resolveCname' | 'resolveNs' | 'resolveSoa'
>;

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
const RESOLVING = 3_000;
const RESOLVING_ATTEMPTS = 2;

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
      return askOver(url, elsewhere?.placeOf(address, port) ?? { host: address, port }, question, elsewhere?.authority);
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
