import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkJson from '../cdk.json';
import { FailoverSite } from '../lib/failover-site';
import { exampleSite } from './helpers';

const COPIED = 'replication copies every object there is, and nothing outside the pair';
const DEPLOYMENT = 'what CDK grants its deployment of content, on the bucket of the assets and on the primary alone';
const LOGS = 'logs of requests hold addresses of visitors: whoever needs them adds a bucket and a retention';
const WEBSITE = 'the secondary is an S3 website, which answers anyone over HTTP and cannot do otherwise';

/** What the AwsSolutions pack objects to and we keep, and why: by construct path below the site, and rule. */
type Acknowledged = Readonly<Record<string, Readonly<Record<string, string>>>>;

const IN_BOTH_MODES: Acknowledged = {
  'Secondary/Redirects': {
    'AwsSolutions-S1': LOGS,
    'AwsSolutions-S5': 'it has no policy and no object: it redirects',
    'AwsSolutions-S10': 'it is asked over HTTP alone, and redirects in the protocol of the visitor',
  },
  'Website/PrimaryBucket/Bucket': { 'AwsSolutions-S1': LOGS },
  'Website/PrimaryBucket/ReplicationRole': {
    'AwsSolutions-IAM5[Resource::<PrimaryBucketD7F3B2DB.Arn>/*]': COPIED,
    'AwsSolutions-IAM5[Resource::arn:aws:s3:::example.com/*]': COPIED,
  },
  'Website/Delivery/Distribution': {
    'AwsSolutions-CFR1': 'a public website is for visitors of every country',
    'AwsSolutions-CFR2': 'static files behind CloudFront give a firewall nothing to guard, and it is priced by request',
    'AwsSolutions-CFR3': LOGS,
  },
  'Website/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C': {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      'it lets the function write its logs, and nothing else',
    'AwsSolutions-IAM5[Action::s3:GetBucket*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Action::s3:GetObject*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Action::s3:List*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Action::s3:Abort*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Action::s3:DeleteObject*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Resource::<PrimaryBucketD7F3B2DB.Arn>/*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-123456789012-us-east-2/*]': DEPLOYMENT,
    'AwsSolutions-IAM5[Resource::*]': 'CloudFront knows no resource for the invalidations that it is asked for',
    'AwsSolutions-L1': 'the runtime is the one that this version of the library tests its function with',
  },
};

const MODES: Record<'website' | 'https', Acknowledged> = {
  website: {
    ...IN_BOTH_MODES,
    'Secondary/SecondaryBucket': {
      'AwsSolutions-S1': LOGS,
      'AwsSolutions-S2': WEBSITE,
      'AwsSolutions-S5': WEBSITE,
      'AwsSolutions-S10': WEBSITE,
    },
  },
  https: {
    ...IN_BOTH_MODES,
    'Secondary/SecondaryBucket': { 'AwsSolutions-S1': LOGS },
    'Secondary/Function/Role': {
      'AwsSolutions-IAM5[Resource::<SecondaryBucketB96B79FE.Arn>/*]':
        'it serves every object of the bucket, and reads alone',
    },
    'Secondary/Endpoint/Api': {
      'AwsSolutions-APIG1': LOGS,
      'AwsSolutions-APIG4': 'a public website is for everyone',
    },
  },
};

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface Report {
  readonly pluginReports: readonly { readonly pluginName: string; readonly violations: readonly Violation[] }[];
}

/** What cdk-nag objects to in the example site, `<construct path> <rule>`. */
function objections(secondaryEndpoint: keyof typeof MODES, acknowledged: Acknowledged): string[] {
  const app = new App({ context: cdkJson.context, builtinCloudFormationValidation: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const site = exampleSite({ secondaryEndpoint, removalPolicy: 'destroy', alarmEmail: 'ops@example.com' });
  const construct = new FailoverSite(app, site.domainName, { site });
  for (const [place, rules] of Object.entries(acknowledged)) {
    const found = construct.node.findAll().find(({ node }) => node.path === `${site.domainName}/${place}`);
    if (!found) {
      throw new Error(`no construct ${place}`);
    }
    Validations.of(found).acknowledge(...Object.entries(rules).map(([id, reason]) => ({ id, reason })));
  }
  try {
    app.synth();
  } catch {
    // the report says what it objects to
  }
  const file = path.join(app.outdir, 'validation-report.json');
  const { pluginReports } = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  return pluginReports
    .filter(({ pluginName }) => pluginName === 'AwsSolutions')
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    );
}

describe.each(['website', 'https'] as const)('in the mode %s', (mode) => {
  test('the AwsSolutions pack objects to nothing but what is acknowledged with a reason', () => {
    expect(objections(mode, MODES[mode])).toEqual([]);
  });

  test('the pack objects to everything that is acknowledged', () => {
    const all = objections(mode, {});
    const needless = Object.entries(MODES[mode]).flatMap(([place, rules]) =>
      Object.keys(rules)
        .filter((id) => !all.some((one) => one.startsWith(`example.com/${place}/`) && one.endsWith(` ${id}`)))
        .map((id) => `${place} ${id}`),
    );
    expect(all.length).toBeGreaterThan(20);
    expect(needless).toEqual([]);
  });
});
