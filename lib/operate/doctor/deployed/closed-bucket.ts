import ourRanges from '../../../constructs/health-checker-ranges.json';
import type { StackRole } from '../../site-stacks';
import { compareRanges } from '../../health-checker-ranges';
import type { Examination, Finding } from '../check';
import { bucketPolicy, publicAccessBlock } from './bucket-access';
import { revertDrift } from './commands';

const BLOCK = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
const CHECKERS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html';

/** Of the address ranges that differ. */
const NAMED = 3;

/** A bucket that few may read, and the stack that has it. */
export interface ClosedBucket {
  readonly bucket: string;
  readonly region: string;
  readonly stack: StackRole;
}

/** Whether the health checkers, and nobody else unknown, may read the object at a path (with its slash). */
export async function checkersAdmitted(
  { aws, site }: Examination,
  { bucket, region, stack, path }: ClosedBucket & { readonly path: string },
): Promise<Finding[]> {
  const statements = await bucketPolicy(aws, region, bucket);
  const admitting = statements.filter(
    ({ allows, forEveryone, actions, resources }) =>
      allows && forEveryone && actions.includes('s3:GetObject') && resources.includes(`arn:aws:s3:::${bucket}${path}`),
  );
  const ranges = admitting.flatMap(({ conditions }) => conditions.get('IpAddress aws:SourceIp') ?? []);
  const { missing, obsolete } = compareRanges({ date: '', ranges }, ourRanges);
  const of = `the policy of ${bucket}`;
  const fix = `npm run deploy; when that changes nothing, ${revertDrift(site, stack)}`;
  const found: Finding[] = [];
  if (missing.length > 0) {
    found.push({
      severity: 'error',
      what: `${of} lets ${ranges.length === 0 ? 'no checker' : `not all checkers`} read ${path}: ${some(missing)} missing`,
      why:
        stack === 'Website'
          ? 'a checker that is refused finds the primary unhealthy; with most of them, DNS moves to the secondary and stays there'
          : 'a checker that is refused does not see that the switch is engaged; with most of them, engaging it moves nobody',
      fix,
      page: CHECKERS,
    });
  }
  if (obsolete.length > 0) {
    found.push({
      severity: 'warning',
      what: `${of} lets others than the checkers read ${path}: ${some(obsolete)}`,
      why: 'addresses that are not theirs, or not any more, read from a bucket that is to be closed',
      fix,
      page: CHECKERS,
    });
  }
  return found;
}

function some(ranges: readonly string[]): string {
  const rest = ranges.length - NAMED;
  return ranges.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Whether all public access is blocked. */
export async function blocked({ aws, site }: Examination, { bucket, region, stack }: ClosedBucket): Promise<Finding[]> {
  const block = await publicAccessBlock(aws, region, bucket);
  const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;
  const off = switches.filter((name) => !block[name]);
  return off.length === 0
    ? []
    : [
        {
          severity: 'warning',
          what: `the bucket ${bucket} does not block public access: ${off.join(', ')} off`,
          why: 'nothing stops a policy or an ACL that opens the bucket to everybody',
          fix: revertDrift(site, stack),
          page: BLOCK,
        },
      ];
}
