/** By resource type, the properties that this double models, or knows to change nothing for visitors. */
export const UNDERSTOOD = {
  'AWS::Route53::HealthCheck': [
    'HealthCheckConfig.ChildHealthChecks',
    // certificates are not validated, so that it is all one which of them an endpoint shows
    'HealthCheckConfig.EnableSNI',
    'HealthCheckConfig.FailureThreshold',
    'HealthCheckConfig.FullyQualifiedDomainName',
    'HealthCheckConfig.HealthThreshold',
    'HealthCheckConfig.Inverted',
    'HealthCheckConfig.MeasureLatency',
    'HealthCheckConfig.Port',
    'HealthCheckConfig.Regions',
    'HealthCheckConfig.RequestInterval',
    'HealthCheckConfig.ResourcePath',
    'HealthCheckConfig.SearchString',
    'HealthCheckConfig.Type',
    'HealthCheckTags',
  ],
  'AWS::Route53::HostedZone': ['HostedZoneConfig', 'HostedZoneTags', 'Name', 'QueryLoggingConfig'],
  'AWS::Route53::RecordSet': [
    'AliasTarget.DNSName',
    'AliasTarget.EvaluateTargetHealth',
    'AliasTarget.HostedZoneId',
    'Comment',
    'Failover',
    'HealthCheckId',
    'HostedZoneId',
    'HostedZoneName',
    'Name',
    'ResourceRecords',
    'SetIdentifier',
    'TTL',
    'Type',
  ],
  'AWS::Route53::RecordSetGroup': ['Comment', 'HostedZoneId', 'HostedZoneName', 'RecordSets'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether a property of a resource type is understood, by its name joined with dots. */
export function understands(type: keyof typeof UNDERSTOOD, name: string): boolean {
  const names: readonly string[] = UNDERSTOOD[type];
  return names.includes(name);
}
