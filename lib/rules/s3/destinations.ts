import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { serviceFor } from '../iam/requesters';
import { applies } from '../iam/requests';
import { statementsOf } from '../iam/statements';
import { BUCKET, hasAnonymousReaders, kmsEncryption, siteBuckets } from './model';

const LOGGING = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html';
const NOTIFYING =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html';
const EVENTS =
  /^s3:(TestEvent|ReducedRedundancyLostObject|IntelligentTiering|Object(Created|Removed|Restore|Tagging|Acl|Annotation)(:.+)?|Replication(:.+)?|Lifecycle(Expiration|Transition)(:.+)?)$/;

/** Where a bucket sends its logs and its events. */
export const destinationRules: readonly Rule[] = [
  {
    id: 'access-logs-go-to-a-log-bucket',
    severity: 'error',
    sentence:
      'Access logs go to another bucket in the same Region, which has neither pages nor readers unknown nor KMS.',
    page: LOGGING,
    types: [BUCKET],
    *check(bucket, assembly) {
      const logging = bucket.at('LoggingConfiguration');
      const at = logging.at('DestinationBucketName');
      const target = at.exists ? assembly.find(BUCKET, at.text) : bucket;
      const wrong = logging.exists && target ? unfitForLogs(target, bucket, assembly) : undefined;
      if (wrong) {
        yield {
          at,
          wrong: `the logs of ${bucket.ref} go to ${target?.ref}, which ${wrong}`,
          write: 'name a log bucket',
        };
      }
    },
  },
  {
    id: 'events-go-where-s3-may-send-them',
    severity: 'error',
    sentence: 'Events of a bucket are such as S3 knows, and go to a target in its Region that admits S3.',
    page: NOTIFYING,
    types: [BUCKET],
    *check(bucket, assembly) {
      const notification = bucket.at('NotificationConfiguration');
      const targets = ['Lambda.Function', 'Topic.Topic', 'Queue.Queue'].flatMap((kind) => {
        const [name = '', property = ''] = kind.split('.');
        return notification.at(`${name}Configurations`).list.map((one) => ({ one, at: one.at(property) }));
      });
      for (const { one, at } of targets) {
        const event = one.at('Event');
        if (!EVENTS.test(event.text ?? '')) {
          yield { at: event, wrong: `S3 has no event ${String(event)}`, write: 'write s3:ObjectCreated:*' };
        }
        const region = /^arn:aws:[a-z]+:([^:]*):/.exec(at.text ?? '')?.[1];
        if (!at.text || (region !== undefined && region !== bucket.stack.region)) {
          yield {
            at,
            wrong: `events of ${bucket.ref} go to ${String(at)}`,
            write: `name one in ${bucket.stack.region}`,
          };
        } else if (isUnreachable(at, bucket, assembly)) {
          yield { at, wrong: `${at.text} does not let S3 send it events`, write: 'allow s3.amazonaws.com to' };
        }
      }
    },
  },
  {
    id: 'cors-is-valid',
    severity: 'error',
    sentence: 'A rule of CORS has origins and methods, of those that S3 knows, and there are 100 of them at most.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
    types: [BUCKET],
    *check(bucket) {
      const rules = bucket.at('CorsConfiguration.CorsRules');
      if (bucket.at('CorsConfiguration').exists && (rules.list.length === 0 || rules.list.length > 100)) {
        yield { at: rules, wrong: `there are ${rules.list.length} rules`, write: 'write 1 to 100' };
      }
      for (const rule of rules.list) {
        const [origins, methods] = [rule.at('AllowedOrigins'), rule.at('AllowedMethods')];
        for (const at of [origins, methods].filter((one) => one.list.length === 0)) {
          yield { at, wrong: 'the rule is about nothing', write: 'set AllowedOrigins and AllowedMethods' };
        }
        for (const at of methods.list) {
          if (!['GET', 'PUT', 'HEAD', 'POST', 'DELETE'].includes(at.text ?? '')) {
            yield { at, wrong: `S3 allows no ${String(at)}`, write: 'write GET or HEAD' };
          }
        }
        for (const at of origins.list) {
          if ((at.text?.split('*').length ?? 0) > 2) {
            yield { at, wrong: `the origin ${String(at)} has two wildcards`, write: 'write one at most' };
          }
        }
      }
    },
  },
];

function unfitForLogs(target: Resource, bucket: Resource, assembly: Assembly): string | undefined {
  if (target === bucket) {
    return 'is itself: every log would be logged';
  }
  if (siteBuckets(assembly).has(target) || target.at('WebsiteConfiguration').exists) {
    return 'holds or answers for a site';
  }
  if (hasAnonymousReaders(target, assembly)) {
    return 'people unknown may read';
  }
  if (target.stack.region !== bucket.stack.region) {
    return `is in ${target.stack.region}`;
  }
  return kmsEncryption(target) ? 'encrypts with KMS' : undefined;
}

/** Of targets in this app; those elsewhere are not known here. */
function isUnreachable(at: Value, bucket: Resource, assembly: Assembly): boolean {
  const arn = at.text ?? '';
  const requester = serviceFor('s3.amazonaws.com', bucket.attribute('Arn'), bucket.stack.account);
  const admits = (type: string, action: string) =>
    assembly
      .all(type)
      .flatMap((policy) => statementsOf(policy.at('PolicyDocument')))
      .some((statement) => statement.effect === 'Allow' && applies(statement, action, arn, requester));
  const isHere = (type: string) => assembly.all(type).some((one) => [one.ref, one.attribute('Arn')].includes(arn));
  if (isHere('AWS::Lambda::Function')) {
    return !assembly.all('AWS::Lambda::Permission').some((permission) => {
      const [name, principal] = [permission.at('FunctionName').text, permission.at('Principal').text];
      return principal === 's3.amazonaws.com' && (name === arn || arn.endsWith(`:${name}`));
    });
  }
  return isHere('AWS::SNS::Topic')
    ? arn.endsWith('.fifo') || !admits('AWS::SNS::TopicPolicy', 'sns:Publish')
    : isHere('AWS::SQS::Queue') && !admits('AWS::SQS::QueuePolicy', 'sqs:SendMessage');
}
