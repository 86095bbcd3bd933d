import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Check } from '../check';

/** Asked before all others: without it nothing else means anything. */
export const ACCOUNT_CHECK: Check = {
  id: 'account',
  title: 'the credentials belong to the configured account',
  of: 'any site',
  // whoever has credentials may ask whose they are
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  permissions: [],
  async examine({ aws, site }) {
    const { Account, Arn } = await aws.sts().send(new GetCallerIdentityCommand({}));
    if (Account === site.account) {
      return [];
    }
    return [
      {
        severity: 'error',
        what: `the credentials are of account ${Account} (${Arn}), and the site is configured for ${site.account}`,
        why: 'Nothing can be deployed with them, and what they see is another account: only public DNS was asked.',
        fix:
          `sign in to ${site.account} and name its profile by --profile or AWS_PROFILE; ` +
          `or set account in bin/sites.ts to '${Account}' if the site belongs there`,
        page: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
      },
    ];
  },
};
