import { GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import type { Check, Finding } from '../check';
import { regionsOf } from '../site-regions';

export const regionsEnabled: Check = {
  id: 'regions-enabled',
  title: 'every Region of the site is enabled in the account',
  of: 'any site',
  permissions: [
    {
      action: 'account:GetRegionOptStatus',
      resources: ({ account }) => [`arn:aws:account::${account}:account`],
    },
  ],
  async examine({ aws, site }) {
    const findings = regionsOf(site).map(async (region): Promise<Finding[]> => {
      const { RegionOptStatus: status = '' } = await aws.account.send(
        new GetRegionOptStatusCommand({ RegionName: region }),
      );
      return status.startsWith('ENABLED') ? [] : [notEnabled(region, status)];
    });
    return (await Promise.all(findings)).flat();
  },
};

function notEnabled(region: string, status: string): Finding {
  const page = 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html';
  const why = 'Nothing can be deployed to a Region that the account has not enabled.';
  if (status === 'ENABLING') {
    return { severity: 'error', what: `${region} is being enabled`, why, fix: 'wait; it can take hours', page };
  }
  return {
    severity: 'error',
    what: `${region} is not enabled in the account: ${status}`,
    why,
    fix: `enable it, or choose another Region in bin/sites.ts:\naws account enable-region --region-name ${region}`,
    page,
  };
}
