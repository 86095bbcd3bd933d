import type { Site } from '../../site-config';
import type { Permission } from '../doctor/check';

const bucketsOf = ({ primaryBucketName, secondaryBucketName }: Site) =>
  [primaryBucketName, secondaryBucketName].map((name) => `arn:aws:s3:::${name}`);

/** What a comparison of the buckets takes. */
export const PARITY_PERMISSIONS: readonly Permission[] = [
  { action: 's3:ListBucket', resources: bucketsOf },
  { action: 's3:GetObject', resources: (site) => bucketsOf(site).map((arn) => `${arn}/*`) },
];
