import { GetBucketPolicyCommand, GetBucketVersioningCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { computedBucketName } from '../../../config/names';
import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import type { Examination, Finding, Permission } from '../check';
import { emptyAndDelete } from './emptying';
import { ofBuckets, type SiteBucket } from './site-buckets';

const PAGE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html';

export const ADOPTION_PERMISSIONS: readonly Permission[] = [
  ofBuckets('s3:GetBucketVersioning', 'primary', 'secondary'),
  ofBuckets('s3:GetBucketPolicy', 'primary', 'secondary'),
  ofBuckets('s3:GetBucketPublicAccessBlock', 'secondary'),
];

/**
 * What comes before the deployment can adopt a bucket that is there already: CloudFormation takes it as it is, and
 * changes none of its settings.
 */
export async function adoption(bucket: SiteBucket, examination: Examination): Promise<Finding[]> {
  const { site } = examination;
  if (site.removalPolicy === 'destroy') {
    return [unadoptable(bucket)];
  }
  const obstacles = await obstaclesOf(bucket, examination);
  return [...obstacles, ...(obstacles.length > 0 ? [] : [adopted(bucket, site)])];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html */
function unadoptable({ name, region }: SiteBucket): Finding {
  return {
    severity: 'error',
    what: `the bucket ${name} is there already, and a trial (removalPolicy: 'destroy') cannot adopt it`,
    why: 'CloudFormation adopts what it would keep, and this site would delete it: the deployment fails.',
    fix:
      "deploy with removalPolicy: 'retain' in bin/sites.ts first; or, if nothing in it is needed, " +
      emptyAndDelete({ name, region }),
    page: PAGE,
  };
}

async function obstaclesOf({ name, region, role }: SiteBucket, { aws, site }: Examination): Promise<Finding[]> {
  if (role === 'redirect') {
    // it is neither replicated nor has it a policy
    return [];
  }
  const s3 = aws.s3(region);
  const Bucket = name;
  const [versioning, policy, block] = await Promise.all([
    s3.send(new GetBucketVersioningCommand({ Bucket })),
    unlessAbsent(s3.send(new GetBucketPolicyCommand({ Bucket })), 'NoSuchBucketPolicy'),
    role === 'secondary' && site.mode.hasWebsiteEndpoint
      ? unlessAbsent(s3.send(new GetPublicAccessBlockCommand({ Bucket })), 'NoSuchPublicAccessBlockConfiguration')
      : undefined,
  ]);
  const obstacle = (what: string, why: string, fix: string): Finding => {
    const there = `the bucket ${name} is there already`;
    return { severity: 'error', what: `${there}, ${what}`, why, fix, page: PAGE };
  };
  return [
    ...(versioning.Status === 'Enabled'
      ? []
      : [
          obstacle(
            'without versions',
            'The deployment adopts it as it is, and S3 replicates between buckets with versions only: it fails.',
            'switch them on, then deploy:\n' +
              `aws s3api put-bucket-versioning --region ${region} --bucket ${name} --versioning-configuration Status=Enabled`,
          ),
        ]),
    ...(policy?.Policy === undefined
      ? []
      : [
          obstacle(
            'with a policy of its own',
            'A policy is not adopted with its bucket: the deployment fails, as it "already exists".',
            'save and delete it, then deploy; whoever reads the bucket by it cannot until the deployment is through:\n' +
              `aws s3api get-bucket-policy --region ${region} --bucket ${name} --query Policy --output text > ${name}.policy.json\n` +
              `aws s3api delete-bucket-policy --region ${region} --bucket ${name}`,
          ),
        ]),
    ...(block?.PublicAccessBlockConfiguration?.BlockPublicPolicy
      ? [
          obstacle(
            'with its block of public access on',
            'The deployment adopts it as it is, and S3 then refuses the policy that lets visitors read it.',
            'lift the block, then deploy:\n' +
              `aws s3api delete-public-access-block --region ${region} --bucket ${name}`,
          ),
        ]
      : []),
  ];
}

function adopted({ name, role }: SiteBucket, site: Site): Finding {
  const isPruned =
    role === 'primary' && site.contentPath !== false && name !== computedBucketName(site, site.primaryRegion);
  return {
    severity: 'warning',
    what: `the bucket ${name} is yours, and no stack of the site has it: npm run deploy adopts it, as it is`,
    why:
      'After an earlier attempt that is as it should be. Of another origin, it lacks settings that a failover rests on' +
      (isPruned ? `, and the deployment deletes what is in it and not in ${site.contentPath}/.` : '.'),
    fix:
      (isPruned ? `copy what shall stay into ${site.contentPath}/ (or set contentPath: false); then ` : '') +
      'deploy, and let the stacks give it their settings; docs/adopting.md has the rest:\n' +
      `npm run deploy\nnpx cdk deploy '${site.domainName}/*' --revert-drift`,
    page: PAGE,
  };
}
