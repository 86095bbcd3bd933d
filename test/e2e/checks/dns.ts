import {
  GetHealthCheckCommand,
  ListHealthChecksCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { PRIMARY, type Clients } from '../clients';

/** The records of a zone without its own NS and SOA. */
export async function recordsOf(aws: Clients, HostedZoneId: string): Promise<ResourceRecordSet[]> {
  const answer = await aws.route53.send(new ListResourceRecordSetsCommand({ HostedZoneId }));
  return (answer.ResourceRecordSets ?? []).filter(({ Type = '' }) => !['NS', 'SOA'].includes(Type));
}

export async function healthCheckIds(aws: Clients): Promise<string[]> {
  const { HealthChecks = [] } = await aws.route53.send(new ListHealthChecksCommand());
  return HealthChecks.map(({ Id }) => String(Id));
}

export interface ExpectedRecords {
  readonly hostedZoneId: string;
  readonly names: string[];
  readonly distributionDomainName?: string;
  readonly healthCheckId: string;
}

/** A pair of A records for every name, and nothing else: no AAAA above all. */
export async function expectFailoverRecords(aws: Clients, expected: ExpectedRecords): Promise<void> {
  const records = await recordsOf(aws, expected.hostedZoneId);
  const pairs = expected.names.flatMap((name) => [
    {
      Name: `${name}.`,
      Type: 'A',
      SetIdentifier: 'primary',
      Failover: 'PRIMARY',
      HealthCheckId: expected.healthCheckId,
      AliasTarget: {
        DNSName: dotted(expected.distributionDomainName),
        HostedZoneId: 'Z2FDTNDATAQYW2',
        EvaluateTargetHealth: false,
      },
    },
    {
      Name: `${name}.`,
      Type: 'A',
      SetIdentifier: 'secondary',
      Failover: 'SECONDARY',
      AliasTarget: {
        DNSName: dotted('s3-website-us-west-2.amazonaws.com'),
        HostedZoneId: 'Z3BJ6K6RIION7M',
        EvaluateTargetHealth: false,
      },
    },
  ]);
  expect(records).toHaveLength(pairs.length);
  expect(records).toEqual(expect.arrayContaining(pairs));
}

export async function expectHealthCheck(
  aws: Clients,
  HealthCheckId: string,
  { bucket, intervalSeconds }: { bucket: string; intervalSeconds: number },
): Promise<void> {
  const { HealthCheck } = await aws.route53.send(new GetHealthCheckCommand({ HealthCheckId }));
  expect(HealthCheck?.HealthCheckConfig).toEqual({
    Type: 'HTTPS',
    FullyQualifiedDomainName: `${bucket}.s3.${PRIMARY}.amazonaws.com`,
    Port: 443,
    ResourcePath: '/health.txt',
    RequestInterval: intervalSeconds,
    FailureThreshold: 3,
    EnableSNI: true,
    Inverted: false,
    MeasureLatency: false,
  });
}

function dotted(name = ''): unknown {
  return expect.stringMatching(new RegExp(`^${name.replaceAll('.', '\\.')}\\.?$`));
}
