import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { Check, Examination, Finding } from '../check';
import { alarmsOf, LISTS_ALARMS, type StackAlarms } from './alarms-of';
import { revertDrift } from './commands';
import { resourcesOf } from './stack-resources';

const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html';
const STATES = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-concepts.html';

/** In milliseconds; a new alarm, on a new check, has no data before. */
const SETTLING = 10 * 60 * 1000;

type Problem = Omit<Finding, 'fix'> & { readonly fix?: string };

export const alarmsQuiet: Check = {
  id: 'alarms-quiet',
  title: 'every alarm is there, watches what is in force, tells its topic, and is silent',
  of: 'a deployed site',
  permissions: LISTS_ALARMS,
  async examine(examination) {
    const stacks = await alarmsOf(examination);
    const watched = await inForce(examination);
    return stacks.flatMap(({ role, region, topics, alarms }) =>
      [...alarms]
        .flatMap(([name, alarm]) => problemsOf(name, region, alarm, topics, watched, examination.now()))
        .map((problem) => ({ fix: revertDrift(examination.site, role), ...problem })),
    );
  },
};

/** What alarms have to watch, by the dimension that names it. */
async function inForce(examination: Examination): Promise<Watched> {
  const outputs = (await examination.stack('Website'))?.outputs;
  const resources = await resourcesOf(examination, 'Website');
  // the one that decides, and those that it goes by or that are watched beside it
  const checks = resources.flatMap(({ type, id }) => (type === 'AWS::Route53::HealthCheck' ? [id] : []));
  const known = (...ids: (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))];
  return { HealthCheckId: known(outputs?.HealthCheckId, ...checks), DistributionId: known(outputs?.DistributionId) };
}

type Watched = Readonly<Record<string, readonly string[]>>;

function problemsOf(
  name: string,
  region: string,
  alarm: MetricAlarm | undefined,
  topics: StackAlarms['topics'],
  watched: Watched,
  now: Date,
): Problem[] {
  if (!alarm) {
    const why = 'nobody is told of what it watched';
    return [{ severity: 'warning', what: `the alarm ${name} in ${region} is not there`, why, page: ALARMS }];
  }
  return [...telling(name, region, alarm, topics), ...watching(name, alarm, watched), ...state(name, alarm, now)];
}

function telling(name: string, region: string, alarm: MetricAlarm, topics: StackAlarms['topics']): Problem[] {
  const why = 'it rings where nobody hears it';
  if (!alarm.ActionsEnabled) {
    const fix = `aws cloudwatch enable-alarm-actions --region ${region} --alarm-names ${name}`;
    return [{ severity: 'warning', what: `the actions of the alarm ${name} are switched off`, why, fix, page: ALARMS }];
  }
  return alarm.AlarmActions?.some((action) => topics.includes(action))
    ? []
    : [{ severity: 'warning', what: `the alarm ${name} does not tell the topic of its stack`, why, page: ALARMS }];
}

function watching(name: string, { Dimensions = [] }: MetricAlarm, watched: Watched): Problem[] {
  return Dimensions.flatMap(({ Name = '', Value }) => {
    const wanted = watched[Name] ?? [];
    const what = `the alarm ${name} watches the ${Name} ${Value}, not ${wanted.join(' or ')}`;
    const why = 'it is silent whatever becomes of the one in force';
    return wanted.length === 0 || wanted.includes(String(Value))
      ? []
      : [{ severity: 'error' as const, what, why, page: ALARMS }];
  });
}

function state(name: string, alarm: MetricAlarm, now: Date): Problem[] {
  const { StateValue, StateReason = 'no reason given', AlarmDescription = '', Namespace } = alarm;
  const changed = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  const since = changed?.toISOString() ?? 'an unknown time';
  const entry = /docs\/runbook\.md#[\w-]+/.exec(AlarmDescription)?.[0] ?? 'docs/runbook.md';
  if (StateValue === 'ALARM') {
    const what = `the alarm ${name} rings since ${since}: ${StateReason}`;
    return [{ severity: 'error', what, why: AlarmDescription, fix: entry, page: STATES }];
  }
  // S3 publishes nothing while nothing is replicated; the others have data, or a state that stands for their absence
  const isNew = changed !== undefined && now.getTime() - changed.getTime() < SETTLING;
  if (StateValue === 'INSUFFICIENT_DATA' && Namespace !== 'AWS/S3' && !isNew) {
    const what = `the alarm ${name} has no data since ${since}`;
    const why = 'an alarm without data does not ring';
    const fix = `npm run deploy; when that changes nothing, ${entry} says how to look at what it watches`;
    return [{ severity: 'warning', what, why, fix, page: STATES }];
  }
  return [];
}
