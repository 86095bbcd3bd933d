import type { Check } from '../check';
import { blocked, checkersAdmitted } from './closed-bucket';
import { ofPrimaryBucket } from './permissions';

export const primaryAccess: Check = {
  id: 'primary-access',
  title: 'the primary bucket lets the health checkers read their object, and is closed to the public',
  of: 'a deployed site',
  permissions: [ofPrimaryBucket('s3:GetBucketPolicy'), ofPrimaryBucket('s3:GetBucketPublicAccessBlock')],
  async examine(examination) {
    const { primaryBucketName: bucket, primaryRegion: region, healthCheck } = examination.site;
    const admission = checkersAdmitted(examination, { bucket, region, path: healthCheck.path, stack: 'Website' });
    return (await Promise.all([admission, blocked(examination, { bucket, region, stack: 'Website' })])).flat();
  },
};
