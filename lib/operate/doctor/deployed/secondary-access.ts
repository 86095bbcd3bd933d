import type { Check, Finding } from '../check';
import { bucketPolicy, publicAccessBlock } from './bucket-access';
import { revertDrift } from './commands';
import { ofSecondaryBucket } from './permissions';

const PUBLIC = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html';

export const secondaryAccess: Check = {
  id: 'secondary-access',
  title: 'everybody may read the secondary bucket, which a website endpoint needs',
  of: 'a deployed site',
  permissions: [ofSecondaryBucket('s3:GetBucketPolicy'), ofSecondaryBucket('s3:GetBucketPublicAccessBlock')],
  async examine({ site, aws }) {
    const { domainName: bucket, secondaryRegion } = site;
    const [block, statements] = await Promise.all([
      publicAccessBlock(aws, secondaryRegion, bucket),
      bucketPolicy(aws, secondaryRegion, bucket),
    ]);
    const finding = (what: string): Finding => ({
      severity: 'error',
      what,
      why: 'its website endpoint reads as nobody and would answer 403 to every visitor after a failover',
      fix: revertDrift(site, 'Secondary'),
      page: PUBLIC,
    });
    const on = (['BlockPublicPolicy', 'RestrictPublicBuckets'] as const).filter((name) => block[name]);
    const admits = statements.some(
      ({ allows, forEveryone, actions, resources, conditions }) =>
        allows &&
        forEveryone &&
        actions.includes('s3:GetObject') &&
        resources.includes(`arn:aws:s3:::${bucket}/*`) &&
        conditions.size === 0,
    );
    return [
      ...(on.length > 0 ? [finding(`the bucket ${bucket} blocks public access: ${on.join(', ')} on`)] : []),
      ...(admits ? [] : [finding(`the policy of ${bucket} does not let everybody read its objects`)]),
    ];
  },
};
