import { randomUUID } from 'node:crypto';
import { CreateJobCommand, type CreateJobCommandInput } from '@aws-sdk/client-s3-control';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import { awsErrorMessage, isAccessDenied } from '../aws-error';
import type { ParityReport } from './report';

/** A job that S3 has taken. */
export interface Repair {
  readonly jobId: string;
  /** How to watch it. */
  readonly watch: string;
}

/** Those that Batch Replication is asked for; the others S3 has done, is doing, or leaves to another rule. */
const REPLICATED = ['NONE', 'FAILED'] as const;

/** Among an account's jobs in a Region: like any other. */
const PRIORITY = 10;

/**
 * Why a repair would do nothing; undefined when there is something for it to do.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
 */
export function needless({ missing, stale }: ParityReport): string | undefined {
  if (missing.objects + stale.objects === 0) {
    return 'nothing is missing or stale: there is nothing to repair';
  }
  const kinds = [missing, stale];
  const isRepairable = kinds.some(
    ({ objects, examined, statuses }) =>
      objects > examined || [...REPLICATED, 'UNKNOWN' as const].some((status) => statuses[status] !== undefined),
  );
  return isRepairable
    ? undefined
    : `Batch Replication takes objects with the status ${REPLICATED.join(' or ')}, and none of what is missing or stale has it`;
}

/**
 * S3 lists what it replicates itself, every version of it. No report of the job is written: the site's buckets are what
 * visitors read.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateJob.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-existing-config.html
 */
export function repairJob({ account, domainName, primaryBucketName }: Site, roleArn: string): CreateJobCommandInput {
  return {
    AccountId: account,
    ConfirmationRequired: false,
    Operation: { S3ReplicateObject: {} },
    ManifestGenerator: {
      S3JobManifestGenerator: {
        ExpectedBucketOwner: account,
        SourceBucket: `arn:aws:s3:::${primaryBucketName}`,
        EnableManifestOutput: false,
        Filter: { EligibleForReplication: true, ObjectReplicationStatuses: [...REPLICATED] },
      },
    },
    Report: { Enabled: false },
    Priority: PRIORITY,
    RoleArn: roleArn,
    Description: `failover parity: ${domainName}`,
    ClientRequestToken: randomUUID(),
  };
}

/**
 * Starts the job, in the primary's Region.
 *
 * @throws Error that says which permission is missing, or what S3 has against it
 */
export async function repair(aws: Aws, site: Site, roleArn: string, signal?: AbortSignal): Promise<Repair> {
  const command = new CreateJobCommand(repairJob(site, roleArn));
  const region = site.primaryRegion;
  const { JobId } = await aws
    .s3Control(region)
    .send(command, { abortSignal: signal })
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      const needs = isAccessDenied(error) ? `s3:CreateJob, and iam:PassRole on ${roleArn}, must be allowed; ` : '';
      throw new Error(`the repair was not started: ${needs}${awsErrorMessage(error)}`);
    });
  if (JobId === undefined) {
    throw new Error('the repair must have a job id, got: none; look at aws s3control list-jobs');
  }
  return {
    jobId: JobId,
    watch: `aws s3control describe-job --region ${region} --account-id ${site.account} --job-id ${JobId}`,
  };
}

/**
 * What is said before it is started. Prices are those of S3's list in November 2026, not of a bill.
 *
 * @see https://aws.amazon.com/s3/pricing/
 */
export function repairNotice({ secondaryBucketName, primaryBucketName }: Site): string[] {
  return [
    `S3 will list ${primaryBucketName} and copy to ${secondaryBucketName} every version with the replication status ${REPLICATED.join(' or ')}.`,
    'It costs about 0.25 USD, 1 USD for each million of versions copied, and what',
    'replication costs: a write each, and 0.02 USD for each GB. Nothing is deleted.',
  ];
}
