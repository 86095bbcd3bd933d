import ourRanges from '../../../constructs/health-checker-ranges.json';
import type { Site } from '../../../site-config';
import { compareRanges } from '../../health-checker-ranges';
import type { Check, Examination, Finding } from '../check';
import { bucketPolicy, publicAccessBlock } from './bucket-access';
import { revertDrift } from './commands';
import { ofPrimaryBucket } from './permissions';

const BLOCK = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const CHECKERS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html';

/** Of the address ranges that differ. */
const NAMED = 3;

export const primaryAccess: Check = {
  id: 'primary-access',
  title: 'the primary bucket lets the health checkers read their object, and is closed to the public',
  of: 'a deployed site',
  permissions: [ofPrimaryBucket('s3:GetBucketPolicy'), ofPrimaryBucket('s3:GetBucketPublicAccessBlock')],
  async examine(examination) {
    return (await Promise.all([admission(examination), closed(examination)])).flat();
  },
};

async function admission({ site, aws }: Examination): Promise<Finding[]> {
  const { primaryBucketName: bucket, primaryRegion, healthCheck } = site;
  const statements = await bucketPolicy(aws, primaryRegion, bucket);
  const admitting = statements.filter(
    ({ allows, forEveryone, actions, resources }) =>
      allows &&
      forEveryone &&
      actions.includes('s3:GetObject') &&
      resources.includes(`arn:aws:s3:::${bucket}${healthCheck.path}`),
  );
  const ranges = admitting.flatMap(({ conditions }) => conditions.get('IpAddress aws:SourceIp') ?? []);
  const { missing, obsolete } = compareRanges({ date: '', ranges }, ourRanges);
  const of = `the policy of ${bucket}`;
  const found: Finding[] = [];
  if (missing.length > 0) {
    found.push({
      severity: 'error',
      what: `${of} lets ${ranges.length === 0 ? 'no checker' : `not all checkers`} read ${healthCheck.path}: ${some(missing)} missing`,
      why: 'a checker that is refused finds the primary unhealthy; with most of them, DNS moves to the secondary and stays there',
      fix: mend(site),
      page: CHECKERS,
    });
  }
  if (obsolete.length > 0) {
    found.push({
      severity: 'warning',
      what: `${of} lets others than the checkers read ${healthCheck.path}: ${some(obsolete)}`,
      why: 'addresses that are not theirs, or not any more, read from a bucket that is to be closed',
      fix: mend(site),
      page: CHECKERS,
    });
  }
  return found;
}

function mend(site: Site): string {
  return `npm run deploy; when that changes nothing, ${revertDrift(site, 'Website')}`;
}

function some(ranges: readonly string[]): string {
  const rest = ranges.length - NAMED;
  return ranges.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

async function closed({ site, aws }: Examination): Promise<Finding[]> {
  const { primaryBucketName: bucket, primaryRegion } = site;
  const block = await publicAccessBlock(aws, primaryRegion, bucket);
  const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
  const off = switches.filter((name) => !block[name]);
  return off.length === 0
    ? []
    : [
        {
          severity: 'warning',
          what: `the bucket ${bucket} does not block public access: ${off.join(', ')} off`,
          why: 'nothing stops a policy or an ACL that opens the bucket to everybody',
          fix: revertDrift(site, 'Website'),
          page: BLOCK,
        },
      ];
}
