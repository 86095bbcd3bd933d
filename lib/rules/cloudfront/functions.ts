import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Rule } from '../rule';
import { groupBy } from '../site';
import { atMost, inForm, nameOf, oneOf, required } from './checks';
import { languageProblems, parsed } from './function-language';

export const FUNCTION = 'AWS::CloudFront::Function';

const CREATING = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html';
const LIMITS = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const WRITING = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/writing-function-code.html';

const LIMIT_BYTES = 10_240;

/** CloudFront functions: their settings and the language that they are written in. */
export const functionRules: readonly Rule[] = [
  {
    id: 'cloudfront-function-settings',
    severity: 'error',
    sentence: 'A function has a name, code and a runtime as CloudFront takes them.',
    page: CREATING,
    types: [FUNCTION],
    *check(fn) {
      const runtime = fn.at('FunctionConfig.Runtime');
      const stores = fn.at('FunctionConfig.KeyValueStoreAssociations');
      yield* required(fn.at('Name'), 'give it a name');
      yield* inForm(fn.at('Name'), /^[a-zA-Z0-9_-]{1,64}$/, 'write 1 to 64 letters, digits, - and _');
      yield* required(fn.at('FunctionCode'), 'write its code');
      yield* required(runtime, 'set Runtime to cloudfront-js-2.0');
      yield* oneOf(runtime, ['cloudfront-js-1.0', 'cloudfront-js-2.0']);
      yield* required(fn.at('FunctionConfig.Comment'), 'write a comment');
      yield* atMost(fn.at('FunctionConfig.Comment'), 128);
      if (stores.list.length > 0 && runtime.text !== 'cloudfront-js-2.0') {
        yield { at: runtime, wrong: `${String(runtime)} has no key value stores`, write: 'write cloudfront-js-2.0' };
      } else if (stores.list.length > 1) {
        yield {
          at: stores,
          wrong: `${nameOf(stores)} are ${stores.list.length}`,
          write: 'associate one store at most',
        };
      }
    },
  },
  {
    id: 'cloudfront-function-names-are-unique',
    severity: 'error',
    sentence: 'No two functions of an account have the same name, whatever the Regions of their stacks.',
    page: CREATING,
    types: [FUNCTION],
    *check(fn, assembly) {
      const namesakes = assembly.once(functionsByArn).get(fn.ref) ?? [];
      if (namesakes.length > 1) {
        yield {
          at: fn.at('Name'),
          wrong: `${String(fn.at('Name'))} is the name of ${namesakes.map(({ path }) => path).join(' and ')}`,
          write: 'give each a name of its own',
        };
      }
    },
  },
  {
    id: 'cloudfront-function-size',
    severity: 'error',
    sentence: 'The code of a function has 10 KB at most.',
    page: LIMITS,
    types: [FUNCTION],
    *check(fn) {
      const at = fn.at('FunctionCode');
      const bytes = Buffer.byteLength(at.text ?? '');
      if (bytes > LIMIT_BYTES) {
        yield { at, wrong: `the code has ${bytes} bytes`, write: `shorten it to ${LIMIT_BYTES}` };
      }
    },
  },
  {
    id: 'cloudfront-function-parses',
    severity: 'error',
    sentence: 'The code of a function is JavaScript, with a function named handler.',
    page: WRITING,
    types: [FUNCTION],
    *check(fn, assembly) {
      const at = fn.at('FunctionCode');
      const program = parsed(at.text ?? '', assembly);
      if (program.error !== undefined) {
        yield { at, wrong: `the code is no JavaScript: ${program.error}`, write: 'correct that line' };
      } else if (!program.hasHandler) {
        yield { at, wrong: 'the code has no function handler', write: 'write function handler(event) { … }' };
      }
    },
  },
  {
    id: 'cloudfront-function-language',
    severity: 'error',
    sentence:
      'A function uses what its runtime has: ECMAScript 5.1 and some of the later editions, nothing of a browser or Node.js.',
    page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const at = fn.at('FunctionCode');
      const runtime = fn.at('FunctionConfig.Runtime').text ?? '';
      for (const what of languageProblems(parsed(at.text ?? '', assembly), runtime)) {
        yield { at, wrong: `${runtime} has no ${what}`, write: 'write it in ECMAScript 5.1' };
      }
    },
  },
];

function functionsByArn(assembly: Assembly): Map<string, Resource[]> {
  return groupBy(assembly.all(FUNCTION), (fn) => fn.ref);
}
