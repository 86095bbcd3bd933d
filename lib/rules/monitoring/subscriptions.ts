import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Problem, Rule } from '../rule';
import { alarmsByTopic } from './alarm-actions';

/** What an endpoint looks like, by protocol. */
const ENDPOINTS: Readonly<Record<string, RegExp>> = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  'email-json': /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  http: /^http:\/\/[^\s/]+/,
  https: /^https:\/\/[^\s/]+/,
  sms: /^\+?[\d-]{5,20}$/,
  sqs: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:/,
  lambda: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:/,
  firehose: /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:/,
  application: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:/,
};
const RAW = ['http', 'https', 'sqs', 'firehose'];

/** That topics are what SNS takes, and that their subscribers get what alarms send. */
export const subscriptionRules: readonly Rule[] = [
  {
    id: 'topics-are-valid',
    severity: 'error',
    sentence: 'A topic name has letters, digits, hyphens and underscores, 256 at most; alarms go to standard topics.',
    page: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
    types: ['AWS::SNS::Topic'],
    *check(topic, assembly) {
      const name = topic.at('TopicName');
      const isFifo = topic.at('FifoTopic').flag === true;
      const form = isFifo ? /^[\w-]{1,251}\.fifo$/ : /^[\w-]{1,256}$/;
      if (name.exists && !form.test(name.text ?? '')) {
        yield {
          at: name,
          wrong: `a ${isFifo ? 'FIFO' : 'standard'} topic cannot be called ${String(name)}`,
          write: `use letters, digits, hyphens and underscores${isFifo ? ', and end it with .fifo' : ''}`,
        };
      }
      const shown = topic.at('DisplayName');
      if ((shown.text ?? '').length > 100) {
        yield { at: shown, wrong: `DisplayName has ${shown.text?.length} characters`, write: 'write 100 at most' };
      }
      if (isFifo && assembly.once(alarmsByTopic).has(topic.ref)) {
        yield {
          at: topic.at('FifoTopic'),
          wrong: 'alarms cannot publish to a FIFO topic: they send no message group',
          write: 'remove FifoTopic',
        };
      }
      if (!isFifo && topic.at('ContentBasedDeduplication').exists) {
        yield {
          at: topic.at('ContentBasedDeduplication'),
          wrong: 'a standard topic has no deduplication',
          write: 'remove ContentBasedDeduplication',
        };
      }
    },
  },
  {
    id: 'subscriptions-can-be-delivered',
    severity: 'error',
    sentence: 'A subscription has a protocol of SNS, an endpoint in its form, and a topic in the same Region.',
    page: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic'],
    *check(resource, assembly) {
      if (resource.type === 'AWS::SNS::Topic') {
        for (const subscription of resource.at('Subscription').list) {
          yield* undeliverable(subscription, resource);
        }
        return;
      }
      const arn = resource.at('TopicArn');
      const topic = assembly.find('AWS::SNS::Topic', arn.text);
      const region = resource.at('Region').text ?? resource.stack.region;
      if (/^arn:aws[a-z-]*:sns:([a-z0-9-]+):/.exec(arn.text ?? '')?.[1] !== region) {
        yield {
          at: arn,
          wrong: `there is no topic ${String(arn)} in ${region}`,
          write: 'name a topic of the same Region',
        };
      }
      yield* undeliverable(resource, topic);
    },
  },
  {
    id: 'subscribers-get-alarms',
    severity: 'error',
    sentence: 'No filter keeps the messages of alarms, which have no attributes, from a subscriber of their topic.',
    page: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html',
    types: ['AWS::SNS::Subscription'],
    *check(subscription, assembly) {
      const filter = subscription.at('FilterPolicy');
      const isByBody = subscription.at('FilterPolicyScope').text === 'MessageBody';
      if (filter.exists && !isByBody && isAlarmed(subscription, assembly)) {
        yield {
          at: filter,
          wrong: 'messages of alarms have no attributes: this filter drops them all',
          write: 'remove FilterPolicy, or set FilterPolicyScope to MessageBody',
        };
      }
    },
  },
];

function isAlarmed(subscription: Resource, assembly: Assembly): boolean {
  return assembly.once(alarmsByTopic).has(subscription.at('TopicArn').text ?? '');
}

function* undeliverable(subscription: Pick<Value, 'at'>, topic: Resource | undefined): Generator<Problem> {
  const protocol = subscription.at('Protocol');
  const endpoint = subscription.at('Endpoint');
  const form = ENDPOINTS[protocol.text ?? ''];
  if (!form) {
    yield {
      at: protocol,
      wrong: `SNS has no protocol ${String(protocol)}`,
      write: `set it to one of ${Object.keys(ENDPOINTS).join(', ')}`,
    };
  } else if (!form.test(endpoint.text ?? '')) {
    yield {
      at: endpoint,
      wrong: `${String(endpoint)} is no endpoint for ${protocol.text}`,
      write: 'give one in the form of the protocol',
    };
  }
  if (topic?.at('FifoTopic').flag === true && protocol.text !== 'sqs') {
    yield {
      at: protocol,
      wrong: `a FIFO topic delivers to queues only, not by ${protocol.text}`,
      write: 'use a standard topic',
    };
  }
  const raw = subscription.at('RawMessageDelivery');
  if (raw.flag === true && form && !RAW.includes(protocol.text ?? '')) {
    yield { at: raw, wrong: `there is no raw delivery by ${protocol.text}`, write: 'remove RawMessageDelivery' };
  }
  if (protocol.text === 'firehose' && !subscription.at('SubscriptionRoleArn').exists) {
    yield { at: subscription.at('SubscriptionRoleArn'), wrong: 'delivery to Firehose needs a role', write: 'set it' };
  }
}
