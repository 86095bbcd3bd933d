import type { Rule } from '../rule';
import { alarmActionRules } from './alarm-actions';
import { alarmMeasureRules } from './alarm-measures';
import { alarmRules } from './alarm-rules';
import { alarmSettingRules } from './alarm-settings';
import { dashboardRules } from './dashboards';
import { dimensionRules } from './dimension-rules';
import { metricRules } from './metric-rules';
import { metricSwitchRules } from './metric-switches';
import { subscriptionRules } from './subscriptions';
import { topicKeyRules } from './topic-keys';
import { topicRules } from './topics';
import { watchedRules } from './watched';

export const monitoringRules: readonly Rule[] = [
  ...metricRules,
  ...dimensionRules,
  ...metricSwitchRules,
  ...alarmRules,
  ...alarmSettingRules,
  ...alarmMeasureRules,
  ...alarmActionRules,
  ...watchedRules,
  ...topicRules,
  ...topicKeyRules,
  ...subscriptionRules,
  ...dashboardRules,
];
