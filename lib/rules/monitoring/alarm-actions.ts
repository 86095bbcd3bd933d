import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy } from '../site';

export const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/** Services that an alarm can call. */
const CALLED = ['sns', 'lambda', 'ssm', 'ssm-incidents', 'automate', 'swf', 'autoscaling', 'aiops'];
const ARN = /^arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):[^:]*:./;

/** That somebody hears of alarms. */
export const alarmActionRules: readonly Rule[] = [
  {
    id: 'alarms-tell-someone',
    severity: 'warning',
    sentence: 'An alarm does something when it rings, or is part of a composite alarm that does.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html',
    types: ALARMS,
    *check(alarm, assembly) {
      const actions = alarm.at('AlarmActions');
      const enabled = alarm.at('ActionsEnabled');
      if ((actions.list.length > 0 && enabled.flag !== false) || isPart(alarm, assembly)) {
        return;
      }
      yield enabled.flag === false
        ? { at: enabled, wrong: 'actions are turned off: nobody is told', write: 'remove ActionsEnabled' }
        : { at: actions, wrong: 'nobody is told when it rings', write: 'put the ARN of a topic into AlarmActions' };
    },
  },
  {
    id: 'alarm-actions-can-be-called',
    severity: 'error',
    sentence:
      'Each action of an alarm is the ARN of something that alarms can call, in their own Region; five at most.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
    types: ALARMS,
    *check(alarm) {
      for (const actions of ACTIONS.map((name) => alarm.at(name))) {
        if (actions.list.length > 5) {
          yield { at: actions, wrong: `there are ${actions.list.length} actions`, write: 'give five at most' };
        }
        for (const action of actions.list) {
          const [, service = '', region] = ARN.exec(action.text ?? '') ?? [];
          if (!CALLED.includes(service)) {
            yield {
              at: action,
              wrong: `an alarm cannot call ${String(action)}`,
              write: 'give the ARN of an SNS topic',
            };
          } else if (region !== alarm.stack.region) {
            yield {
              at: action,
              wrong: `the alarm is in ${alarm.stack.region}, but ${String(action)} is not`,
              write: 'give a topic of the same Region',
            };
          }
        }
      }
    },
  },
  {
    id: 'composite-alarms-name-alarms',
    severity: 'error',
    sentence: 'The rule of a composite alarm names alarms of this app in its own Region.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html',
    types: ['AWS::CloudWatch::CompositeAlarm'],
    *check(alarm, assembly) {
      const rule = alarm.at('AlarmRule');
      const named = namesIn(rule.text ?? '');
      const unknown = named.filter((name) => !assembly.once(alarmNames).has(`${alarm.stack.region}/${name}`));
      if (unknown.length > 0 || (named.length === 0 && !/\b(TRUE|FALSE)\b/.test(rule.text ?? ''))) {
        yield {
          at: rule,
          wrong: unknown.length > 0 ? `there is no alarm ${unknown.join(', ')}` : `the rule is ${String(rule)}`,
          write: 'write a rule like ALARM("<name>") OR ALARM("<name>"), of alarms in this Region',
        };
      }
    },
  },
];

/** Alarms by the ARN of each topic that they publish to, whenever they do. */
export function alarmsByTopic(assembly: Assembly): Map<string, Resource[]> {
  const calls = ALARMS.flatMap((type) => assembly.all(type)).flatMap((alarm) =>
    ACTIONS.flatMap((name) => alarm.at(name).texts).map((action) => ({ alarm, action })),
  );
  return new Map(
    [...groupBy(calls, ({ action }) => action)].map(([action, those]) => [
      action,
      [...new Set(those.map(({ alarm }) => alarm))],
    ]),
  );
}

/** ARNs of an alarm, as policies and composite alarms may write them. */
export function arnsOf(alarm: Resource): string[] {
  const { stack, ref } = alarm;
  return [`arn:aws:cloudwatch:${stack.region}:${stack.account}:alarm:${ref}`, alarm.attributeToken('Arn')];
}

function isPart(alarm: Resource, assembly: Assembly): boolean {
  const parts = assembly.once(partsOfComposites);
  return [alarm.ref, ...arnsOf(alarm)].some((name) => parts.has(`${alarm.stack.region}/${name}`));
}

function partsOfComposites(assembly: Assembly): Set<string> {
  return new Set(
    assembly
      .all('AWS::CloudWatch::CompositeAlarm')
      .flatMap((alarm) => namesIn(alarm.at('AlarmRule').text ?? '').map((name) => `${alarm.stack.region}/${name}`)),
  );
}

function alarmNames(assembly: Assembly): Set<string> {
  return new Set(
    ALARMS.flatMap((type) => assembly.all(type)).flatMap((alarm) =>
      [alarm.ref, ...arnsOf(alarm)].map((name) => `${alarm.stack.region}/${name}`),
    ),
  );
}

function namesIn(rule: string): string[] {
  const calls = rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|'([^']+)'|([^"')][^)]*?))\s*\)/g);
  return [...calls].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}
