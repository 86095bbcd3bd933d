import type { Assembly } from '../rules/assembly/assembly';
import type { Resource } from '../rules/assembly/resource';
import { bucketOfHost } from '../rules/site';
import { Distribution } from './cloudfront/distribution';
import type { Clock } from './clock';
import { ask, type Patience } from './http/ask';
import type { Request, Response } from './http/exchange';
import { Listener } from './http/listener';
import { DnsServer } from './route53/dns-server';
import { HealthCheck } from './route53/health-check';
import { Zone } from './route53/zone';
import type { Addresses, Target } from './route53/zone-record';
import { bucketsOf, type Bucket } from './s3/bucket';
import { fillBuckets } from './s3/content';
import { Replication } from './s3/replication';
import { S3Region } from './s3/s3-region';
import { refuseUnknown } from './understood';
import type { Endpoint } from './visitor';

/** Addresses that stand for AWS's (RFC 5737, RFC 3849): what listens there is on ports of this machine. */
const EDGES: Addresses = { a: ['198.51.100.1'], aaaa: ['2001:db8::1'] };
const WEBSITES: Addresses = { a: ['203.0.113.1'], aaaa: [] };

/** Most objects are copied within 15 minutes; a rehearsal does not wait for that. In rehearsed milliseconds. */
const REPLICATION_DELAY = 5_000;

/** All of a synthesized app that visitors meet, running on this machine. */
export class DeployedSite {
  readonly buckets: readonly Bucket[];
  readonly regions: ReadonlyMap<string, S3Region>;
  readonly checks: ReadonlyMap<Resource, HealthCheck>;
  readonly zone: Zone;
  readonly dns: DnsServer;
  private readonly distribution: Distribution;
  private readonly edges: Readonly<Record<'http' | 'https', Listener>>;
  private readonly replication: Replication;

  /** @throws NotUnderstood for what is not modelled */
  constructor(
    private readonly assembly: Assembly,
    distribution: Resource,
    private readonly secondaryRegion: string,
    private readonly clock: Clock,
  ) {
    refuseUnknown(assembly);
    this.buckets = bucketsOf(assembly);
    fillBuckets(this.buckets, assembly);
    const regions = new Set(this.buckets.map(({ region }) => region));
    this.regions = new Map([...regions].map((region) => [region, new S3Region(region, this.buckets, assembly)]));
    this.replication = new Replication(this.buckets, clock, REPLICATION_DELAY);
    this.distribution = new Distribution(distribution, assembly, (...asked) => this.askOrigin(...asked));
    this.edges = { http: this.edge(false), https: this.edge(true) };
    this.checks = new Map(
      assembly
        .all('AWS::Route53::HealthCheck')
        .map((check) => [check, new HealthCheck(check, clock, (...asked) => this.askS3(...asked))]),
    );
    this.zone = new Zone(assembly, {
      isHealthy: (check) => this.checks.get(check)?.isHealthy ?? true,
      addressOf: (target) => this.addressOf(target),
    });
    this.dns = new DnsServer(this.zone);
  }

  async start(): Promise<void> {
    const listeners = [...this.regions.values(), this.edges.http, this.edges.https, this.dns];
    await Promise.all(listeners.map((one) => one.start()));
  }

  async stop(): Promise<void> {
    this.replication.stop();
    await Promise.all([...this.regions.values(), this.edges.http, this.edges.https, this.dns].map((one) => one.stop()));
  }

  /**
   * Says when a part of the double itself has failed, instead of what it stands for.
   *
   * @throws Error
   */
  assertWhole(): void {
    const s3 = [...this.regions.values()].flatMap((region) => [region.listener(false), region.listener(true)]);
    for (const { failure } of [...s3, this.edges.http, this.edges.https]) {
      if (failure !== undefined) {
        throw failure;
      }
    }
  }

  /** What answers at an address that DNS gives. */
  endpointAt(address: string): Endpoint | undefined {
    if (WEBSITES.a.includes(address)) {
      return { role: 'SECONDARY', http: this.regions.get(this.secondaryRegion)?.listener(false) };
    }
    return [...EDGES.a, ...EDGES.aaaa].includes(address) ? { role: 'PRIMARY', ...this.edges } : undefined;
  }

  private addressOf({ kind }: Target): Addresses {
    return kind === 'website' ? WEBSITES : { ...EDGES, aaaa: this.distribution.ipv6Enabled ? EDGES.aaaa : [] };
  }

  private edge(secure: boolean): Listener {
    return new Listener((request) => this.distribution.handle({ ...request, caller: { ...request.caller, secure } }));
  }

  private async askOrigin(request: Request, { connect, response }: Patience): Promise<Response> {
    return this.askS3(request, { connect: this.clock.patience(connect), response: this.clock.patience(response) });
  }

  private async askS3(request: Request, patience: Patience): Promise<Response> {
    const region = bucketOfHost(request.host, this.assembly)?.stack.region;
    const s3 = this.regions.get(region ?? '');
    if (!s3) {
      throw Object.assign(new Error(`${request.host} is no host of S3 here`), { code: 'ENOTFOUND' });
    }
    return ask(s3.listener(request.caller.secure), request, patience);
  }
}
