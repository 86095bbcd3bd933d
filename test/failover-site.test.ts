import * as fs from 'node:fs';
import * as path from 'node:path';
import { Stack, type App } from 'aws-cdk-lib';
import { Capture, Match, type Template } from 'aws-cdk-lib/assertions';
import { FailoverSite } from '../lib/failover-site';
import { resolveSites } from '../lib/site-config';
import {
  contentDirectory,
  EXAMPLE,
  onlyId,
  OTHER_EXAMPLE,
  synthesize,
  testApp,
  withoutAssetHashes,
  type SiteStacks,
} from './helpers';

const BUCKET = 'AWS::S3::Bucket';
const RECORD = 'AWS::Route53::RecordSet';
const ALARM = 'AWS::CloudWatch::Alarm';

const example = synthesize();

function stackOf({ construct }: SiteStacks, role: string): Stack {
  return construct.node.findChild(role) as Stack;
}

interface Resource {
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
}

function resources(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.findResources(type)) as unknown as [string, Resource][];
}

describe('the example site', () => {
  test.each(['secondary', 'certificate', 'website', 'monitoring'] as const)('has this %s stack', (stack) => {
    expect(withoutAssetHashes(example[stack])).toMatchSnapshot();
  });

  test('has each stack in its Region, under its name, with this path for the CLI', () => {
    const stacks = ['Secondary', 'Certificate', 'Website', 'Monitoring'].map((role) => stackOf(example, role));
    expect(stacks.map(({ node, region, stackName, account }) => [node.path, region, stackName, account])).toEqual([
      ['example.com/Secondary', 'us-west-2', 'site-example-com-Secondary', '123456789012'],
      ['example.com/Certificate', 'us-east-1', 'site-example-com-Certificate', '123456789012'],
      ['example.com/Website', 'us-east-2', 'site-example-com-Website', '123456789012'],
      ['example.com/Monitoring', 'us-east-1', 'site-example-com-Monitoring', '123456789012'],
    ]);
  });

  test('deploys the secondary and the certificate, then the website, then the monitoring', () => {
    const dependencies = (role: string) => stackOf(example, role).dependencies.map(({ node }) => node.id);
    expect(dependencies('Secondary')).toEqual([]);
    expect(dependencies('Certificate')).toEqual([]);
    expect(dependencies('Website').sort()).toEqual(['Certificate', 'Secondary']);
    expect(dependencies('Monitoring')).toEqual(['Website']);
  });

  test('keeps the logical ids of what must never be replaced', () => {
    expect(resources(example.secondary, BUCKET).map(([id]) => id)).toEqual([
      'SecondaryBucketB96B79FE',
      'RedirectswwwexamplecomBucket83CF2256',
    ]);
    expect(onlyId(example.website, BUCKET)).toBe('PrimaryBucketD7F3B2DB');
    expect(onlyId(example.website, 'AWS::CloudFront::Distribution')).toBe('DeliveryDistribution45EACD51');
    expect(onlyId(example.certificate, 'AWS::CertificateManager::Certificate')).toBe('Certificate4E7ABB08');
  });

  test('has no function and no custom resource besides those that publish the content', () => {
    for (const template of [example.secondary, example.certificate, example.monitoring]) {
      template.resourceCountIs('AWS::Lambda::Function', 0);
    }
    example.website.resourceCountIs('AWS::Lambda::Function', 1);
    const types = Object.values(example.website.toJSON().Resources as Record<string, { Type: string }>)
      .map(({ Type }) => Type)
      .filter((type) => type.startsWith('Custom::') || type.startsWith('AWS::CloudFormation::'));
    expect(new Set(types)).toEqual(new Set(['Custom::CDKBucketDeployment']));
  });

  test('tells a person where to look', () => {
    const outputs = (template: Template) =>
      Object.keys(template.findOutputs('*')).filter((name) => !name.startsWith('PublishOutput'));
    expect(outputs(example.secondary)).toEqual(['SecondaryBucketName', 'SecondaryUrl']);
    expect(outputs(example.website)).toEqual(['PrimaryBucketName', 'DistributionId', 'PrimaryUrl', 'HealthCheckId']);
    example.secondary.hasOutput('SecondaryUrl', {
      Value: {
        'Fn::GetAtt': [onlyId(example.secondary, BUCKET, { Properties: { BucketName: 'example.com' } }), 'WebsiteURL'],
      },
    });
  });
});

describe('point 1: PRIMARY can be deployed', () => {
  test('no alias to CloudFront evaluates the health of its target', () => {
    expect(resources(example.website, RECORD)).toHaveLength(4);
    example.website.allResourcesProperties(RECORD, {
      AliasTarget: Match.objectLike({ EvaluateTargetHealth: false }),
    });
  });
});

describe('points 2 and 3: the health check decides on the primary bucket', () => {
  test("every PRIMARY uses the site's check, which reads the primary bucket's Regional hostname", () => {
    const check = onlyId(example.website, 'AWS::Route53::HealthCheck');
    const primaries = resources(example.website, RECORD).filter(
      ([, { Properties }]) => Properties.Failover === 'PRIMARY',
    );
    expect(primaries.map(([, { Properties }]) => Properties.HealthCheckId)).toEqual([{ Ref: check }, { Ref: check }]);
    example.website.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: Match.objectLike({
        FullyQualifiedDomainName: { 'Fn::GetAtt': [onlyId(example.website, BUCKET), 'RegionalDomainName'] },
        ResourcePath: '/health.txt',
      }),
    });
  });

  test('the object that it reads is the one that the policy opens and the app publishes', () => {
    const site = synthesize({ contentPath: false, healthCheck: { path: '/up/now.txt' } });
    const bucket = { 'Fn::GetAtt': [onlyId(site.website, BUCKET), 'Arn'] };
    site.website.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'AllowHealthCheckers', Resource: { 'Fn::Join': ['', [bucket, '/up/now.txt']] } }),
        ]),
      },
    });
    site.website.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: Match.objectLike({ ResourcePath: '/up/now.txt' }),
    });
    site.website.resourceCountIs('Custom::CDKBucketDeployment', 1);
  });
});

describe("point 4: SECONDARY points at its own Region's endpoint", () => {
  test.each([
    ['us-west-2', 's3-website-us-west-2.amazonaws.com', 'Z3BJ6K6RIION7M'],
    ['eu-central-1', 's3-website.eu-central-1.amazonaws.com', 'Z21DNDUVLTQW6Q'],
  ])('%s', (secondaryRegion, DNSName, HostedZoneId) => {
    synthesize({ secondaryRegion }).website.hasResourceProperties(RECORD, {
      Failover: 'SECONDARY',
      AliasTarget: { DNSName, HostedZoneId },
    });
  });
});

describe('point 5: a bucket of its name stands behind every SECONDARY', () => {
  test('with several alternate names', () => {
    const site = synthesize({ alternateNames: ['www.example.com', 'old.example.com'] });
    const names = (template: Template, type: string, property: string) =>
      resources(template, type).map(([, { Properties }]) => Properties[property]);
    const hosts = ['example.com', 'www.example.com', 'old.example.com'];
    expect(names(site.secondary, BUCKET, 'BucketName')).toEqual(hosts);
    expect([...new Set(names(site.website, RECORD, 'Name'))]).toEqual(hosts);
    site.website.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ Aliases: hosts }),
    });
    site.certificate.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'example.com',
      SubjectAlternativeNames: hosts.slice(1),
    });
  });
});

describe('point 6: nothing pins a visitor to HTTPS or IPv6', () => {
  test('no AAAA and no HTTPS record', () => {
    expect(resources(example.website, RECORD).map(([, { Properties }]) => Properties.Type)).toEqual(Array(4).fill('A'));
  });

  test('no HSTS, no redirect to https, no IPv6 anywhere', () => {
    const text = JSON.stringify([example.secondary.toJSON(), example.website.toJSON()]);
    expect(text).not.toMatch(/StrictTransportSecurity|redirect-to-https|https-only|"Protocol":"https"/);
    expect(text).toContain('"IPV6Enabled":false');
  });
});

describe('point 7: the same URL gives the same page on both paths', () => {
  test('both paths have the same index and error document', () => {
    const site = synthesize({ errorDocument: 'index.html' });
    site.secondary.hasResourceProperties(BUCKET, {
      WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: 'index.html' },
    });
    site.website.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/index.html' }],
      }),
    });
  });

  test('the exceptions among the content reach the function', () => {
    const contentPath = contentDirectory({ 'index.html': '', '404.html': '', LICENSE: '', 'v1.2/index.html': '' });
    synthesize({ contentPath }).website.hasResourceProperties('AWS::CloudFront::Function', {
      FunctionCode: Match.stringLikeRegexp('"extensionlessObjects":\\["LICENSE"\\],"dottedDirectories":\\["v1.2"\\]'),
    });
  });

  test('both paths send an alternate name to the site in its own protocol', () => {
    example.secondary.hasResourceProperties(BUCKET, {
      BucketName: 'www.example.com',
      WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: 'example.com' } },
    });
    const code = new Capture();
    example.website.hasResourceProperties('AWS::CloudFront::Function', { FunctionCode: code });
    expect(code.asString()).toContain(
      '{"domainName":"example.com","alternateNames":["www.example.com"],"indexDocument":"index.html",' +
        '"extensionlessObjects":[],"dottedDirectories":[]}',
    );
  });
});

describe('point 8: the first deployment never answers from something empty', () => {
  test("records wait for the bucket's policy and for all content", () => {
    const deployments = resources(example.website, 'Custom::CDKBucketDeployment').map(([id]) => id);
    expect(deployments).toHaveLength(5);
    const waitedFor = [...deployments, onlyId(example.website, 'AWS::S3::BucketPolicy')];
    for (const [, { DependsOn }] of resources(example.website, RECORD)) {
      expect(DependsOn).toEqual(expect.arrayContaining(waitedFor));
    }
  });

  test('the health check waits for its object and for the policy that lets it in', () => {
    const object = resources(example.website, 'Custom::CDKBucketDeployment').find(([id]) =>
      id.includes('HealthObject'),
    );
    const [check] = resources(example.website, 'AWS::Route53::HealthCheck');
    expect(check?.[1].DependsOn).toEqual(
      expect.arrayContaining([object?.[0], onlyId(example.website, 'AWS::S3::BucketPolicy')]),
    );
  });

  test("content waits for the replication role's policy", () => {
    const policy = resources(example.website, 'AWS::IAM::Policy').find(([id]) => id.includes('ReplicationRole'));
    const first = resources(example.website, 'Custom::CDKBucketDeployment').filter(([id]) =>
      /HealthObject|ContentAssets/.test(id),
    );
    expect(first).toHaveLength(2);
    for (const [, { DependsOn }] of first) {
      expect(DependsOn).toContain(policy?.[0]);
    }
  });
});

describe('point 9: both buckets keep versions and outlive their stacks', () => {
  test('unless the site is a trial', () => {
    for (const template of [example.secondary, example.website]) {
      template.allResources(BUCKET, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      template.hasResourceProperties(BUCKET, { VersioningConfiguration: { Status: 'Enabled' } });
    }
    const trial = synthesize({ removalPolicy: 'destroy' });
    for (const template of [trial.secondary, trial.website]) {
      template.allResources(BUCKET, { DeletionPolicy: 'Delete' });
      template.resourceCountIs('Custom::S3AutoDeleteObjects', 1);
    }
  });

  test('no stack is protected: the CLI could not delete one whose creation failed, and run it again', () => {
    for (const role of ['Secondary', 'Certificate', 'Website', 'Monitoring']) {
      expect(stackOf(example, role).terminationProtection).toBeFalsy();
    }
  });
});

describe('point 10: alarms live where their metrics are', () => {
  test.each([
    ['Monitoring', 'monitoring', 'AWS/Route53', 'HealthCheckStatus', 'breaching', 'us-east-1'],
    ['Monitoring', 'monitoring', 'AWS/CloudFront', '5xxErrorRate', 'notBreaching', 'us-east-1'],
    ['Website', 'website', 'AWS/S3', 'OperationsFailedReplication', 'ignore', 'us-east-2'],
    ['Secondary', 'secondary', 'AWS/S3', 'ReplicationLatency', 'ignore', 'us-west-2'],
  ] as const)('%s: %s %s %s', (role, stack, Namespace, MetricName, TreatMissingData, region) => {
    expect(stackOf(example, role).region).toBe(region);
    example[stack].hasResourceProperties(ALARM, { Namespace, MetricName, TreatMissingData });
  });

  test("the metrics are those of the site's own check, distribution and replication rule", () => {
    const output = (name: RegExp) => ({
      'Fn::GetStackOutput': {
        StackName: 'site-example-com-Website',
        Region: 'us-east-2',
        OutputName: Object.keys(example.website.findOutputs('*')).find((id) => name.test(id)),
      },
    });
    example.monitoring.hasResourceProperties(ALARM, {
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: output(/^PublishOutput.*HealthCheck/) }],
    });
    example.monitoring.hasResourceProperties(ALARM, {
      MetricName: '5xxErrorRate',
      Dimensions: [
        { Name: 'DistributionId', Value: output(/^PublishOutput.*Distribution/) },
        { Name: 'Region', Value: 'Global' },
      ],
    });
    example.website.hasResourceProperties(ALARM, {
      Dimensions: [
        { Name: 'DestinationBucket', Value: 'example.com' },
        { Name: 'RuleId', Value: 'ReplicateToSecondary' },
        { Name: 'SourceBucket', Value: example.site.primaryBucketName },
      ],
    });
    example.secondary.hasResourceProperties(ALARM, {
      Dimensions: [
        { Name: 'DestinationBucket', Value: { Ref: 'SecondaryBucketB96B79FE' } },
        { Name: 'RuleId', Value: 'ReplicateToSecondary' },
        { Name: 'SourceBucket', Value: example.site.primaryBucketName },
      ],
    });
  });

  test('a new interval or threshold changes the template of the alarm, whose check it may replace', () => {
    const description = (settings: { intervalSeconds?: 10 | 30; failureThreshold?: number }) =>
      resources(synthesize({ healthCheck: settings }).monitoring, ALARM)[0]?.[1].Properties.AlarmDescription;
    expect(description({ intervalSeconds: 30 })).toContain('every 30 s, threshold 3');
    expect(description({ failureThreshold: 5 })).toContain('every 10 s, threshold 5');
  });
});

describe('point 11: no record outlives its bucket', () => {
  test('stacks are destroyed records first: the website depends on the secondary', () => {
    expect(stackOf(example, 'Website').dependencies).toContain(stackOf(example, 'Secondary'));
  });

  test('a dropped name keeps its bucket for the deployment that removes its records', () => {
    const dropping = synthesize({ alternateNames: [], retiredNames: ['www.example.com'] });
    dropping.secondary.hasResourceProperties(BUCKET, { BucketName: 'www.example.com' });
    expect(resources(dropping.secondary, BUCKET).map(([id]) => id)).toEqual(
      resources(example.secondary, BUCKET).map(([id]) => id),
    );
    expect(JSON.stringify(dropping.website.toJSON())).not.toContain('www.example.com');
    expect(JSON.stringify(dropping.certificate.toJSON())).not.toContain('www.example.com');
  });
});

test('every setting reaches what it is about', () => {
  const contentPath = contentDirectory({ 'start.html': '', 'missing.html': '', 'up/now.txt': 'own' });
  const site = synthesize({
    contentPath,
    indexDocument: 'start.html',
    errorDocument: 'missing.html',
    healthCheck: { path: '/up/now.txt', intervalSeconds: 30, failureThreshold: 5 },
    replicationTimeControl: true,
    primaryBucketName: 'adopted',
    alarmEmail: 'ops@example.com',
  });
  site.secondary.hasResourceProperties(BUCKET, {
    BucketName: 'example.com',
    WebsiteConfiguration: { IndexDocument: 'start.html', ErrorDocument: 'missing.html' },
  });
  site.website.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      DefaultRootObject: 'start.html',
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/missing.html' }],
    }),
  });
  site.website.hasResourceProperties('AWS::CloudFront::Function', {
    FunctionCode: Match.stringLikeRegexp('"indexDocument":"start.html"'),
  });
  site.website.hasResourceProperties('AWS::Route53::HealthCheck', {
    HealthCheckConfig: Match.objectLike({ ResourcePath: '/up/now.txt', RequestInterval: 30, FailureThreshold: 5 }),
  });
  site.website.hasResourceProperties(BUCKET, {
    BucketName: 'adopted',
    ReplicationConfiguration: {
      Rules: [
        Match.objectLike({
          Destination: Match.objectLike({ ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } } }),
        }),
      ],
    },
  });
  // the health check's object is the content's own: an archive of it, not the text that the app would make
  const [, health] =
    resources(site.website, 'Custom::CDKBucketDeployment').find(([id]) => id.includes('HealthObject')) ?? [];
  const [archive] = health?.Properties.SourceObjectKeys as string[];
  const directory = path.join(
    (site.construct.node.root as App).outdir,
    `asset.${path.basename(String(archive), '.zip')}`,
  );
  expect(fs.readFileSync(path.join(directory, 'up/now.txt'), 'utf8')).toBe('own');
  for (const template of [site.secondary, site.website, site.monitoring]) {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  }
});

test('the dashboard shows every metric of the site from its own Region', () => {
  const [[, dashboard]] = resources(example.monitoring, 'AWS::CloudWatch::Dashboard') as [[string, Resource]];
  const { 'Fn::Join': join } = dashboard.Properties.DashboardBody as { 'Fn::Join': [string, unknown[]] };
  const text = join[1].map((part) => (typeof part === 'string' ? part : 'reference')).join('');
  const { widgets } = JSON.parse(text) as { widgets: { properties: { metrics: unknown[][] } }[] };
  const shown = widgets
    .flatMap(({ properties }) => properties.metrics)
    .map((metric) => [metric[1], (metric.at(-1) as { region: string }).region]);
  expect(shown).toEqual([
    ['HealthCheckStatus', 'us-east-1'],
    ['HealthCheckPercentageHealthy', 'us-east-1'],
    ['Requests', 'us-east-1'],
    ['4xxErrorRate', 'us-east-1'],
    ['5xxErrorRate', 'us-east-1'],
    ['ReplicationLatency', 'us-west-2'],
    ['OperationsFailedReplication', 'us-east-2'],
    ['BytesPendingReplication', 'us-west-2'],
  ]);
});

describe('the certificate', () => {
  test('is replaced without deleting the one in use', () => {
    example.certificate.hasResource('AWS::CertificateManager::Certificate', {
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Delete',
      Properties: {
        ValidationMethod: 'DNS',
        DomainValidationOptions: ['example.com', 'www.example.com'].map((DomainName) => ({
          DomainName,
          HostedZoneId: 'Z0123456789EXAMPLE',
        })),
      },
    });
  });

  test('can be one that is there already: then there is no certificate stack', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555';
    const site = synthesize({ certificateArn });
    expect(site.construct.node.tryFindChild('Certificate')).toBeUndefined();
    site.website.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        ViewerCertificate: Match.objectLike({ AcmCertificateArn: certificateArn }),
      }),
    });
  });
});

describe('other places', () => {
  test('a primary in us-east-1 keeps the certificate and the alarms in stacks of their own', () => {
    const site = synthesize({ primaryRegion: 'us-east-1' });
    expect(stackOf(site, 'Website').region).toBe('us-east-1');
    site.website.resourceCountIs('AWS::CertificateManager::Certificate', 0);
    site.website.resourceCountIs(ALARM, 1);
    site.monitoring.resourceCountIs(ALARM, 2);
    site.website.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: Match.objectLike({
        FullyQualifiedDomainName: { 'Fn::GetAtt': [onlyId(site.website, BUCKET), 'RegionalDomainName'] },
      }),
    });
  });

  test("a subdomain has its records and its certificate's in its parent's zone", () => {
    const site = synthesize({ domainName: 'shop.example.com', hostedZoneName: 'example.com' });
    expect(
      resources(site.website, RECORD).map(([, { Properties }]) => [Properties.Name, Properties.HostedZoneId]),
    ).toEqual([
      ['shop.example.com', 'Z0123456789EXAMPLE'],
      ['shop.example.com', 'Z0123456789EXAMPLE'],
    ]);
    site.secondary.resourceCountIs(BUCKET, 1);
    site.certificate.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'shop.example.com',
      SubjectAlternativeNames: Match.absent(),
      DomainValidationOptions: [{ DomainName: 'shop.example.com', HostedZoneId: 'Z0123456789EXAMPLE' }],
    });
  });

  test('several sites in one app are stacks of their own', () => {
    const app = testApp();
    for (const site of resolveSites([EXAMPLE, OTHER_EXAMPLE])) {
      new FailoverSite(app, site.domainName, { site });
    }
    const stacks = app.synth().stacks;
    expect(stacks).toHaveLength(8);
    expect(new Set(stacks.map(({ stackName }) => stackName)).size).toBe(8);
  });
});
