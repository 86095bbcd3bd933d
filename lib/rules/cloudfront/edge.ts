import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { nameOf, oneOf, repeated } from './checks';
import { FUNCTION } from './functions';
import { behaviorsOf, defaultBehaviorOf, DISTRIBUTION } from './model';

const ASSOCIATING = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/associate-function.html';
const RESTRICTIONS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html';

const VIEWER_EVENTS = ['viewer-request', 'viewer-response'];
const EVENTS = [...VIEWER_EVENTS, 'origin-request', 'origin-response'];

/** Functions in behaviors. */
export const edgeRules: readonly Rule[] = [
  {
    id: 'cloudfront-function-associations',
    severity: 'error',
    sentence: 'A behavior has one function for an event at most, and not both kinds for what viewers ask and get.',
    page: RESTRICTIONS,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const behavior of behaviorsOf(distribution)) {
        const functions = behavior.at('FunctionAssociations').list.map((one) => one.at('EventType'));
        const lambdas = behavior.at('LambdaFunctionAssociations').list.map((one) => one.at('EventType'));
        for (const event of functions) {
          yield* oneOf(event, VIEWER_EVENTS);
        }
        for (const event of lambdas) {
          yield* oneOf(event, EVENTS);
        }
        yield* repeated(functions, (event) => event.text);
        yield* repeated(lambdas, (event) => event.text);
        const both = lambdas.find((event) => VIEWER_EVENTS.includes(event.text ?? ''));
        if (both && functions.length > 0) {
          yield {
            at: both,
            wrong: `${nameOf(behavior)} has a CloudFront function and a Lambda function for viewer events`,
            write: 'keep one of the two',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-functions-exist',
    severity: 'error',
    sentence: 'A behavior names functions of its account, published to LIVE.',
    page: ASSOCIATING,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const at of associatedFunctions(distribution)) {
        const known = assembly.find(FUNCTION, at.text);
        const own = new RegExp(`^arn:aws:cloudfront::${distribution.stack.account}:function/[A-Za-z0-9_-]{1,64}$`);
        const publish = known?.at('AutoPublish');
        if (!known && !own.test(at.text ?? '')) {
          yield {
            at,
            wrong: `${nameOf(at)} is ${String(at)}, which is no CloudFront function of the account`,
            write: 'refer to the FunctionARN of an AWS::CloudFront::Function',
          };
        } else if (publish && publish.flag !== true) {
          yield {
            resource: known,
            at: publish,
            wrong: 'the function is never published to LIVE, where a distribution finds it',
            write: 'set AutoPublish to true',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-functions-are-of-this-app',
    severity: 'warning',
    sentence: 'A behavior names functions of its app, whose code is judged here.',
    page: ASSOCIATING,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const at of associatedFunctions(distribution)) {
        if (at.text?.startsWith('arn:aws:cloudfront::') && !assembly.find(FUNCTION, at.text)) {
          yield {
            at,
            wrong: `${at.text} is no function of this app`,
            write: 'refer to the FunctionARN of an AWS::CloudFront::Function',
          };
        }
      }
    },
  },
];

/** The functions of the default behavior for an event, as far as they are in this app. */
export function functionFor(event: string, distribution: Resource, assembly: Assembly): Resource | undefined {
  const association = defaultBehaviorOf(distribution)
    .at('FunctionAssociations')
    .list.find((one) => one.at('EventType').text === event);
  return assembly.find(FUNCTION, association?.at('FunctionARN').text);
}

function associatedFunctions(distribution: Resource): readonly Value[] {
  return behaviorsOf(distribution).flatMap((behavior) =>
    behavior.at('FunctionAssociations').list.map((association) => association.at('FunctionARN')),
  );
}
