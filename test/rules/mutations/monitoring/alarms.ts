import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const UNHEALTHY = 'Monitoring/Alarms/PrimaryUnhealthy';
const ERRORS = 'Monitoring/Alarms/ServerErrors';
const LAG = 'Secondary/Alarms/ReplicationLag';
const FAILED = 'Website/Alarms/FailedReplication';
const BUCKET = 'Website/PrimaryBucket/Bucket';
const METRIC = { Namespace: 'AWS/CloudFront', MetricName: 'Requests' };

const inRegion =
  (role: string, region: string): Change =>
  (app) => {
    app.stack(role).region = region;
  };

/** Puts an alarm where another is: as in another stack. */
const moveTo =
  (path: string, role: string): Change =>
  (app) => {
    const topic = { Ref: app.logicalId(`${role}/Alarms/Topic`) };
    const { Properties, ...alarm } = structuredClone(app.resource(path));
    const actions = { AlarmActions: [topic], OKActions: [topic] };
    app.add(role, 'Moved', { ...alarm, Properties: { ...(Properties as object), ...actions } });
    app.drop(path);
  };

/** The alarm on errors as one on a metric that its numbers make. */
const math = (...queries: object[]): Change =>
  all(
    ...['MetricName', 'Namespace', 'Period', 'Statistic', 'Dimensions'].map((name) => remove(ERRORS, name)),
    (app) => {
      app.set(ERRORS, 'Metrics', queries);
    },
  );

const dimensions = [
  { Name: 'DistributionId', Value: { Ref: 'AWS::StackName' } },
  { Name: 'Region', Value: 'Global' },
];

/** Reads metrics of the distribution that the alarm on errors names. */
const stat = (name: string, more: object = {}) => ({
  Id: 'errors',
  ReturnData: false,
  MetricStat: { Metric: { ...METRIC, MetricName: name, Dimensions: dimensions }, Period: 60, Stat: 'Average' },
  ...more,
});

const ofDistribution =
  (...queries: ReturnType<typeof stat>[]): Change =>
  (app) => {
    const id = app.get(ERRORS, 'Dimensions.0.Value');
    const named = JSON.parse(
      JSON.stringify(queries).replaceAll('{"Ref":"AWS::StackName"}', JSON.stringify(id)),
    ) as object[];
    math(...named)(app);
  };

const sum = { Id: 'sum', Expression: 'errors * 2', ReturnData: true } as unknown as ReturnType<typeof stat>;

const composite =
  (rule: unknown, more: object = {}): Change =>
  (app) =>
    app.add('Monitoring', 'Both', {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmRule: rule, AlarmActions: [{ Ref: app.logicalId('Monitoring/Alarms/Topic') }], ...more },
    });

export const alarmMutations: Mutations = {
  broken: {
    'metrics-are-read-where-they-are': {
      'monitoring moves': inRegion('Monitoring', 'us-east-2'),
      'the alarm on the health check moves to the website': moveTo(UNHEALTHY, 'Website'),
      'the alarm on the distribution moves to the secondary': moveTo(ERRORS, 'Secondary'),
      'the alarm on failed replication moves to the secondary': moveTo(FAILED, 'Secondary'),
      'the alarm on lag moves to the primary': all(
        set(LAG, 'Dimensions.0.Value', 'example.com'),
        moveTo(LAG, 'Website'),
      ),
      'the alarm on lag is on failures': set(LAG, 'MetricName', 'OperationsFailedReplication'),
    },
    'metrics-exist': {
      'a status in another case': set(UNHEALTHY, 'MetricName', 'HealthcheckStatus'),
      'a rate in another case': set(ERRORS, 'MetricName', '5XXErrorRate'),
      'a metric of another service': set(ERRORS, 'MetricName', 'HTTPCode_Target_5XX_Count'),
      'a namespace in another case': set(ERRORS, 'Namespace', 'AWS/Cloudfront'),
      'the namespace of the service, but not of its metrics': set(LAG, 'Namespace', 'S3'),
      'a namespace of another service': set(UNHEALTHY, 'Namespace', 'AWS/Route53Resolver'),
      'a custom namespace for a metric of S3': set(FAILED, 'Namespace', 'MySite'),
    },
    'metrics-have-their-dimensions': {
      'CloudFront without Region': remove(ERRORS, 'Dimensions.1'),
      'CloudFront in a Region': set(ERRORS, 'Dimensions.1.Value', 'us-east-1'),
      'a distribution that is none': set(ERRORS, 'Dimensions.0.Value', 'E2QWRUHAPOMQZL'),
      'a distribution by another name': set(ERRORS, 'Dimensions.0.Name', 'Distribution'),
      'no health check': remove(UNHEALTHY, 'Dimensions'),
      'another health check': set(UNHEALTHY, 'Dimensions.0.Value', 'b6b7e1c4-5f0e-4a0e-8a49-000000000000'),
      'the distribution as health check': (app) =>
        app.set(UNHEALTHY, 'Dimensions.0.Value', app.get(ERRORS, 'Dimensions.0.Value')),
      'no RuleId': remove(LAG, 'Dimensions.1'),
      'another RuleId': set(LAG, 'Dimensions.1.Value', 'Replicate'),
      'the other way round': all(
        set(FAILED, 'Dimensions.0.Value', 'example-com-123456789012-2faa2fac'),
        set(FAILED, 'Dimensions.2.Value', 'example.com'),
      ),
      'the rule is renamed': set(BUCKET, 'ReplicationConfiguration.Rules.0.Id', 'ToSecondary'),
      'one dimension too many': set(LAG, 'Dimensions.3', { Name: 'BucketName', Value: 'example.com' }),
    },
    'metrics-are-turned-on': {
      'replication metrics are not': remove(BUCKET, 'ReplicationConfiguration.Rules.0.Destination.Metrics'),
      'replication metrics are disabled': set(
        BUCKET,
        'ReplicationConfiguration.Rules.0.Destination.Metrics.Status',
        'Disabled',
      ),
      'an additional metric': set(ERRORS, 'MetricName', '503ErrorRate'),
      'a latency of the health check': all(
        set(UNHEALTHY, 'MetricName', 'TimeToFirstByte'),
        set(UNHEALTHY, 'ComparisonOperator', 'GreaterThanThreshold'),
      ),
      'children of a check without any': set(UNHEALTHY, 'MetricName', 'ChildHealthCheckHealthyCount'),
      'requests to a bucket': all(
        set(FAILED, 'MetricName', '5xxErrors'),
        set(FAILED, 'Dimensions', [
          { Name: 'BucketName', Value: 'example-com-123456789012-2faa2fac' },
          { Name: 'FilterId', Value: 'EntireBucket' },
        ]),
      ),
    },
    'metrics-have-a-fitting-statistic': {
      'samples of a status': set(UNHEALTHY, 'Statistic', 'SampleCount'),
      'the sum of rates': set(ERRORS, 'Statistic', 'Sum'),
      'the maximum of a rate': set(ERRORS, 'Statistic', 'Maximum'),
      'samples of failures': set(FAILED, 'Statistic', 'SampleCount'),
      'the minimum of a lag': set(LAG, 'Statistic', 'Minimum'),
      'a percentile of a rate': all(remove(ERRORS, 'Statistic'), set(ERRORS, 'ExtendedStatistic', 'p99')),
      'a rate as count': set(ERRORS, 'Unit', 'Count'),
      'seconds as milliseconds': set(LAG, 'Unit', 'Milliseconds'),
    },
    'metrics-come-every-minute': {
      'every 10 seconds': set(UNHEALTHY, 'Period', 10),
      'every 30 seconds': set(ERRORS, 'Period', 30),
      'every 20 seconds': set(LAG, 'Period', '20'),
    },
    'alarm-thresholds-can-be-crossed': {
      'a status above 1': set(UNHEALTHY, 'ComparisonOperator', 'GreaterThanThreshold'),
      'a status of 1 or more': set(UNHEALTHY, 'ComparisonOperator', 'GreaterThanOrEqualToThreshold'),
      'a status of 1 or less': set(UNHEALTHY, 'ComparisonOperator', 'LessThanOrEqualToThreshold'),
      'a status below 0': set(UNHEALTHY, 'Threshold', 0),
      'a status by its maximum': set(UNHEALTHY, 'Statistic', 'Maximum'),
      'a rate above 100': set(ERRORS, 'Threshold', 100),
      'a rate below 5': set(ERRORS, 'ComparisonOperator', 'LessThanThreshold'),
      'a rate of 0 or more': all(
        set(ERRORS, 'ComparisonOperator', 'GreaterThanOrEqualToThreshold'),
        set(ERRORS, 'Threshold', 0),
      ),
      'no failures': set(FAILED, 'ComparisonOperator', 'LessThanOrEqualToThreshold'),
      'more than all failed': set(FAILED, 'Threshold', 1),
      'less than no lag': set(LAG, 'ComparisonOperator', 'LessThanThreshold'),
    },
    'alarm-settings-are-valid': {
      'another operator': set(ERRORS, 'ComparisonOperator', 'GreaterThan'),
      'no operator': remove(ERRORS, 'ComparisonOperator'),
      'an operator of anomaly detection': set(ERRORS, 'ComparisonOperator', 'GreaterThanUpperThreshold'),
      'missing data in another case': set(ERRORS, 'TreatMissingData', 'NotBreaching'),
      'missing data is nothing known': set(LAG, 'TreatMissingData', 'ok'),
      'a name of 256 characters': set(LAG, 'AlarmName', 'a'.repeat(256)),
      'a description of 1,025 characters': set(LAG, 'AlarmDescription', 'a'.repeat(1025)),
      'a dimension twice': set(ERRORS, 'Dimensions.2', { Name: 'Region', Value: 'Global' }),
    },
    'alarm-periods-are-valid': {
      'no evaluation': remove(ERRORS, 'EvaluationPeriods'),
      'zero evaluations': set(ERRORS, 'EvaluationPeriods', 0),
      '90 seconds': set(ERRORS, 'Period', 90),
      '0 seconds': set(ERRORS, 'Period', 0),
      'two days of minutes': set(ERRORS, 'EvaluationPeriods', 2880),
      'eight days of hours': all(set(ERRORS, 'Period', 3600), set(ERRORS, 'EvaluationPeriods', 192)),
      'more points than periods': set(ERRORS, 'DatapointsToAlarm', 6),
      'no points': set(ERRORS, 'DatapointsToAlarm', 0),
    },
    'alarms-hide-no-outage': {
      'missing data of a health check is good news': set(UNHEALTHY, 'TreatMissingData', 'notBreaching'),
      'missing data of a health check is ignored': set(UNHEALTHY, 'TreatMissingData', 'ignore'),
      'a failover of a day before it rings': set(UNHEALTHY, 'EvaluationPeriods', 1440),
      'no replication is bad news': set(LAG, 'TreatMissingData', 'breaching'),
      'no visitors are bad news': set(ERRORS, 'TreatMissingData', 'breaching'),
    },
    'replication-lag-is-in-seconds': {
      milliseconds: set(LAG, 'Threshold', 900_000),
      'a week': set(LAG, 'Threshold', 604_800),
      'more than a day': set(LAG, 'Threshold', 86_401),
    },
    'alarms-measure-one-thing': {
      'no metric': all(remove(ERRORS, 'MetricName'), remove(ERRORS, 'Namespace'), remove(ERRORS, 'Dimensions')),
      'no name': remove(ERRORS, 'MetricName'),
      'no namespace': remove(ERRORS, 'Namespace'),
      'no period': remove(UNHEALTHY, 'Period'),
      'no statistic': remove(UNHEALTHY, 'Statistic'),
      'two statistics': set(UNHEALTHY, 'ExtendedStatistic', 'p50'),
      'a statistic that is none': set(UNHEALTHY, 'Statistic', 'Min'),
      'no threshold': remove(ERRORS, 'Threshold'),
      'one metric and several': set(ERRORS, 'Metrics', [{ Id: 'a', Expression: '1', ReturnData: true }]),
      'an expression of nothing': ofDistribution(stat('5xxErrorRate'), {
        ...sum,
        Expression: 'error * 2',
      } as typeof sum),
      'two that return data': ofDistribution(stat('5xxErrorRate', { ReturnData: true }), sum),
      'none that returns data': ofDistribution(stat('5xxErrorRate')),
      'an id that begins with a capital': ofDistribution(stat('5xxErrorRate', { Id: 'Errors', ReturnData: true })),
      'an id given twice': ofDistribution(stat('5xxErrorRate'), stat('4xxErrorRate'), sum),
    },
    'alarms-tell-someone': {
      'actions are gone': remove(UNHEALTHY, 'AlarmActions'),
      'actions are empty': set(ERRORS, 'AlarmActions', []),
      'actions are turned off': set(LAG, 'ActionsEnabled', false),
      'actions are turned off, in a text': set(FAILED, 'ActionsEnabled', 'false'),
    },
    'alarm-actions-can-be-called': {
      'a name, no ARN': set(UNHEALTHY, 'AlarmActions.0', 'alarms'),
      'a topic elsewhere': set(UNHEALTHY, 'AlarmActions.0', 'arn:aws:sns:us-east-2:123456789012:alarms'),
      'a queue': set(UNHEALTHY, 'AlarmActions.0', 'arn:aws:sqs:us-east-1:123456789012:alarms'),
      'an address': set(ERRORS, 'OKActions.0', 'ops@example.com'),
      'six topics': set(
        ERRORS,
        'AlarmActions',
        Array.from({ length: 6 }, (_, index) => `arn:aws:sns:us-east-1:123456789012:alarms${index}`),
      ),
      'a role': (app) =>
        app.set(FAILED, 'OKActions.0', {
          'Fn::GetAtt': [app.logicalId('Website/PrimaryBucket/ReplicationRole'), 'Arn'],
        }),
      'no data is told elsewhere': set(LAG, 'InsufficientDataActions', ['arn:aws:sns:us-east-1:123456789012:alarms']),
    },
    'failover-checks-are-watched': {
      'the alarm is gone': drop(UNHEALTHY),
      'the alarm is on something else': all(
        set(UNHEALTHY, 'MetricName', 'ConnectionTime'),
        set('Website/OriginHealthCheck/HealthCheck', 'HealthCheckConfig.MeasureLatency', true),
      ),
      'the alarm is on another check': set(UNHEALTHY, 'Dimensions.0.Value', 'b6b7e1c4-5f0e-4a0e-8a49-000000000000'),
    },
    'replication-is-watched': {
      'nothing on lag': drop(LAG),
      'nothing on failures': drop(FAILED),
      'failures of another bucket': set(FAILED, 'Dimensions.2.Value', 'example-org'),
    },
    'distributions-are-watched': {
      'the alarm is gone': drop(ERRORS),
      'the alarm is on requests': set(ERRORS, 'MetricName', 'Requests'),
      'the alarm is on what visitors do wrong': set(ERRORS, 'MetricName', '4xxErrorRate'),
    },
    'composite-alarms-name-alarms': {
      'an alarm that is none': composite('ALARM("nothing")'),
      'an alarm elsewhere': (app) => {
        app.set(LAG, 'AlarmName', 'lag');
        composite('ALARM("lag")')(app);
      },
      'no alarm': composite('"lag"'),
    },
  },
  harmless: {
    'a status of 0 or less': all(
      set(UNHEALTHY, 'ComparisonOperator', 'LessThanOrEqualToThreshold'),
      set(UNHEALTHY, 'Threshold', 0),
    ),
    'the mean of a status': set(UNHEALTHY, 'Statistic', 'Average'),
    'the percentage of checkers': all(
      set(UNHEALTHY, 'MetricName', 'HealthCheckPercentageHealthy'),
      set(UNHEALTHY, 'Threshold', 50),
    ),
    'all but all answers are errors': set(ERRORS, 'Threshold', 99.5),
    'any failure, as a sum': all(set(FAILED, 'Statistic', 'Sum'), set(FAILED, 'Threshold', 10)),
    'failures are no news when there are none': set(FAILED, 'TreatMissingData', 'notBreaching'),
    'missing data is missing': set(UNHEALTHY, 'TreatMissingData', 'missing'),
    'an hour of failover before it rings': set(UNHEALTHY, 'EvaluationPeriods', 60),
    'three of five minutes': set(ERRORS, 'DatapointsToAlarm', 3),
    'a day of minutes': set(ERRORS, 'EvaluationPeriods', 1440),
    'a week of hours': all(set(ERRORS, 'Period', 3600), set(ERRORS, 'EvaluationPeriods', 168)),
    'the unit of the metric': set(ERRORS, 'Unit', 'Percent'),
    'an hour of lag': set(LAG, 'Threshold', 3600),
    'bytes that are behind': all(
      set(LAG, 'MetricName', 'BytesPendingReplication'),
      set(LAG, 'Threshold', 1_000_000_000),
    ),
    'a name of 255 characters': set(LAG, 'AlarmName', 'a'.repeat(255)),
    'a topic of another team': set(ERRORS, 'AlarmActions.0', 'arn:aws:sns:us-east-1:210987654321:on-call'),
    'an incident': set(
      ERRORS,
      'AlarmActions.1',
      'arn:aws:ssm-incidents::123456789012:response-plan/site'.replace('::1', ':us-east-1:1'),
    ),
    'no word when all is well again': remove(ERRORS, 'OKActions'),
    'a metric of the app itself': ownMetric,
    'a metric that numbers make': ofDistribution(stat('5xxErrorRate'), sum),
    'an additional metric, turned on': (app) => {
      set(ERRORS, 'MetricName', '503ErrorRate')(app);
      app.add('Monitoring', 'More', {
        Type: 'AWS::CloudFront::MonitoringSubscription',
        Properties: {
          DistributionId: app.get(ERRORS, 'Dimensions.0.Value'),
          MonitoringSubscription: {
            RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' },
          },
        },
      });
    },
    'one call for two alarms': (app) => {
      composite({ 'Fn::Sub': `ALARM("\${${app.logicalId(UNHEALTHY)}}") OR ALARM("\${${app.logicalId(ERRORS)}.Arn}")` })(
        app,
      );
      app.remove(UNHEALTHY, 'AlarmActions');
      app.set(ERRORS, 'ActionsEnabled', false);
    },
  },
};

function ownMetric(app: Parameters<Change>[0]): void {
  app.add('Monitoring', 'Own', {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'MySite',
      MetricName: 'Orders',
      Period: 10,
      Statistic: 'SampleCount',
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      AlarmActions: [{ Ref: app.logicalId('Monitoring/Alarms/Topic') }],
    },
  });
}
