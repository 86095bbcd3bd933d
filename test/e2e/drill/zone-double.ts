import {
  ChangeResourceRecordSetsCommand,
  ChangeTagsForResourceCommand,
  CreateHealthCheckCommand,
  CreateHostedZoneCommand,
  GetHealthCheckCommand,
  ListTagsForResourceCommand,
  Route53Client,
  UpdateHealthCheckCommand,
  type HealthCheckConfig,
} from '@aws-sdk/client-route-53';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DnsServer } from '../../../lib/rehearsal/route53/dns-server';
import { resourceRecord } from '../../../lib/rehearsal/route53/record-data';
import { Zone, type DnsAnswer } from '../../../lib/rehearsal/route53/zone';
import type { Assembly } from '../../../lib/rules/assembly/assembly';
import { DOMAIN, settings } from './stage';

const SECONDARY_HOST = 's3-website-us-west-2.amazonaws.com';
const EDGE = '198.51.100.1';
const WEBSITE = '203.0.113.1';

/** Real milliseconds from a change of the health check to the first name servers' following it, and to the last's. */
const LAG = 500;
const LAST_LAG = 700;
const LOOK = 100;

const CONFIG: HealthCheckConfig = {
  Type: 'HTTPS',
  FullyQualifiedDomainName: 'primary.s3.us-east-2.amazonaws.com',
  ResourcePath: '/health.txt',
  Port: 443,
  RequestInterval: 10,
  FailureThreshold: 3,
  Regions: ['us-east-1', 'eu-west-1', 'ap-southeast-2'],
  EnableSNI: true,
};

/** Of the operator's switch, in the bucket of the secondary. */
const SWITCH_CONFIG: HealthCheckConfig = {
  ...CONFIG,
  FullyQualifiedDomainName: `${DOMAIN}.s3.us-west-2.amazonaws.com`,
  ResourcePath: '/failover-switch',
  Inverted: true,
};

/** A hosted zone of moto with the failover pair of the example site, and name servers that answer as Route 53's would. */
export class ZoneDouble {
  /** @param followed whether the switch is engaged, of a zone whose records follow it */
  static async start(
    endpoint: string,
    assembly: Assembly,
    listeners: Readonly<Record<string, number>>,
    followed?: () => Promise<boolean>,
  ) {
    const client = new Route53Client({ ...settings(endpoint), region: 'us-east-1' });
    const created = await client.send(new CreateHostedZoneCommand({ Name: DOMAIN, CallerReference: randomUUID() }));
    const make = async (HealthCheckConfig: HealthCheckConfig) => {
      const made = await client.send(
        new CreateHealthCheckCommand({ CallerReference: randomUUID(), HealthCheckConfig }),
      );
      return made.HealthCheck?.Id ?? '';
    };
    const primaryCheck = await make(CONFIG);
    const switchCheck = followed && (await make(SWITCH_CONFIG));
    const ChildHealthChecks = [primaryCheck, ...(switchCheck === undefined ? [] : [switchCheck])];
    const decision = followed && (await make({ Type: 'CALCULATED', HealthThreshold: 2, ChildHealthChecks }));
    const zone = new ZoneDouble(
      client,
      (created.HostedZone?.Id ?? '').replace('/hostedzone/', ''),
      decision ?? primaryCheck,
      created.DelegationSet?.NameServers ?? [],
      assembly,
      listeners,
      followed,
      switchCheck,
    );
    await zone.open();
    return zone;
  }

  private readonly servers: readonly [DnsServer, DnsServer];
  private readonly machine: DnsServer;
  private isSecondary: [boolean, boolean] = [false, false];
  private known = false;
  /** Whether the name servers take notice of the health check. */
  follows = true;

  private constructor(
    readonly client: Route53Client,
    readonly id: string,
    readonly healthCheckId: string,
    private readonly nameServers: readonly string[],
    assembly: Assembly,
    private readonly listeners: Readonly<Record<string, number>>,
    private readonly followed?: () => Promise<boolean>,
    /** Of the switch; undefined when there is none. */
    readonly switchCheckId?: string,
  ) {
    const addressOf = ({ kind }: { kind: string }) => ({ a: [kind === 'website' ? WEBSITE : EDGE], aaaa: [] });
    const serverOf = (which: 0 | 1) =>
      new DnsServer(new Zone(assembly, { isHealthy: () => !this.isSecondary[which], addressOf }));
    this.servers = [serverOf(0), serverOf(1)];
    this.machine = new DnsServer({ answer: (name, type) => this.resolve(name, type) });
  }

  /** Where a child finds addresses of the internet on this machine; the last name server is the slow one. */
  get places(): Record<string, number> {
    const last = this.nameServers.length - 1;
    const servers = this.nameServers.map((_, index) => [
      `${addressOfServer(index)}:53`,
      this.servers[index === last ? 1 : 0].port,
    ]);
    return { ...this.listeners, dns: this.machine.port, ...(Object.fromEntries(servers) as Record<string, number>) };
  }

  /** The health check as a person would find it. */
  async state() {
    const [{ HealthCheck: check }, { ResourceTagSet: tags }] = await Promise.all([
      this.client.send(new GetHealthCheckCommand({ HealthCheckId: this.healthCheckId })),
      this.client.send(new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: this.healthCheckId })),
    ]);
    const { Inverted, Disabled, ...others } = check?.HealthCheckConfig ?? {};
    return {
      inverted: Inverted ?? false,
      disabled: Disabled ?? false,
      others,
      tags: Object.fromEntries((tags?.Tags ?? []).map(({ Key, Value }) => [Key, Value])) as Record<string, string>,
      version: check?.HealthCheckVersion ?? 0,
    };
  }

  async change(settings: { Inverted?: boolean; Disabled?: boolean; FailureThreshold?: number }): Promise<void> {
    await this.client.send(new UpdateHealthCheckCommand({ HealthCheckId: this.healthCheckId, ...settings }));
  }

  async tag(Key: string, Value: string): Promise<void> {
    const AddTags = [{ Key, Value }];
    const resource = { ResourceType: 'healthcheck', ResourceId: this.healthCheckId } as const;
    await this.client.send(new ChangeTagsForResourceCommand({ ...resource, AddTags }));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers, this.machine].map((server) => server.stop()));
  }

  private async open(): Promise<void> {
    const alias = (Failover: 'PRIMARY' | 'SECONDARY', DNSName: string, HealthCheckId?: string) => ({
      Action: 'CREATE' as const,
      ResourceRecordSet: {
        Name: DOMAIN,
        Type: 'A' as const,
        SetIdentifier: Failover.toLowerCase(),
        Failover,
        HealthCheckId,
        AliasTarget: { DNSName, HostedZoneId: 'Z2FDTNDATAQYW2', EvaluateTargetHealth: false },
      },
    });
    const Changes = [
      alias('PRIMARY', 'd111111abcdef8.cloudfront.net', this.healthCheckId),
      alias('SECONDARY', SECONDARY_HOST),
    ];
    await this.client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: this.id, ChangeBatch: { Changes } }));
    await this.tag('Name', 'example.com');
    await Promise.all([...this.servers, this.machine].map((server) => server.start()));
  }

  /** Until a drill has ended, the name servers follow the health check, late, as Route 53's do. */
  async follow(ended: Promise<unknown>): Promise<void> {
    const going = { isOver: false };
    void ended.then(() => (going.isOver = true));
    const pending = new Set<Promise<void>>();
    while (!going.isOver) {
      const isMoved = this.followed ?? (() => this.isInverted());
      const inverted = await isMoved().catch(() => this.known);
      if (inverted !== this.known && this.follows) {
        this.known = inverted;
        for (const [which, lag] of [LAG, LAST_LAG].entries()) {
          pending.add(sleep(lag).then(() => void (this.isSecondary[which as 0 | 1] = inverted)));
        }
      }
      await sleep(LOOK);
    }
    await Promise.all(pending);
  }

  private async isInverted(): Promise<boolean> {
    const asked = new GetHealthCheckCommand({ HealthCheckId: this.healthCheckId });
    const { HealthCheck: check } = await this.client.send(asked);
    return check?.HealthCheckConfig?.Inverted ?? false;
  }

  /** The machine's own name server: it knows where the zone's are, and S3's websites. */
  private resolve(name: string, type: string): DnsAnswer {
    const index = this.nameServers.indexOf(name.toLowerCase());
    const address = name === SECONDARY_HOST ? WEBSITE : index >= 0 ? addressOfServer(index) : undefined;
    const answers = address !== undefined && type === 'A' ? [resourceRecord('A', name, 60, address)] : [];
    return { status: address === undefined ? 'NXDOMAIN' : 'NOERROR', answers, authorities: [] };
  }
}

function addressOfServer(index: number): string {
  return `192.0.2.${index + 53}`;
}
