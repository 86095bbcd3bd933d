import { GetBucketReplicationCommand, GetBucketVersioningCommand, type ReplicationRule } from '@aws-sdk/client-s3';
import type { Site } from '../../../site-config';
import type { Check, Examination, Finding } from '../check';
import { unlessAbsent } from '../asking';
import { revertDrift } from './commands';
import { ofPrimaryBucket, ofSecondaryBucket } from './permissions';

const RULES = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-add-config.html';
const REQUIREMENTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html';
const METRICS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html';

export const replicationInForce: Check = {
  id: 'replication-in-force',
  title: 'what is written to the primary bucket, or deleted, is copied to the secondary',
  of: 'a deployed site',
  permissions: [
    ofPrimaryBucket('s3:GetReplicationConfiguration'),
    ofPrimaryBucket('s3:GetBucketVersioning'),
    ofSecondaryBucket('s3:GetBucketVersioning'),
  ],
  async examine(examination) {
    const { site } = examination;
    const found = await Promise.all([
      rule(examination),
      versions(examination, 'Website', site.primaryBucketName, site.primaryRegion),
      versions(examination, 'Secondary', site.secondaryBucketName, site.secondaryRegion),
    ]);
    return found.flat();
  },
};

async function rule({ site, aws }: Examination): Promise<Finding[]> {
  const { primaryBucketName: Bucket, secondaryBucketName, primaryRegion } = site;
  const asked = aws.s3(primaryRegion).send(new GetBucketReplicationCommand({ Bucket }));
  const answer = await unlessAbsent(asked, 'ReplicationConfigurationNotFoundError', 'NoSuchBucket');
  const { Role = '', Rules = [] } = answer?.ReplicationConfiguration ?? {};
  const found = Rules.find(({ Destination }) => Destination?.Bucket === `arn:aws:s3:::${secondaryBucketName}`);
  const fix = revertDrift(site, 'Website');
  if (!found) {
    const to = Rules.map(({ Destination }) => Destination?.Bucket).join(', ');
    const what = `the bucket ${Bucket} has no replication rule to ${secondaryBucketName}${to && `, but to ${to}`}`;
    const why = 'what is published does not reach the secondary: after a failover visitors get old pages';
    return [{ severity: 'error', what, why, fix, page: RULES }];
  }
  return [...ruleProblems(site, found), ...roleProblems(site, Role)].map((problem) => ({ ...problem, fix }));
}

type Problem = Omit<Finding, 'fix'>;

function ruleProblems(
  site: Site,
  { Status, Filter, DeleteMarkerReplication, Destination }: ReplicationRule,
): Problem[] {
  const of = `the replication rule of ${site.primaryBucketName}`;
  const problems: Problem[] = [];
  const report = (severity: Finding['severity'], what: string, why: string, page = RULES) =>
    problems.push({ severity, what: `${of} ${what}`, why, page });
  if (Status !== 'Enabled') {
    report('error', `is ${Status}`, 'what is published does not reach the secondary');
  }
  if (Filter?.Tag || Filter?.And || Filter?.Prefix) {
    report('error', `copies some objects only: ${JSON.stringify(Filter)}`, 'the other pages are not at the secondary');
  }
  if (DeleteMarkerReplication?.Status !== 'Enabled') {
    report('warning', 'copies no delete markers', 'pages that were deleted come back with a failover');
  }
  if (Destination?.Metrics?.Status !== 'Enabled') {
    report('warning', 'has no metrics', 'the alarms on replication have nothing to watch', METRICS);
  }
  const hasTimeControl = Destination?.ReplicationTime?.Status === 'Enabled';
  if (hasTimeControl !== site.replicationTimeControl) {
    report(
      'warning',
      hasTimeControl ? 'has Replication Time Control' : 'has no Replication Time Control',
      `the configuration says replicationTimeControl: ${site.replicationTimeControl}, which is a promise and a price`,
    );
  }
  return problems;
}

/** That the role has its permissions is IAM's to say, and seen by what is copied. */
function roleProblems({ primaryBucketName, account }: Site, role: string): Problem[] {
  const own = `arn:aws:iam::${account}:role/${primaryBucketName}`;
  const what = `the replication rule of ${primaryBucketName} names the role ${role || 'of nobody'}, not ${own}`;
  const why = 'a role that may not read here and write there copies nothing';
  return role === own ? [] : [{ severity: 'error', what, why, page: RULES }];
}

async function versions(
  { site, aws }: Examination,
  role: 'Website' | 'Secondary',
  Bucket: string,
  region: string,
): Promise<Finding[]> {
  const answer = await unlessAbsent(aws.s3(region).send(new GetBucketVersioningCommand({ Bucket })), 'NoSuchBucket');
  if (answer?.Status === 'Enabled') {
    return [];
  }
  return [
    {
      severity: 'error',
      what: answer
        ? `the bucket ${Bucket} keeps no versions: ${answer.Status ?? 'never enabled'}`
        : `the bucket ${Bucket} is gone`,
      why: 'S3 replicates between versioned buckets only, and an object that a bad deployment replaced is lost',
      fix: revertDrift(site, role),
      page: REQUIREMENTS,
    },
  ];
}
