import type { Answer as DnsRecord } from 'dns-packet';
import ranges from '../../../lib/constructs/health-checker-ranges.json';
import { PUBLISHED_RANGES_URL } from '../../../lib/operate/health-checker-ranges';
import { network, type Network } from '../../../lib/operate/network';
import { DnsServer } from '../../../lib/rehearsal/route53/dns-server';
import type { DnsAnswer } from '../../../lib/rehearsal/route53/zone';

/** What is public: DNS by a table, over UDP and TCP of this machine, and the address ranges that AWS publishes. */
export class PublicInternet {
  records: readonly DnsRecord[] = [];
  ranges: readonly string[] = ranges.ranges;

  private readonly server = new DnsServer({ answer: (name, type) => this.answer(name, type) });

  start(): Promise<void> {
    return this.server.start();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** As the operator's machine has it. */
  network(): Network {
    const { port } = this.server;
    return {
      ...network({ placeOf: () => ({ host: '127.0.0.1', port }) }),
      ask: ({ href }) =>
        href === PUBLISHED_RANGES_URL
          ? Promise.resolve({ status: 200, headers: {}, body: this.published() })
          : Promise.reject(new Error(`nobody answers ${href}`)),
    };
  }

  private answer(name: string, type: string): DnsAnswer {
    const ofName = this.records.filter((record) => record.name === name.toLowerCase());
    return {
      status: ofName.length > 0 ? 'NOERROR' : 'NXDOMAIN',
      answers: ofName.filter((record) => record.type === type),
      authorities: [],
    };
  }

  private published(): Buffer {
    const prefixes = this.ranges.map((ip_prefix) => ({
      ip_prefix,
      region: 'GLOBAL',
      service: 'ROUTE53_HEALTHCHECKS',
    }));
    return Buffer.from(JSON.stringify({ createDate: '2026-11-01-00-00-00', prefixes }));
  }
}
