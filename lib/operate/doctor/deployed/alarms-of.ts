import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { stacksOf, type StackRole } from '../../site-stacks';
import type { Examination, Permission } from '../check';
import { oncePer } from '../asking';
import { ofStacks } from './permissions';
import { resourcesOf } from './stack-resources';

const ALARM = 'AWS::CloudWatch::Alarm';
const TOPIC = 'AWS::SNS::Topic';

/** A stack's alarms and the topics that they go to: both are of the stack's Region. */
export interface StackAlarms {
  readonly role: StackRole;
  readonly region: string;
  /** By names; `undefined` for one that the stack made and that is not there any more. */
  readonly alarms: ReadonlyMap<string, MetricAlarm | undefined>;
  /** ARNs. */
  readonly topics: readonly string[];
}

/** For `resourcesOf` and `alarmsOf`. */
export const LISTS_ALARMS: readonly Permission[] = [
  ofStacks('cloudformation:DescribeStacks'),
  ofStacks('cloudformation:ListStackResources'),
  {
    action: 'cloudwatch:DescribeAlarms',
    resources: (site) => stacksOf(site).map(({ region }) => `arn:aws:cloudwatch:${region}:${site.account}:alarm:*`),
  },
];

/** Of every stack that is there and has alarms. */
export const alarmsOf = oncePer(async (examination): Promise<StackAlarms[]> => {
  const asked = stacksOf(examination.site).map(async ({ role, region }) => {
    const resources = await resourcesOf(examination, role);
    const names = resources.flatMap(({ type, id }) => (type === ALARM ? [id] : []));
    const topics = resources.flatMap(({ type, id }) => (type === TOPIC ? [id] : []));
    const alarms = await describe(examination, region, names);
    return names.length === 0 ? [] : [{ role, region, alarms, topics }];
  });
  return (await Promise.all(asked)).flat();
});

async function describe({ aws }: Examination, region: string, names: readonly string[]) {
  // without names it would describe every alarm of the account
  const { MetricAlarms = [] } =
    names.length === 0
      ? {}
      : await aws
          .cloudWatch(region)
          .send(new DescribeAlarmsCommand({ AlarmNames: [...names], AlarmTypes: ['MetricAlarm'] }));
  return new Map(names.map((name) => [name, MetricAlarms.find(({ AlarmName }) => AlarmName === name)]));
}
