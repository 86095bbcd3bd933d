import { SWITCH_KEY } from '../../../config/names';
import type { Check, Examination, Finding } from '../check';
import { bucketPolicy, publicAccessBlock } from './bucket-access';
import { blocked, checkersAdmitted } from './closed-bucket';
import { revertDrift } from './commands';
import { ofSecondaryBucket } from './permissions';

const PUBLIC = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html';
const ORIGIN_ACCESS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html';

export const secondaryAccess: Check = {
  id: 'secondary-access',
  title:
    'everybody may read the secondary bucket where a website endpoint needs it, else what answers for the site alone',
  of: 'a deployed site',
  permissions: [ofSecondaryBucket('s3:GetBucketPolicy'), ofSecondaryBucket('s3:GetBucketPublicAccessBlock')],
  async examine(examination) {
    const { secondaryBucketName: bucket, secondaryRegion: region, mode } = examination.site;
    const closed = { bucket, region, stack: 'Secondary' } as const;
    const found = await Promise.all([
      mode.hasWebsiteEndpoint ? open(examination) : blocked(examination, closed),
      ...(mode.hasHttpsEndpoint ? [distributionsAdmitted(examination)] : []),
      ...(mode.hasSwitch ? [checkersAdmitted(examination, { ...closed, path: `/${SWITCH_KEY}` })] : []),
    ]);
    return found.flat();
  },
};

/** As a website endpoint needs it. */
async function open({ site, aws }: Examination): Promise<Finding[]> {
  const { secondaryBucketName: bucket, secondaryRegion } = site;
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
}

/** CloudFront reads the replica when the primary bucket is lost. */
async function distributionsAdmitted({ site, aws }: Examination): Promise<Finding[]> {
  const { secondaryBucketName: bucket, secondaryRegion, account } = site;
  const statements = await bucketPolicy(aws, secondaryRegion, bucket);
  const missing = [
    ['s3:GetObject', `arn:aws:s3:::${bucket}/*`],
    ['s3:ListBucket', `arn:aws:s3:::${bucket}`],
  ].filter(
    ([action = '', resource = '']) =>
      !statements.some(
        ({ allows, actions, resources, conditions }) =>
          allows &&
          actions.includes(action) &&
          resources.includes(resource) &&
          conditions.get('ArnLike aws:SourceArn')?.includes(`arn:aws:cloudfront::${account}:distribution/*`),
      ),
  );
  return missing.length === 0
    ? []
    : [
        {
          severity: 'error',
          what: `the policy of ${bucket} does not give CloudFront ${missing.map(([action]) => action).join(' and ')}`,
          why: 'visitors get errors, or 403 for a missing page, from CloudFront when the primary bucket is lost',
          fix: revertDrift(site, 'Secondary'),
          page: ORIGIN_ACCESS,
        },
      ];
}
