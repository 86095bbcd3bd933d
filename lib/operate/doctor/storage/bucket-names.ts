import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Bucket } from '@aws-sdk/client-s3';
import type { Site } from '../../../site-config';
import { oncePer } from '../asking';
import type { Check, Examination, Finding } from '../check';
import { DESCRIBE_STACKS, stackArns } from '../stack-permissions';
import { adoption, ADOPTION_PERMISSIONS } from './adoption';
import { emptyAndDelete } from './emptying';
import { bucketNamed, ownBuckets } from './existing-buckets';
import { bucketsOf, ofBuckets, type SiteBucket } from './site-buckets';

export const bucketNames: Check = {
  id: 'bucket-names',
  title: 'the names of the buckets are free, or the buckets are those of the site',
  of: 'any site',
  permissions: [
    { action: 's3:ListAllMyBuckets', resources: () => ['*'] },
    ofBuckets('s3:ListBucket'),
    DESCRIBE_STACKS,
    { action: 'cloudformation:ListStackResources', resources: stackArns },
    ...ADOPTION_PERMISSIONS,
  ],
  async examine(examination) {
    const own = await ownBuckets(examination);
    const findings = bucketsOf(examination.site).map((bucket) =>
      findingsFor(bucket, own.get(bucket.name), examination),
    );
    return (await Promise.all(findings)).flat();
  },
};

async function findingsFor(bucket: SiteBucket, own: Bucket | undefined, examination: Examination): Promise<Finding[]> {
  if (!own) {
    const { exists } = await bucketNamed(examination.aws, bucket);
    return exists ? [taken(bucket, examination.site)] : [];
  }
  const region = own.BucketRegion ?? (await bucketNamed(examination.aws, bucket)).region ?? bucket.region;
  if (region !== bucket.region) {
    return [elsewhere(bucket, region)];
  }
  return (await ownedBySite(examination)).has(bucket.name) ? [] : adoption(bucket, examination);
}

const RULES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html';

/** S3 finds the bucket of a website by the name of its host: no other bucket will do. */
function taken({ name, role }: SiteBucket, { mode }: Site): Finding {
  const isAnyName = role === 'primary' || (role === 'secondary' && !mode.hasWebsiteEndpoint);
  const [why, fix] = isAnyName
    ? ['The deployment fails when it makes the bucket.', `set another ${role}BucketName in bin/sites.ts`]
    : [
        `Names of buckets are those of all accounts together, and the secondary answers for ${name} by a bucket of ` +
          'that very name: the deployment fails, and this mode cannot work for the name.',
        'find out whose it is: perhaps another account of yours, where it can be emptied and deleted; a deleted name ' +
          `is free for others too. Else ${role === 'redirect' ? `leave ${name} out of alternateNames` : 'serve another domainName'}`,
      ];
  return { severity: 'error', what: `the bucket ${name} belongs to another account`, why, fix, page: RULES };
}

function elsewhere({ name, region, role }: SiteBucket, found: string): Finding {
  const field = role === 'primary' ? 'primaryRegion' : 'secondaryRegion';
  return {
    severity: 'error',
    what: `the bucket ${name} is in ${found}, and the site wants it in ${region}`,
    why: 'A bucket stays in its Region, and no other can have its name: the deployment fails when it makes it.',
    fix:
      `set ${field}: '${found}' in bin/sites.ts, or, if nothing in it is needed (and its name may take hours to be free), ` +
      emptyAndDelete({ name, region: found }),
    page: RULES,
  };
}

/** Names of the buckets that the stacks of the site have made or adopted. */
const ownedBySite = oncePer(async (examination: Examination): Promise<Set<string>> => {
  const names = (['Secondary', 'Website'] as const).map(async (role) => {
    const stack = await examination.stack(role);
    const found: string[] = [];
    if (stack) {
      const client = examination.aws.cloudFormation(stack.region);
      for await (const page of paginateListStackResources({ client }, { StackName: stack.name })) {
        const buckets = (page.StackResourceSummaries ?? []).filter(
          ({ ResourceType, ResourceStatus = '' }) => ResourceType === 'AWS::S3::Bucket' && !GONE.test(ResourceStatus),
        );
        found.push(...buckets.map(({ PhysicalResourceId = '' }) => PhysicalResourceId));
      }
    }
    return found;
  });
  return new Set((await Promise.all(names)).flat());
});

/** What a deployment left in the account, or never made. */
const GONE = /^(DELETE_COMPLETE|DELETE_SKIPPED|CREATE_FAILED)$/;
