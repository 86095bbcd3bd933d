import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';
import { metricsOfAlarm } from './metrics';

const PAGE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const ALARM = ['AWS::CloudWatch::Alarm'];

/** How an alarm compares with a fixed threshold. */
export const STATIC_OPERATORS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
const BAND_OPERATORS = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];
const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'];

/** What CloudWatch takes as an alarm. */
export const alarmSettingRules: readonly Rule[] = [
  {
    id: 'alarm-settings-are-valid',
    severity: 'error',
    sentence:
      'ComparisonOperator and TreatMissingData have values that CloudWatch knows, and a name has 255 characters at most, a ' +
      'description 1,024 and the dimensions 30 different names.',
    page: PAGE,
    types: ALARM,
    *check(alarm) {
      yield* invalidTexts(alarm);
      const names = alarm.at('Dimensions').list.map((dimension) => dimension.at('Name').text ?? '');
      if (names.length > 30 || new Set(names).size < names.length || names.includes('')) {
        yield {
          at: alarm.at('Dimensions'),
          wrong: `there are ${names.length} dimensions: ${names.join(', ')}`,
          write: 'name each once, 30 at most',
        };
      }
    },
  },
  {
    id: 'alarm-periods-are-valid',
    severity: 'error',
    sentence:
      'A period is 10, 20, 30 or a multiple of 60 seconds; all that are evaluated make a day at most (a week for periods of an ' +
      'hour or more), and the data points to alarm are among them.',
    page: PAGE,
    types: ALARM,
    *check(alarm) {
      const evaluated = alarm.at('EvaluationPeriods');
      const periods = evaluated.number ?? 0;
      if (!Number.isInteger(periods) || periods < 1) {
        yield { at: evaluated, wrong: `EvaluationPeriods is ${String(evaluated)}`, write: 'set it to 1 or more' };
      }
      const points = alarm.at('DatapointsToAlarm').number ?? periods;
      if (!Number.isInteger(points) || points < 1 || points > periods) {
        yield {
          at: alarm.at('DatapointsToAlarm'),
          wrong: `${points} of ${periods} evaluated periods cannot breach`,
          write: `set DatapointsToAlarm to a number from 1 to EvaluationPeriods`,
        };
      }
      for (const { period = 0, places } of metricsOfAlarm(alarm)) {
        const most = period < 3600 ? 86_400 : 604_800;
        if (![10, 20, 30].includes(period) && (period <= 0 || period % 60 !== 0)) {
          yield {
            at: places.period,
            wrong: `the period is ${String(places.period)}`,
            write: 'set it to a multiple of 60 seconds',
          };
        } else if (period * periods > most) {
          yield {
            at: evaluated,
            wrong: `${periods} periods of ${period} s are longer than ${most} s`,
            write: 'evaluate fewer periods',
          };
        }
      }
    },
  },
];

function* invalidTexts(alarm: Resource): Generator<Problem> {
  const operator = alarm.at('ComparisonOperator');
  const operators = alarm.at('ThresholdMetricId').exists ? BAND_OPERATORS : Object.keys(STATIC_OPERATORS);
  if (!operators.includes(operator.text ?? '')) {
    yield {
      at: operator,
      wrong: `ComparisonOperator is ${String(operator)}`,
      write: `set it to one of ${operators.join(', ')}`,
    };
  }
  const missing = alarm.at('TreatMissingData');
  if (missing.exists && !MISSING_DATA.includes(missing.text ?? '')) {
    yield {
      at: missing,
      wrong: `TreatMissingData is ${String(missing)}`,
      write: `set it to one of ${MISSING_DATA.join(', ')}`,
    };
  }
  for (const [name, most] of [
    ['AlarmName', 255],
    ['AlarmDescription', 1024],
  ] as const) {
    const length = alarm.at(name).text?.length ?? 1;
    if (length > most || (name === 'AlarmName' && length === 0)) {
      yield { at: alarm.at(name), wrong: `${name} has ${length} characters`, write: `write ${most} at most` };
    }
  }
}
