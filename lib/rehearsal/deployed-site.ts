import type { Assembly } from '../rules/assembly/assembly';
import type { Resource } from '../rules/assembly/resource';
import { bucketOfHost } from '../rules/site';
import { APIS, EDGES, has, NOTHING, WEBSITES } from './addresses';
import { customDomainsOf, type CustomDomain } from './api-gateway/custom-domain';
import { RegionalEndpoint } from './api-gateway/regional-endpoint';
import { Distribution } from './cloudfront/distribution';
import { Edges } from './cloudfront/edges';
import type { Clock } from './clock';
import { ask, type Patience } from './http/ask';
import type { Request, Response } from './http/exchange';
import type { Listener } from './http/listener';
import { DnsServer } from './route53/dns-server';
import { HealthChecks } from './route53/health-checks';
import { Zone } from './route53/zone';
import type { Addresses, Target } from './route53/zone-record';
import { bucketsOf, type Bucket } from './s3/bucket';
import { fillBuckets } from './s3/content';
import { Replication } from './s3/replication';
import { S3Region } from './s3/s3-region';
import { refuseUnknown } from './understood';
import type { Endpoint } from './visitor';

/** Most objects are copied within 15 minutes; a rehearsal does not wait for that. In rehearsed milliseconds. */
const REPLICATION_DELAY = 5_000;

/** All of a synthesized app that visitors meet, running on this machine. */
export class DeployedSite {
  readonly buckets: readonly Bucket[];
  readonly regions: ReadonlyMap<string, S3Region>;
  readonly edges: Edges;
  /** The HTTPS endpoint of the secondary Region. */
  readonly api: RegionalEndpoint;
  readonly checks: HealthChecks;
  readonly zone: Zone;
  readonly dns: DnsServer;
  readonly distribution: Distribution;
  private readonly domains: readonly CustomDomain[];
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
    this.domains = customDomainsOf(assembly, clock);
    const regions = new Set(this.buckets.map(({ region }) => region));
    this.regions = new Map([...regions].map((region) => [region, this.s3In(region)]));
    this.replication = new Replication(this.buckets, clock, REPLICATION_DELAY);
    this.distribution = new Distribution(distribution, assembly, (...asked) => this.ask(...asked));
    this.edges = new Edges(this.distribution.handle);
    this.api = new RegionalEndpoint(
      this.domains.filter(({ resource }) => resource.stack.region === secondaryRegion),
      (role) => this.regions.get(secondaryRegion)?.endpointFor(role) ?? '',
    );
    this.checks = new HealthChecks(assembly, clock, (...asked) => this.ask(...asked));
    this.zone = new Zone(assembly, {
      isHealthy: (check) => this.checks.isHealthy(check),
      addressOf: (target) => this.addressOf(target),
    });
    this.dns = new DnsServer(this.zone);
  }

  async start(): Promise<void> {
    await Promise.all([...this.services, this.dns].map((one) => one.start()));
  }

  async stop(): Promise<void> {
    this.replication.stop();
    await Promise.all([...this.services, this.dns].map((one) => one.stop()));
  }

  /**
   * Says when a part of the double itself has failed, instead of what it stands for.
   *
   * @throws Error
   */
  assertWhole(): void {
    const failure = this.services.map((service) => service.failure).find((one) => one !== undefined);
    if (failure) {
      throw failure;
    }
  }

  /** Why APIs answered that they are out of order: nothing of it reaches visitors. */
  get faults(): string[] {
    return this.domains.flatMap(({ api }) => api?.fault?.message ?? []);
  }

  /** What answers at an address that DNS gives. */
  endpointAt(address: string): Endpoint | undefined {
    if (has(WEBSITES, address)) {
      return { role: 'SECONDARY', http: this.regions.get(this.secondaryRegion)?.listener(false) };
    }
    if (this.domains.some((domain) => has(addressesOf(domain), address))) {
      return { role: 'SECONDARY', https: this.api.https };
    }
    return has(this.edgeAddresses, address)
      ? { role: 'PRIMARY', http: this.edges.http, https: this.edges.https }
      : undefined;
  }

  private get edgeAddresses(): Addresses {
    return this.distribution.ipv6Enabled ? EDGES : { ...EDGES, aaaa: [] };
  }

  private get services(): readonly (S3Region | Edges | RegionalEndpoint)[] {
    return [...this.regions.values(), this.edges, this.api];
  }

  private s3In(region: string): S3Region {
    const functions = this.domains.flatMap(({ api }) => api?.fn ?? []);
    const roles = functions.filter(({ resource }) => resource.stack.region === region).map(({ role }) => role);
    return new S3Region(region, this.buckets, this.assembly, roles);
  }

  private addressOf({ kind, host }: Target): Addresses {
    switch (kind) {
      case 'website':
        return WEBSITES;
      case 'cloudfront':
        return this.edgeAddresses;
      case 'api': {
        const domain = this.domains.find(({ regionalHost }) => regionalHost === host);
        return domain ? addressesOf(domain) : NOTHING;
      }
    }
  }

  private async ask(request: Request, patience: Patience): Promise<Response> {
    const listener = this.listenerFor(request);
    if (!listener) {
      throw Object.assign(new Error(`${request.host} is no host here`), { code: 'ENOTFOUND' });
    }
    return ask(listener, request, patience, this.clock);
  }

  private listenerFor({ host, caller: { secure } }: Request): Listener | undefined {
    if (host === this.distribution.domainName) {
      return secure ? this.edges.https : this.edges.http;
    }
    return this.regions.get(bucketOfHost(host, this.assembly)?.stack.region ?? '')?.listener(secure);
  }
}

function addressesOf({ hasIpv6 }: CustomDomain): Addresses {
  return hasIpv6 ? APIS : { ...APIS, aaaa: [] };
}
