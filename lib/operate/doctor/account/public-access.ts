import { GetPublicAccessBlockCommand, type PublicAccessBlockConfiguration } from '@aws-sdk/client-s3-control';
import type { Aws } from '../../aws';
import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import type { Check } from '../check';

/** Switches under which no policy can make a bucket public; those of access control lists do not matter here. */
const IN_THE_WAY = ['BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

export const publicAccess: Check = {
  id: 'public-access',
  title: 'the account lets a bucket be public, as the secondary has to be',
  of: 'any site',
  needless: ({ mode }) => (mode.hasWebsiteEndpoint ? undefined : 'no bucket of the site is public'),
  permissions: [{ action: 's3:GetAccountPublicAccessBlock', resources: () => ['*'] }],
  async examine({ aws, site }) {
    const block = await accountBlock(aws, site);
    const on = IN_THE_WAY.filter((name) => block[name]);
    if (on.length === 0) {
      return [];
    }
    return [
      {
        severity: 'error',
        what: `the account blocks public buckets: ${on.join(' and ')} ${on.length === 1 ? 'is' : 'are'} on`,
        why:
          `The secondary bucket ${site.secondaryBucketName} answers visitors itself, so everyone has to be able to read it: the ` +
          'deployment fails when it sets its policy, or visitors get 403 after a failover.',
        fix:
          'the block protects every bucket of the account: deploy to an account of its own for public websites, or ask ' +
          'whoever set it. An organization may set it too, which only it can lift. This lifts it for all buckets of ' +
          'the account, which then rely on their own blocks:\n' +
          `aws s3control put-public-access-block --account-id ${site.account} --public-access-block-configuration ` +
          `BlockPublicAcls=${!!block.BlockPublicAcls},IgnorePublicAcls=${!!block.IgnorePublicAcls},` +
          'BlockPublicPolicy=false,RestrictPublicBuckets=false',
        page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
      },
    ];
  },
};

async function accountBlock(aws: Aws, { account, secondaryRegion }: Site): Promise<PublicAccessBlockConfiguration> {
  const asked = aws.s3Control(secondaryRegion).send(new GetPublicAccessBlockCommand({ AccountId: account }));
  const found = await unlessAbsent(asked, 'NoSuchPublicAccessBlockConfiguration');
  return found?.PublicAccessBlockConfiguration ?? {};
}
