import { GetHealthCheckCommand, type HealthCheckConfig } from '@aws-sdk/client-route-53';
import type { Site } from '../../../site-config';
import type { Check, Examination, Finding } from '../check';
import { oncePer, unlessAbsent } from '../asking';
import { revertDrift } from './commands';
import { LISTS_RECORDS, ofHealthCheck } from './permissions';
import { intentOf } from './unfinished-drill';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

/** The health check that the records name; without a configuration when there is none. */
export const healthCheckOf = oncePer(
  async (examination): Promise<{ readonly id: string; readonly config?: HealthCheckConfig }> => {
    const { healthCheckId: id } = await examination.failoverPair();
    const asked = examination.aws.route53.send(new GetHealthCheckCommand({ HealthCheckId: id }));
    const answer = await unlessAbsent(asked, 'NoSuchHealthCheck');
    return { id, config: answer?.HealthCheck?.HealthCheckConfig };
  },
);

export const healthCheckInForce: Check = {
  id: 'health-check-in-force',
  title: 'the health check that decides watches the primary as configured, and nobody switched it',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofHealthCheck('route53:GetHealthCheck'), ofHealthCheck('route53:ListTagsForResource')],
  async examine(examination) {
    const { site } = examination;
    const { id, config } = await healthCheckOf(examination);
    if (!config) {
      return [
        {
          severity: 'error',
          what: `the records name the health check ${id}, which is not there`,
          why: 'without it nothing decides, and DNS never moves',
          fix: revertDrift(site, 'Website'),
          page: API,
        },
      ];
    }
    return [...(await switched(examination, id, config)), ...otherSettings(site, id, config)];
  },
};

async function switched(examination: Examination, id: string, config: HealthCheckConfig): Promise<Finding[]> {
  const update = (option: string) => `aws route53 update-health-check --health-check-id ${id} ${option}`;
  const found: Finding[] = [];
  if (config.Disabled) {
    found.push({
      severity: 'error',
      what: `the health check ${id} is disabled`,
      why: 'a disabled check counts as healthy: DNS stays with the primary when that is lost',
      fix: update('--no-disabled'),
      page: API,
    });
  }
  // a drill inverts it, and is found by a check of its own
  if (config.Inverted && !(await intentOf(examination))) {
    found.push({
      severity: 'error',
      what: `the health check ${id} is inverted, and no drill did it: somebody moved DNS by hand`,
      why: 'visitors are sent to the secondary while the primary is well, and back to the primary when it fails',
      fix: `${update('--no-inverted')}, as soon as the reason for it is gone (docs/runbook.md#server-errors)`,
      page: API,
    });
  }
  return found;
}

/** The address that the checkers ask for. */
export function watchedUrl({ primaryBucketName, primaryRegion, healthCheck }: Site): string {
  return `https://${primaryBucketName}.s3.${primaryRegion}.amazonaws.com${healthCheck.path}`;
}

function otherSettings(site: Site, id: string, config: HealthCheckConfig): Finding[] {
  const { intervalSeconds, failureThreshold } = site.healthCheck;
  const scheme = config.Type?.startsWith('HTTPS') ? 'https' : 'http';
  const watched = `${scheme}://${config.FullyQualifiedDomainName ?? config.IPAddress}${config.ResourcePath ?? ''}`;
  const found: Finding[] = [];
  if (watched !== watchedUrl(site)) {
    found.push({
      severity: 'error',
      what: `the health check ${id} watches ${watched}, not ${watchedUrl(site)}`,
      why: 'DNS moves, or stays, for something else than the primary',
      fix: `npm run deploy; when that changes nothing, ${revertDrift(site, 'Website')}`,
      page: API,
    });
  }
  if (config.RequestInterval !== intervalSeconds || config.FailureThreshold !== failureThreshold) {
    found.push({
      severity: 'warning',
      what:
        `the health check ${id} asks every ${config.RequestInterval} s with threshold ${config.FailureThreshold}, ` +
        `not every ${intervalSeconds} s with ${failureThreshold}`,
      why: 'an outage is noticed after another time than the configuration promises',
      fix: `npm run deploy; when that changes nothing, ${revertDrift(site, 'Website')}`,
      page: API,
    });
  }
  return found;
}
