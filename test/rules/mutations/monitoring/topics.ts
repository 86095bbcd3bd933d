import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';

const TOPIC = 'Monitoring/Alarms/Topic';
const POLICY = 'Monitoring/Alarms/Topic/Policy';
const ALLOW = 'PolicyDocument.Statement.1';
const EMAIL = 'Monitoring/Alarms/Topic/ops@example.com';
const DASHBOARD = 'Monitoring/Overview/Dashboard';

const key =
  (...statements: object[]): Change =>
  (app) => {
    app.add('Monitoring', 'Key', { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: statements } } });
    app.set(TOPIC, 'KmsMasterKeyId', { Ref: 'Key' });
  };

const ADMIN = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::123456789012:root' },
  Action: 'kms:*',
  Resource: '*',
};
const CLOUDWATCH = {
  Effect: 'Allow',
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  Resource: '*',
};

const subscribe =
  (properties: object): Change =>
  (app) =>
    app.add('Monitoring', 'More', {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: app.logicalId(TOPIC) }, ...properties },
    });

const deny =
  (condition: object): Change =>
  (app) =>
    app.set(POLICY, 'PolicyDocument.Statement.2', {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sns:*',
      Resource: { Ref: app.logicalId(TOPIC) },
      Condition: condition,
    });

const body =
  (...widgets: object[]): Change =>
  (app) =>
    app.set(DASHBOARD, 'DashboardBody', JSON.stringify({ widgets }));

const TEXT = { type: 'text', width: 6, height: 2, x: 0, y: 0, properties: { markdown: 'Call 112' } };

const rewritten =
  (from: string | RegExp, to: string): Change =>
  (app) => {
    const written = JSON.stringify(app.get(DASHBOARD, 'DashboardBody'));
    const changed = written.replace(from, to);
    if (changed === written) {
      throw new Error(`the dashboard has no ${String(from)}`);
    }
    app.set(DASHBOARD, 'DashboardBody', JSON.parse(changed));
  };

export const topicMutations: Mutations = {
  settings: { alarmEmail: 'ops@example.com' },
  broken: {
    'alarms-may-publish': {
      'nobody may': remove(POLICY, ALLOW),
      'another service may': set(POLICY, `${ALLOW}.Principal.Service`, 'events.amazonaws.com'),
      'the service is misspelt': set(POLICY, `${ALLOW}.Principal.Service`, 'cloudwatch.amazon.com'),
      'another account may': set(POLICY, `${ALLOW}.Condition.StringEquals.aws:SourceAccount`, '210987654321'),
      'alarms of another Region may': set(POLICY, `${ALLOW}.Condition`, {
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:*' },
      }),
      'it may subscribe': set(POLICY, `${ALLOW}.Action`, 'sns:Subscribe'),
      'the statement denies': set(POLICY, `${ALLOW}.Effect`, 'Deny'),
      'everything but TLS is what is allowed': set(
        POLICY,
        'PolicyDocument.Statement.0.Condition.Bool.aws:SecureTransport',
        'true',
      ),
      'everyone outside the organization is denied': deny({
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
      }),
      'the topic is another': set(POLICY, `${ALLOW}.Resource`, 'arn:aws:sns:us-east-1:123456789012:other'),
    },
    'topics-are-not-open': {
      'everyone may publish': all(set(POLICY, `${ALLOW}.Principal`, '*'), remove(POLICY, `${ALLOW}.Condition`)),
      'everyone may subscribe': (app) =>
        app.set(POLICY, 'PolicyDocument.Statement.2', {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'sns:Subscribe',
          Resource: { Ref: app.logicalId(TOPIC) },
        }),
      'everyone over TLS may publish': all(
        set(POLICY, `${ALLOW}.Principal`, { AWS: '*' }),
        set(POLICY, `${ALLOW}.Condition`, { Bool: { 'aws:SecureTransport': 'true' } }),
      ),
      'TLS is allowed, not its absence denied': set(POLICY, 'PolicyDocument.Statement.0.Effect', 'Allow'),
      'everyone in any account may publish': all(
        set(POLICY, `${ALLOW}.Principal`, '*'),
        set(POLICY, `${ALLOW}.Condition`, { StringLike: { 'aws:SourceAccount': '*' } }),
      ),
    },
    'topic-policies-fit-their-topics': {
      'it has no topic': set(POLICY, 'Topics', []),
      'its topic is elsewhere': set(POLICY, 'Topics.0', 'arn:aws:sns:us-east-2:123456789012:alarms'),
      'its statements are about another topic': all(
        set(POLICY, 'PolicyDocument.Statement.0.Resource', 'arn:aws:sns:us-east-1:123456789012:other'),
      ),
      'an action of another service': set(POLICY, `${ALLOW}.Action`, 'sqs:SendMessage'),
      'every action': set(POLICY, `${ALLOW}.Action`, 'sns:*'),
      'a second policy': (app) => app.add('Monitoring', 'Second', structuredClone(app.resource(POLICY))),
    },
    'alarms-can-use-the-key-of-their-topic': {
      'the key of AWS': set(TOPIC, 'KmsMasterKeyId', 'alias/aws/sns'),
      'the key of AWS, by its ARN': set(TOPIC, 'KmsMasterKeyId', 'arn:aws:kms:us-east-1:123456789012:alias/aws/sns'),
      'a key for the account alone': key(ADMIN),
      'a key that CloudWatch may only decrypt with': key(ADMIN, { ...CLOUDWATCH, Action: 'kms:Decrypt' }),
      'a key for another service': key(ADMIN, { ...CLOUDWATCH, Principal: { Service: 's3.amazonaws.com' } }),
    },
    'topics-are-valid': {
      'a name with a dot': set(TOPIC, 'TopicName', 'example.com'),
      'a name of 257 characters': set(TOPIC, 'TopicName', 'a'.repeat(257)),
      'a FIFO topic': all(set(TOPIC, 'FifoTopic', true), set(TOPIC, 'TopicName', 'alarms.fifo')),
      'a FIFO topic by its name alone': set(TOPIC, 'TopicName', 'alarms.fifo'),
      'a display name of 101 characters': set(TOPIC, 'DisplayName', 'a'.repeat(101)),
      'deduplication of a standard topic': set(TOPIC, 'ContentBasedDeduplication', true),
    },
    'subscriptions-can-be-delivered': {
      'no address': set(EMAIL, 'Endpoint', 'ops'),
      'no endpoint': remove(EMAIL, 'Endpoint'),
      'another protocol': set(EMAIL, 'Protocol', 'mail'),
      'an address as https': set(EMAIL, 'Protocol', 'https'),
      'http as https': subscribe({ Protocol: 'https', Endpoint: 'http://example.com/hook' }),
      'a topic elsewhere': set(EMAIL, 'TopicArn', 'arn:aws:sns:us-east-2:123456789012:alarms'),
      'no topic': remove(EMAIL, 'TopicArn'),
      'raw mail': set(EMAIL, 'RawMessageDelivery', true),
      'a function by its name': subscribe({ Protocol: 'lambda', Endpoint: 'on-call' }),
      'Firehose without a role': subscribe({
        Protocol: 'firehose',
        Endpoint: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/a',
      }),
      'a subscription of the topic itself': set(TOPIC, 'Subscription', [{ Protocol: 'email', Endpoint: 'ops' }]),
    },
    'subscribers-get-alarms': {
      'a filter on attributes': set(EMAIL, 'FilterPolicy', { severity: ['high'] }),
      'a filter on attributes, said so': all(
        set(EMAIL, 'FilterPolicy', { severity: ['high'] }),
        set(EMAIL, 'FilterPolicyScope', 'MessageAttributes'),
      ),
      'a filter of another subscriber': subscribe({
        Protocol: 'https',
        Endpoint: 'https://example.com/hook',
        FilterPolicy: { AlarmName: [{ prefix: 'site' }] },
      }),
    },
    'dashboards-are-valid': {
      'no widgets': body(),
      'half a JSON': set(DASHBOARD, 'DashboardBody', '{"widgets":'),
      'widgets that are no list': set(DASHBOARD, 'DashboardBody', '{"widgets":1}'),
      'a name with dots': set(DASHBOARD, 'DashboardName', 'example.com'),
      'a widget of another type': body({ ...TEXT, type: 'markdown' }),
      'a text without text': body({ ...TEXT, properties: {} }),
      'a graph of nothing': body({ ...TEXT, type: 'metric', properties: { metrics: [] } }),
      'a widget too wide': body({ ...TEXT, width: 25 }),
      'a widget beside the grid': body({ ...TEXT, x: 20 }),
      '501 widgets': body(...Array.from({ length: 501 }, () => TEXT)),
    },
    'metrics-are-read-where-they-are': {
      'a dashboard reads lag in the primary Region': rewritten(/us-west-2/, 'us-east-2'),
      'a dashboard reads the health check in the Region of the site': rewritten(
        /\\"region\\":\\"us-east-1\\"/,
        '\\"region\\":\\"us-east-2\\"',
      ),
      'a dashboard reads failures in the secondary Region': rewritten(
        /us-east-2\\",\\"period/,
        'us-west-2\\",\\"period',
      ),
    },
    'metrics-have-their-dimensions': {
      'a dashboard reads another replication': rewritten('ReplicateToSecondary', 'Replicate'),
      'a dashboard reads CloudFront without Region': rewritten('\\",\\"Region\\",\\"Global\\",{', '\\",{'),
      'a dashboard reads buckets that are swapped': rewritten(
        /DestinationBucket(.*?)SourceBucket/,
        'SourceBucket$1DestinationBucket',
      ),
    },
    'metrics-exist': {
      'a dashboard has a metric in another case': rewritten('5xxErrorRate', '5XXErrorRate'),
      'a dashboard has a namespace in another case': rewritten('AWS/Route53', 'AWS/route53'),
      'a dashboard has no such metric': rewritten('BytesPendingReplication', 'PendingBytes'),
    },
  },
  harmless: {
    'the default policy': drop(POLICY),
    'alarms by their ARN': set(POLICY, `${ALLOW}.Condition`, {
      ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:cloudwatch:us-east-1:${AWS::AccountId}:alarm:*' } },
    }),
    'no condition on the service': remove(POLICY, `${ALLOW}.Condition`),
    'everyone of the account, as the default policy says': all(
      set(POLICY, `${ALLOW}.Principal`, { AWS: '*' }),
      set(POLICY, `${ALLOW}.Condition`, { StringEquals: { 'AWS:SourceOwner': '123456789012' } }),
    ),
    'plain requests are not denied': remove(POLICY, 'PolicyDocument.Statement.0'),
    'a key for CloudWatch': key(ADMIN, CLOUDWATCH),
    'a name': set(TOPIC, 'TopicName', 'site_alarms-1'),
    'a hook': subscribe({ Protocol: 'https', Endpoint: 'https://example.com/hook', RawMessageDelivery: true }),
    'a filter on the message': all(
      set(EMAIL, 'FilterPolicy', { AlarmName: [{ prefix: 'site' }] }),
      set(EMAIL, 'FilterPolicyScope', 'MessageBody'),
    ),
    'nobody is subscribed': drop(EMAIL),
    'a dashboard of text': body(TEXT),
    'an explorer, and a graph of an alarm': body(
      { ...TEXT, type: 'explorer', properties: {} },
      { ...TEXT, type: 'metric', properties: { annotations: { alarms: [] } } },
    ),
    'a graph with names that repeat': body({
      ...TEXT,
      type: 'metric',
      properties: {
        metrics: [
          ['AWS/Usage', 'CallCount', 'Service', 'S3'],
          ['...', 'SNS', { stat: 'Sum' }],
          ['.', 'ResourceCount', '.', '.'],
          [{ expression: 'm1 * 2' }],
        ],
      },
    }),
    'no dashboard': drop(DASHBOARD),
  },
};
