import { GetHealthCheckStatusCommand, type HealthCheckObservation } from '@aws-sdk/client-route-53';
import { groupBy } from '../../../rules/site';
import { HEALTHY_SHARE } from '../../../timeline/lanes';
import type { Check, Examination, Finding } from '../check';
import { unlessAbsent } from '../asking';
import { revertDrift } from './commands';
import { countedOf } from './health-checks-found';
import { partsOf, urlOf, watchedUrl, type Part } from './watched-urls';
import { LISTS_RECORDS, ofHealthCheck } from './permissions';
import { READS_SWITCH, switchOf } from './switch-released';

const DECIDING =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';
const STATUS = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHealthCheckStatus.html';

/** Share of the checkers below which something is wrong for many of them. */
const FEW = 0.5;

/** Of the reasons that checkers give. */
const REASONS = 3;

export const checkersGetThrough: Check = {
  id: 'checkers-get-through',
  title: 'the primary passes its health check, for most of the checkers',
  of: 'a deployed site',
  permissions: [
    LISTS_RECORDS,
    ofHealthCheck('route53:GetHealthCheck'),
    ofHealthCheck('route53:GetHealthCheckStatus'),
    ...READS_SWITCH,
  ],
  async examine(examination) {
    const parts = partsOf(examination.site, (await examination.failoverPair()).primary);
    const found = (await countedOf(examination)).map(async ({ id, config }) => {
      const asked = examination.aws.route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: id }));
      const answer = await unlessAbsent(asked, 'NoSuchHealthCheck');
      const url = config && urlOf(config);
      const part = parts.find((one) => one.url === url) ?? { url: watchedUrl(examination.site), inverted: false };
      // one that is missing is found by another check
      return answer ? judged(examination, id, part, answer.HealthCheckObservations ?? []) : [];
    });
    return (await Promise.all(found)).flat();
  },
};

async function judged(
  examination: Examination,
  id: string,
  part: Part,
  observations: readonly HealthCheckObservation[],
): Promise<Finding[]> {
  if (observations.length === 0) {
    return [
      {
        severity: 'warning',
        what: `no checker has reported on the health check ${id}`,
        why: 'a check that nobody reports on counts as healthy, whatever the primary does',
        fix: 'a new check takes a minute: look again; one that stays silent may be disabled',
        page: STATUS,
      },
    ];
  }
  const failed = observations.filter((observation) => !/^Success\b/.test(statusOf(observation)));
  const passed = observations.length - failed.length;
  if (part.inverted) {
    const isReleased = (await switchOf(examination)) === undefined;
    return isReleased && passed > observations.length * HEALTHY_SHARE ? [stillEngaged(id, passed, observations)] : [];
  }
  if (passed >= observations.length * FEW) {
    return [];
  }
  const { primaryBucketName, healthCheck, mode } = examination.site;
  // no more than that share, and the check is unhealthy
  const isUnhealthy = passed <= observations.length * HEALTHY_SHARE;
  const limit = `${HEALTHY_SHARE * 100} %`;
  return [
    {
      severity: isUnhealthy ? 'error' : 'warning',
      what: `${passed} of ${observations.length} checkers get ${part.url}: ${reasons(failed)}`,
      why: isUnhealthy
        ? `${limit} or less make the check unhealthy: DNS answers the secondary${mode.hasHttpsEndpoint ? '' : ', where only HTTP answers'}`
        : `it is healthy while more than ${limit} get through, and not far from failing over`,
      fix:
        part.url === watchedUrl(examination.site)
          ? `docs/runbook.md#primary-unhealthy; a 403 means that the object is gone (aws s3api head-object --bucket ` +
            `${primaryBucketName} --key ${healthCheck.path.slice(1)}) or the policy does not admit them ` +
            `(${revertDrift(examination.site, 'Website')})`
          : `docs/runbook.md#server-errors; curl -v ${part.url} shows what CloudFront answers`,
      page: DECIDING,
    },
  ];
}

/** The switch is released, and Route 53 has not noticed. */
function stillEngaged(id: string, passed: number, all: readonly HealthCheckObservation[]): Finding {
  return {
    severity: 'error',
    what: `${passed} of ${all.length} checkers of the health check ${id} read the switch, which is released`,
    why: `more than ${HEALTHY_SHARE * 100} % make it unhealthy: DNS answers the secondary`,
    fix: 'it was released a moment ago: look again in a minute',
    page: DECIDING,
  };
}

/** What checkers say, how often and where, and when that was last. */
function reasons(failed: readonly HealthCheckObservation[]): string {
  const groups = groupBy(failed, (one) => statusOf(one).replace(/\.?\s*Resolved IP: \S+/, ''));
  const sorted = [...groups].sort(([, one], [, other]) => other.length - one.length);
  const said = sorted.slice(0, REASONS).map(([reason, those]) => {
    const regions = [...new Set(those.map(({ Region }) => Region))].sort().join(', ');
    return `${those.length} × "${reason}" (${regions})`;
  });
  const times = failed.map(({ StatusReport }) => StatusReport?.CheckedTime?.getTime() ?? 0);
  return `${said.join('; ')}, last at ${new Date(Math.max(...times)).toISOString()}`;
}

function statusOf({ StatusReport }: HealthCheckObservation): string {
  return StatusReport?.Status ?? 'no status';
}
