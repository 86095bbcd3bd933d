import { type Template } from 'aws-cdk-lib/assertions';
import { onlyId, synthesize, withoutAssetHashes } from './helpers';

const HEALTH_CHECK = 'AWS::Route53::HealthCheck';
const BUCKET = 'AWS::S3::Bucket';

interface Resource {
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
}

function resources(template: Template, type: string, properties: object = {}): [string, Resource][] {
  return Object.entries(template.findResources(type, { Properties: properties })) as unknown as [string, Resource][];
}

const https = synthesize({ secondaryEndpoint: 'https' });
const website = synthesize();

/** What a template says of another stack's resource: a weak reference. */
function referenced(value: unknown): string | undefined {
  return /"Fn::GetStackOutput":.*?"OutputName":"(\w+)"/.exec(JSON.stringify(value))?.[1];
}

describe('the example site in the mode https', () => {
  test.each(['secondary', 'certificate', 'website', 'monitoring'] as const)('has this %s stack', (stack) => {
    expect(withoutAssetHashes(https[stack])).toMatchSnapshot();
  });

  test('keeps the buckets of the mode website', () => {
    for (const stack of ['secondary', 'website'] as const) {
      expect(resources(https[stack], BUCKET).map(([id]) => id)).toEqual(
        resources(website[stack], BUCKET).map(([id]) => id),
      );
    }
  });

  test('answers A and AAAA alike, by a decision on CloudFront and the switch', () => {
    const records = resources(https.website, 'AWS::Route53::RecordSet');
    const byPair = new Map<string, string[]>();
    for (const [, { Properties }] of records) {
      const { Type, Name, Failover, AliasTarget, HealthCheckId } = Properties;
      const key = JSON.stringify({ Name, Failover, AliasTarget, HealthCheckId });
      byPair.set(key, [...(byPair.get(key) ?? []), String(Type)]);
    }
    expect([...byPair.values()]).toEqual(
      [
        ['A', 'AAAA'],
        ['A', 'AAAA'],
        ['A', 'AAAA'],
        ['A', 'AAAA'],
      ].map((types) => expect.arrayContaining(types) as string[]),
    );
    const decision = onlyId(https.website, HEALTH_CHECK, { Properties: { HealthCheckConfig: { Type: 'CALCULATED' } } });
    const primaries = records.filter(([, { Properties }]) => Properties.Failover === 'PRIMARY');
    expect(primaries.map(([, { Properties }]) => Properties.HealthCheckId)).toEqual(
      primaries.map(() => ({ Ref: decision })),
    );
  });

  test('the decision is on the distribution, by its own name, and on the switch of the other Region', () => {
    const [, { Properties }] = resources(https.website, HEALTH_CHECK, {
      HealthCheckConfig: { Type: 'CALCULATED' },
    })[0]!;
    const [check, theSwitch] = (Properties.HealthCheckConfig as { ChildHealthChecks: unknown[] }).ChildHealthChecks;
    const distribution = onlyId(https.website, 'AWS::CloudFront::Distribution');
    const checked = onlyId(https.website, HEALTH_CHECK, {
      Properties: {
        HealthCheckConfig: {
          FullyQualifiedDomainName: { 'Fn::GetAtt': [distribution, 'DomainName'] },
          ResourcePath: '/health.txt',
        },
      },
    });
    expect(check).toEqual({ Ref: checked });
    const output = referenced(theSwitch);
    expect(https.secondary.findOutputs(output ?? '')[output ?? '']).toMatchObject({
      Value: { Ref: onlyId(https.secondary, HEALTH_CHECK, { Properties: { HealthCheckConfig: { Inverted: true } } }) },
    });
  });

  test("the decision comes after the distribution's change, and the endpoint after the switch: a new switch is unhealthy", () => {
    const [, decision] = resources(https.website, HEALTH_CHECK, { HealthCheckConfig: { Type: 'CALCULATED' } })[0]!;
    expect(decision.DependsOn).toContain(onlyId(https.website, 'AWS::CloudFront::Distribution'));
    const theSwitch = onlyId(https.secondary, HEALTH_CHECK);
    for (const [, domain] of resources(https.secondary, 'AWS::ApiGatewayV2::DomainName')) {
      expect(domain.DependsOn).toContain(theSwitch);
    }
  });

  test('every name has its domain at the secondary, and leads there', () => {
    const secondaries = resources(https.website, 'AWS::Route53::RecordSet', { Failover: 'SECONDARY', Type: 'A' });
    for (const [, { Properties }] of secondaries) {
      const domain = onlyId(https.secondary, 'AWS::ApiGatewayV2::DomainName', {
        Properties: { DomainName: Properties.Name },
      });
      const { DNSName, HostedZoneId } = Properties.AliasTarget as Record<string, unknown>;
      const led = [referenced(DNSName), referenced(HostedZoneId)].map(
        (output = '') => (https.secondary.findOutputs(output)[output] as { Value: unknown } | undefined)?.Value,
      );
      expect(led).toEqual([
        { 'Fn::GetAtt': [domain, 'RegionalDomainName'] },
        { 'Fn::GetAtt': [domain, 'RegionalHostedZoneId'] },
      ]);
    }
    expect(secondaries).toHaveLength(2);
  });

  test('another interval does not replace the switch, which the records of another stack go by', () => {
    const slow = synthesize({ secondaryEndpoint: 'https', healthCheck: { intervalSeconds: 30 } });
    expect(resources(slow.secondary, HEALTH_CHECK)).toEqual(resources(https.secondary, HEALTH_CHECK));
    slow.website.hasResourceProperties(HEALTH_CHECK, { HealthCheckConfig: { RequestInterval: 30 } });
  });

  test('pins browsers on both paths alike', () => {
    https.website.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: { StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 } },
      },
    });
  });

  test('has an alarm for what moves DNS, and one for the primary bucket', () => {
    const alarmed = resources(https.monitoring, 'AWS::CloudWatch::Alarm', { Namespace: 'AWS/Route53' }).map(
      ([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), referenced(Properties.Dimensions)],
    );
    expect(alarmed).toHaveLength(2);
    const valueOf = (output = '') =>
      (https.website.findOutputs(output)[output] as { Value: { Ref: string } } | undefined)?.Value.Ref;
    const [decision] = resources(https.website, HEALTH_CHECK, { HealthCheckConfig: { Type: 'CALCULATED' } })[0]!;
    expect(Object.fromEntries(alarmed.map(([id, output]) => [id, valueOf(output)]))).toEqual({
      AlarmsPrimaryUnhealthy: onlyId(https.website, HEALTH_CHECK, {
        Properties: {
          HealthCheckConfig: {
            FullyQualifiedDomainName: { 'Fn::GetAtt': [onlyId(https.website, BUCKET), 'RegionalDomainName'] },
          },
        },
      }),
      AlarmsFailedOver: decision,
    });
  });
});

describe('a change of mode', () => {
  test.each([
    ['there', { secondaryEndpoint: 'https', retiredEndpoint: 'website' }],
    ['back', { secondaryEndpoint: 'website', retiredEndpoint: 'https' }],
  ] as const)('on the way %s has both endpoints, and pins nobody', (_, settings) => {
    const { secondary, website: site } = synthesize(settings);
    secondary.resourceCountIs('AWS::ApiGatewayV2::DomainName', 2);
    secondary.hasResourceProperties(BUCKET, { BucketName: 'example.com', WebsiteConfiguration: {} });
    site.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { IPV6Enabled: true, DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all' } },
    });
    expect(JSON.stringify(site.toJSON())).not.toContain('"AccessControlMaxAgeSec":31536000');
  });

  test('on the way back has the records of the mode website, and keeps the check of the switch', () => {
    const { secondary, website: site } = synthesize({ retiredEndpoint: 'https' });
    expect(resources(site, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties)).toEqual(
      resources(website.website, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties),
    );
    secondary.resourceCountIs(HEALTH_CHECK, 1);
  });
});

describe("an operator's switch in the mode website", () => {
  const withSwitch = synthesize({ manualSwitch: true });

  test('decides together with the check of the primary bucket', () => {
    const origin = onlyId(website.website, HEALTH_CHECK);
    withSwitch.website.hasResourceProperties(HEALTH_CHECK, {
      HealthCheckConfig: { Type: 'CALCULATED', HealthThreshold: 2 },
    });
    const [, { Properties }] = resources(withSwitch.website, HEALTH_CHECK, {
      HealthCheckConfig: { Type: 'CALCULATED' },
    })[0]!;
    expect((Properties.HealthCheckConfig as { ChildHealthChecks: unknown[] }).ChildHealthChecks[0]).toEqual({
      Ref: origin,
    });
  });

  test('changes the distribution, which takes as long as a new switch needs to become healthy', () => {
    const configOf = (template: Template) => resources(template, 'AWS::CloudFront::Distribution')[0]?.[1].Properties;
    expect(configOf(withSwitch.website)).not.toEqual(configOf(website.website));
  });

  test('that is retired keeps its check, which the records do not follow', () => {
    const retired = synthesize({ manualSwitch: 'retired' });
    retired.secondary.resourceCountIs(HEALTH_CHECK, 1);
    expect(withoutAssetHashes(retired.website)).toEqual(withoutAssetHashes(website.website));
  });
});
