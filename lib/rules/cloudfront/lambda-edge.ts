import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { nameOf } from './checks';
import { behaviorsOf, DISTRIBUTION } from './model';

const LAMBDA =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html';

/** Lambda functions in behaviors. */
export const lambdaEdgeRules: readonly Rule[] = [
  {
    id: 'cloudfront-lambda-versions',
    severity: 'error',
    sentence: 'A behavior names Lambda functions by a version, in us-east-1.',
    page: LAMBDA,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const one of behaviorsOf(distribution).flatMap((behavior) => lambdasOf(behavior))) {
        const at = one.at('LambdaFunctionARN');
        const arn = /^arn:aws:lambda:us-east-1:\d{12}:function:[A-Za-z0-9-_]{1,64}:\d+$/;
        const isOther = at.text === undefined || (at.text.startsWith('arn:') && !arn.test(at.text));
        if (isOther) {
          yield {
            at,
            wrong: `${nameOf(at)} is ${String(at)}`,
            write:
              'write the ARN of a version in us-east-1, arn:aws:lambda:us-east-1:<account>:function:<name>:<version>',
          };
        }
        const body = one.at('IncludeBody');
        if (body.flag === true && one.at('EventType').text?.endsWith('response')) {
          yield { at: body, wrong: 'a response has no request body', write: 'set IncludeBody to false' };
        }
      }
    },
  },
];

/** Associations of Lambda functions. */
export function lambdasOf(behavior: Value): readonly Value[] {
  return behavior.at('LambdaFunctionAssociations').list;
}
