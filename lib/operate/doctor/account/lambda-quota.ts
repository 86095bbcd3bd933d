import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { nameOf } from '../../aws-error';
import { serviceMissing } from '../service-missing';
import type { Check, Finding } from '../check';

const HOSTS = 'https://docs.aws.amazon.com/general/latest/gr/lambda-service.html';
const QUOTAS = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

/** What accounts have that are not new. */
const USUAL = 1_000;

/** Of which a site has enough for its visitors' first seconds: each request takes some 10 ms of one. */
const ENOUGH = 100;

/** Of concurrent executions. */
const QUOTA_CODE = 'L-B99A9384';

export const lambdaQuota: Check = {
  id: 'lambda-quota',
  title: 'Lambda may answer many requests at once in the secondary Region',
  of: 'any site',
  permissions: [{ action: 'lambda:GetAccountSettings', resources: ({ mode }) => (mode.hasHttpsEndpoint ? ['*'] : []) }],
  needless: ({ mode }) => (mode.hasHttpsEndpoint ? undefined : 'the site has no HTTPS endpoint'),
  async examine({ aws, site: { secondaryRegion: region } }) {
    try {
      const { AccountLimit } = await aws.lambda(region).send(new GetAccountSettingsCommand({}));
      const free = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
      return free >= ENOUGH ? [] : [tooFew(region, free, AccountLimit?.ConcurrentExecutions ?? free)];
    } catch (error) {
      if (nameOf(error) === 'ENOTFOUND') {
        return [serviceMissing('Lambda', region, HOSTS)];
      }
      throw error;
    }
  },
};

function tooFew(region: string, free: number, all: number): Finding {
  const others = free === all ? '' : `, of ${all} that the account has: others are reserved`;
  return {
    severity: 'warning',
    what: `Lambda in ${region} runs ${free} requests at once for the site${others}`,
    why: 'New accounts begin with 10. More requests at once get an error, and after a failover all visitors come at once.',
    fix:
      `ask for ${USUAL}, which is granted in hours or days, and nothing is paid for; it may be refused to an account without use:\n` +
      `aws service-quotas request-service-quota-increase --region ${region} --service-code lambda ` +
      `--quota-code ${QUOTA_CODE} --desired-value ${USUAL}`,
    page: QUOTAS,
  };
}
