import type { HealthCheckConfig } from '@aws-sdk/client-route-53';
import { SWITCH_INTERVAL_SECONDS } from '../../../config/names';
import type { Site } from '../../../site-config';
import type { Check, Examination, Finding } from '../check';
import { revertDrift } from './commands';
import { countedOf, healthCheckOf } from './health-checks-found';
import { LISTS_RECORDS, ofHealthCheck } from './permissions';
import { intentOf } from './unfinished-drill';
import { partsOf, urlOf, watchedUrl, type Part } from './watched-urls';

const API = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html';

export const healthCheckInForce: Check = {
  id: 'health-check-in-force',
  title: 'the health check that decides watches the primary as configured, and nobody switched it',
  of: 'a deployed site',
  permissions: [LISTS_RECORDS, ofHealthCheck('route53:GetHealthCheck'), ofHealthCheck('route53:ListTagsForResource')],
  async examine(examination) {
    const { site } = examination;
    const { id, config } = await healthCheckOf(examination);
    if (!config) {
      const why = 'without it nothing decides, and DNS never moves';
      return [error(`the records name the health check ${id}, which is not there`, why, revertDrift(site, 'Website'))];
    }
    const isCalculated = config.Type === 'CALCULATED';
    if (isCalculated !== site.mode.usesSwitch) {
      const what = `the health check ${id} that the records name counts ${isCalculated ? 'a' : 'no'} switch`;
      const why = `the configuration says manualSwitch: ${site.manualSwitch}`;
      return [error(what, why, mend(site))];
    }
    const own = await switched(examination, id, config);
    return isCalculated
      ? [...own, ...(await counting(examination, id, config))]
      : [...own, ...otherSettings(site, id, config, { url: watchedUrl(site), inverted: false })];
  },
};

/** Whether a calculated check counts all that it has to, and each of them is as configured. */
async function counting(examination: Examination, id: string, config: HealthCheckConfig): Promise<Finding[]> {
  const { site } = examination;
  const { ChildHealthChecks = [], HealthThreshold } = config;
  const [counted, { primary }] = await Promise.all([countedOf(examination), examination.failoverPair()]);
  const found = partsOf(site, primary).map(async (watches): Promise<Finding[]> => {
    const { url, inverted } = watches;
    const part = counted.find((one) => one.config && urlOf(one.config) === url);
    if (!part?.config) {
      const why = 'DNS does not move for it';
      return [error(`the health check ${id} counts none that watches ${url}`, why, mend(site))];
    }
    const settings = otherSettings(site, part.id, part.config, watches);
    return [...(await switched(examination, part.id, part.config, inverted)), ...settings];
  });
  const isAll = HealthThreshold === ChildHealthChecks.length;
  const what = `the health check ${id} is healthy while ${HealthThreshold} of ${ChildHealthChecks.length} that it counts are`;
  return [
    ...(isAll ? [] : [error(what, 'DNS stays with the primary when one of them fails', revertDrift(site, 'Website'))]),
    ...(await Promise.all(found)).flat(),
  ];
}

function error(what: string, why: string, fix: string): Finding {
  return { severity: 'error', what, why, fix, page: API };
}

function mend(site: Site): string {
  return `npm run deploy; when that changes nothing, ${revertDrift(site, 'Website')}`;
}

async function switched(
  examination: Examination,
  id: string,
  config: HealthCheckConfig,
  isToBeInverted = false,
): Promise<Finding[]> {
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
  if (isToBeInverted) {
    const why = 'the switch works the other way round: while it is released, visitors are held at the secondary';
    const fix = `${update('--inverted')}, or ${revertDrift(examination.site, 'Secondary')}`;
    return [
      ...found,
      ...(config.Inverted ? [] : [error(`the health check ${id} of the switch is not inverted`, why, fix)]),
    ];
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

function otherSettings(
  site: Site,
  id: string,
  config: HealthCheckConfig,
  { url, inverted: isSwitch }: Part,
): Finding[] {
  const { failureThreshold } = site.healthCheck;
  const intervalSeconds = isSwitch ? SWITCH_INTERVAL_SECONDS : site.healthCheck.intervalSeconds;
  const watched = urlOf(config);
  const found: Finding[] = [];
  if (watched !== url) {
    found.push(
      error(
        `the health check ${id} watches ${watched}, not ${url}`,
        'DNS moves, or stays, for something else than the primary',
        mend(site),
      ),
    );
  }
  if (config.RequestInterval !== intervalSeconds || config.FailureThreshold !== failureThreshold) {
    found.push({
      severity: 'warning',
      what:
        `the health check ${id} asks every ${config.RequestInterval} s with threshold ${config.FailureThreshold}, ` +
        `not every ${intervalSeconds} s with ${failureThreshold}`,
      why: 'an outage is noticed after another time than the configuration promises',
      fix: mend(site),
      page: API,
    });
  }
  return found;
}
