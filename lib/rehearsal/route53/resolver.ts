import { promises as dns, type RecordWithTtl } from 'node:dns';
import type { Clock } from '../clock';

interface Kept {
  readonly addresses: readonly string[];
  /** Rehearsed time. */
  readonly until: number;
}

/** Milliseconds by the wall's clock: the server is on this machine. */
const PATIENCE = 1_000;

/** A visitor's resolver: keeps an answer for its TTL in rehearsed time, and not longer. */
export class Resolver {
  private readonly cache = new Map<string, Kept>();

  /** @param port of the name server on 127.0.0.1 */
  constructor(
    private readonly port: number,
    private readonly clock: Clock,
  ) {}

  /**
   * IPv4 addresses; none when the name has none.
   *
   * @throws Error when the name does not exist, or the server gives no answer; its `code` tells, as Node's errors do
   */
  async resolve4(name: string): Promise<readonly string[]> {
    return this.resolve(`${name} A`, (server) => server.resolve4(name, { ttl: true }));
  }

  /** The same for IPv6. */
  async resolve6(name: string): Promise<readonly string[]> {
    return this.resolve(`${name} AAAA`, (server) => server.resolve6(name, { ttl: true }));
  }

  private async resolve(
    question: string,
    ask: (server: dns.Resolver) => Promise<RecordWithTtl[]>,
  ): Promise<readonly string[]> {
    const kept = this.cache.get(question);
    if (kept && this.clock.now < kept.until) {
      return kept.addresses;
    }
    // a new one each time, so that none keeps anything by the wall's clock
    const server = new dns.Resolver({ timeout: PATIENCE, tries: 1 });
    server.setServers([`127.0.0.1:${this.port}`]);
    const records = await ask(server).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENODATA') {
        return [];
      }
      throw error;
    });
    const addresses = records.map(({ address }) => address);
    const ttl = Math.min(...records.map((record) => record.ttl));
    if (records.length > 0) {
      this.cache.set(question, { addresses, until: this.clock.now + ttl * 1000 });
    }
    return addresses;
  }
}
