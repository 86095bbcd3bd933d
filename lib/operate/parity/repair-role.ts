import type { Site } from '../../site-config';

const ROLE_ARN = /^arn:aws:iam::\d{12}:role\/\S+$/;

/** The role's name in the commands that make it. */
const NAME = 'failover-parity-repair';

/**
 * The role for the job, when it could be one.
 *
 * @throws Error with the commands that make a role, when there is none that could be used
 */
export function checkedRole(site: Site, roleArn: string | undefined): string {
  if (roleArn === undefined || !ROLE_ARN.test(roleArn)) {
    throw new Error(
      `--role must be the ARN of a role for S3 Batch Operations, got: ${roleArn ?? 'none'}; these make one:\n${roleCommands(site).join('\n')}`,
    );
  }
  return roleArn;
}

/** Commands that make the role with no more than it needs. */
export function roleCommands(site: Site): string[] {
  const [trust, policy] = [TRUST, rolePolicy(site)].map((document) => JSON.stringify(document));
  return [
    `aws iam create-role --role-name ${NAME} --assume-role-policy-document '${trust}'`,
    `aws iam put-role-policy --role-name ${NAME} --policy-name repair --policy-document '${policy}'`,
    `npm run parity -- --repair --site ${site.domainName} --role arn:aws:iam::${site.account}:role/${NAME}`,
  ];
}

const TRUST = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'batchoperations.s3.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

/**
 * For a manifest that S3 generates and keeps nowhere: nothing of it is read from or written to a bucket. The copies
 * are made by the role of the replication rule.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
 */
export function rolePolicy({ primaryBucketName }: Site) {
  const bucket = `arn:aws:s3:::${primaryBucketName}`;
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:InitiateReplication', Resource: `${bucket}/*` },
      { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:PutInventoryConfiguration'], Resource: bucket },
    ],
  };
}
