import type { S3Client } from '@aws-sdk/client-s3';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import { awsErrorMessage, isAccessDenied, nameOf, operatorMessage } from '../aws-error';

export type Role = 'primary' | 'secondary';

/** One of the two buckets that are compared. */
export interface Side {
  readonly role: Role;
  readonly bucket: string;
  readonly region: string;
  readonly account: string;
  readonly s3: S3Client;
}

export function sidesOf(aws: Aws, site: Site): Record<Role, Side> {
  const side = (role: Role, bucket: string, region: string): Side => ({
    role,
    bucket,
    region,
    account: site.account,
    s3: aws.s3(region),
  });
  return {
    primary: side('primary', site.primaryBucketName, site.primaryRegion),
    secondary: side('secondary', site.secondaryBucketName, site.secondaryRegion),
  };
}

/** Of credentials, whichever bucket they are for. */
const OF_CREDENTIALS =
  /^(CredentialsProviderError|Expired|InvalidAccessKeyId|SignatureDoesNotMatch|RequestExpired|Token)/;

/**
 * Why a side could not be read, and what to do about it.
 *
 * @param needs permission and what it has to be for: `s3:ListBucket on arn:aws:s3:::example.com`
 */
export function unreadable({ role, bucket, region }: Side, needs: string, error: unknown): Error {
  const name = nameOf(error);
  if (OF_CREDENTIALS.test(name)) {
    return new Error(awsErrorMessage(error));
  }
  const which = `the ${role} bucket ${bucket}`;
  if (name === 'NoSuchBucket') {
    return new Error(`${which} must be there, got: no such bucket; deploy the site first (npm run deploy)`);
  }
  if (name === 'PermanentRedirect') {
    return new Error(`${which} must be in ${region}, as bin/sites.ts says, got: another Region`);
  }
  if (isAccessDenied(error)) {
    return new Error(
      `${which} must be this account's, and ${needs} be allowed, got: access denied (${awsErrorMessage(error)})`,
    );
  }
  return new Error(`${which} in ${region} could not be read (${operatorMessage(error)})`);
}
