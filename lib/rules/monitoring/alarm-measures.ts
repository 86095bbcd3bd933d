import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';

const PAGE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
const EXTENDED = /^(p|tm|tc|ts|wm)(\d{1,2}(\.\d{1,10})?|100)$|^iqm$|^(PR|TM|TC|TS|WM)\(.*\)$/;

/** That an alarm measures one thing, completely given. */
export const alarmMeasureRules: readonly Rule[] = [
  {
    id: 'alarms-measure-one-thing',
    severity: 'error',
    sentence:
      'An alarm has either one metric, with namespace, period, threshold and one statistic, or several, one of which is ' +
      'what it compares.',
    page: PAGE,
    types: ['AWS::CloudWatch::Alarm'],
    *check(alarm) {
      const single = alarm.at('MetricName');
      const several = alarm.at('Metrics');
      const namesOne = single.exists || alarm.at('Namespace').exists || alarm.at('Dimensions').exists;
      if (namesOne === several.exists) {
        yield {
          at: several,
          wrong: several.exists ? 'both MetricName and Metrics are set' : 'there is neither MetricName nor Metrics',
          write: 'set one of them',
        };
      } else if (namesOne) {
        yield* incompleteMetric(alarm);
      } else {
        yield* incompleteMath(alarm);
      }
      if (alarm.at('Threshold').exists === alarm.at('ThresholdMetricId').exists) {
        yield {
          at: alarm.at('Threshold'),
          wrong: alarm.at('Threshold').exists ? 'there are two thresholds' : 'there is no Threshold',
          write: 'set Threshold, or ThresholdMetricId for anomaly detection',
        };
      }
    },
  },
];

function* incompleteMetric(alarm: Resource): Generator<Problem> {
  for (const name of ['MetricName', 'Namespace', 'Period']) {
    if (!alarm.at(name).text) {
      yield { at: alarm.at(name), wrong: `the alarm has no ${name}`, write: `set ${name}` };
    }
  }
  const statistic = alarm.at('Statistic');
  const extended = alarm.at('ExtendedStatistic');
  if (statistic.exists === extended.exists) {
    yield {
      at: statistic,
      wrong: statistic.exists ? 'both Statistic and ExtendedStatistic are set' : 'the alarm has no Statistic',
      write: 'set one of them',
    };
  } else if (statistic.exists ? !STATISTICS.includes(statistic.text ?? '') : !EXTENDED.test(extended.text ?? '')) {
    yield {
      at: statistic.exists ? statistic : extended,
      wrong: `${String(statistic.exists ? statistic : extended)} is no statistic`,
      write: statistic.exists ? `set Statistic to one of ${STATISTICS.join(', ')}` : 'write a percentile like p99',
    };
  }
}

function* incompleteMath(alarm: Resource): Generator<Problem> {
  const queries = alarm.at('Metrics').list;
  const ids = queries.map((query) => query.at('Id').text ?? '');
  for (const [index, query] of queries.entries()) {
    const id = ids[index] ?? '';
    if (!/^[a-z]\w*$/.test(id) || ids.indexOf(id) !== index) {
      yield {
        at: query.at('Id'),
        wrong: `the id ${id || '(none)'} does not begin with a small letter, or is given twice`,
        write: 'give each metric its own id: letters, digits and underscores, the first a small letter',
      };
    }
    if (query.at('Expression').exists === query.at('MetricStat').exists) {
      yield { at: query, wrong: `${id} needs either an Expression or a MetricStat`, write: 'set one of them' };
    }
    const unknown = namesIn(query.at('Expression').text).filter((name) => !ids.includes(name));
    if (unknown.length > 0) {
      yield {
        at: query.at('Expression'),
        wrong: `the expression names ${unknown.join(', ')}, which the alarm has not`,
        write: `name ids of the alarm: ${ids.join(', ')}`,
      };
    }
  }
  const returned = queries.filter((query) => query.at('ReturnData').flag !== false);
  const bands = alarm.at('ThresholdMetricId').exists ? 2 : 1;
  if (returned.length !== bands) {
    yield {
      at: alarm.at('Metrics'),
      wrong: `${returned.length} of its metrics return data`,
      write: 'set ReturnData to false on all but the one that the alarm compares',
    };
  }
}

/** Ids in an expression: functions are in capitals, texts in quotes. */
function namesIn(expression = ''): string[] {
  const isQuery = /^\s*SELECT\b/i.test(expression);
  const bare = expression.replace(/"[^"]*"|'[^']*'/g, '');
  return isQuery ? [] : [...bare.matchAll(/(?<![\w.])[a-z]\w*/g)].map(([name]) => name);
}
