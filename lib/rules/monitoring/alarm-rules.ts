import type { Rule } from '../rule';
import { STATIC_OPERATORS } from './alarm-settings';
import type { KnownMetric } from './known-metrics';
import { metricsOfAlarm } from './metrics';

const ALARM = ['AWS::CloudWatch::Alarm'];

/** That alarms ring when something is wrong, and only then. */
export const alarmRules: readonly Rule[] = [
  {
    id: 'alarm-thresholds-can-be-crossed',
    severity: 'error',
    sentence: 'An alarm rings at the worst value that its metric can have, and not at the best.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    types: ALARM,
    *check(alarm) {
      const [{ name = '', known, statistic = '' } = {}] = alarm.at('MetricName').exists ? metricsOfAlarm(alarm) : [];
      const threshold = alarm.at('Threshold').number;
      const operator = alarm.at('ComparisonOperator');
      const rings = STATIC_OPERATORS[operator.text ?? ''];
      if (!known?.good || !rings || threshold === undefined) {
        return;
      }
      const [best, worst] = bestAndWorst(known, statistic);
      const when = `${operator.text} ${threshold}`;
      if (!rings(worst, threshold)) {
        yield {
          at: alarm.at('Threshold'),
          wrong: `${name} at its worst (${worst}) is not ${when}: it never rings`,
          write: 'set ComparisonOperator and Threshold so that the worst value rings',
        };
      } else if (rings(best, threshold)) {
        yield {
          at: alarm.at('Threshold'),
          wrong: `${name} at its best (${best}) is ${when}: it rings while all is well`,
          write: 'set ComparisonOperator and Threshold so that the best value does not ring',
        };
      } else if (name === 'HealthCheckStatus' && statistic === 'Maximum') {
        yield {
          at: alarm.at('Statistic'),
          wrong: 'the Maximum of HealthCheckStatus is 1 while a single sample is healthy',
          write: 'set Statistic to Minimum',
        };
      }
    },
  },
  {
    id: 'alarms-hide-no-outage',
    severity: 'warning',
    sentence:
      'An outage rings within the hour: missing data of a health check is no good news; of replication and error rates, which come only with traffic, no bad news.',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html',
    types: ALARM,
    *check(alarm) {
      const missing = alarm.at('TreatMissingData');
      const points = alarm.at('DatapointsToAlarm').number ?? alarm.at('EvaluationPeriods').number ?? 1;
      for (const { name, known, period = 60 } of metricsOfAlarm(alarm)) {
        if (known?.subject === 'check' && ['notBreaching', 'ignore'].includes(missing.text ?? '')) {
          yield {
            at: missing,
            wrong: `without data of ${name} the alarm stays quiet (${String(missing)})`,
            write: 'set TreatMissingData to breaching',
          };
        }
        if (name === 'HealthCheckStatus' && period * points > 3600) {
          yield {
            at: alarm.at('EvaluationPeriods'),
            wrong: `it rings after ${period * points} s of failover`,
            write: 'evaluate an hour at most',
          };
        }
        if (known && known.subject !== 'check' && known.good === 'low' && missing.text === 'breaching') {
          yield {
            at: missing,
            wrong: `${name} is published only with traffic: without any, the alarm rings`,
            write: `set TreatMissingData to ${known.subject === 'replication' ? 'ignore' : 'notBreaching'}`,
          };
        }
      }
    },
  },
  {
    id: 'replication-lag-is-in-seconds',
    severity: 'warning',
    sentence: 'An alarm on ReplicationLatency, which is in seconds, rings within a day.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html',
    types: ALARM,
    *check(alarm) {
      const threshold = alarm.at('Threshold');
      if (alarm.at('MetricName').text === 'ReplicationLatency' && (threshold.number ?? 0) > 86_400) {
        yield {
          at: threshold,
          wrong: `the replica may be ${String(threshold)} s behind before anyone hears of it`,
          write: 'set Threshold in seconds: 900 for a quarter of an hour',
        };
      }
    },
  },
];

function bestAndWorst({ range, good, perOperation }: KnownMetric, statistic: string): [number, number] {
  const [low, high] = range;
  const worst = perOperation && ['Average', 'Minimum', 'Maximum'].includes(statistic) ? 1 : high;
  return good === 'high' ? [high, low] : [low, worst];
}
