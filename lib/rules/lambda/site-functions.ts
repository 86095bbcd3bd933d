import { fallbackApis, siteFunctions } from '../apigateway/fallbacks';
import { functionOf, INTEGRATION, LONGEST_WAIT_MS, API } from '../apigateway/model';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { mayWriteLogs } from '../content/permissions';
import { roleOfArn } from '../iam/roles';
import type { Rule } from '../rule';

const FUNCTION = 'AWS::Lambda::Function';

/** Lambda's own default. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const DEFAULT_TIMEOUT_S = 3;

/** Functions that serve a site when DNS fails over: that they answer whoever comes. */
export const siteFunctionRules: readonly Rule[] = [
  {
    id: 'site-functions-answer-in-time',
    severity: 'error',
    sentence: 'A function that DNS fails over to may take as long as its API waits, 30 s at most, and no longer.',
    page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const waits = siteFunctions(assembly).has(fn) ? waitsFor(fn, assembly) : [];
      const at = fn.at('Timeout');
      const longest = Math.min(...waits) / 1000;
      if ((at.number ?? DEFAULT_TIMEOUT_S) > longest) {
        yield {
          at,
          wrong: `the function may take ${String(at)} s, but the API waits for ${longest} s`,
          write: `set Timeout to ${Math.floor(longest)} at most`,
        };
      }
    },
  },
  {
    id: 'site-functions-share-the-quota',
    severity: 'warning',
    sentence:
      "A function that DNS fails over to reserves no concurrency: a new account's quota of 10 leaves none to reserve.",
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const at = fn.at('ReservedConcurrentExecutions');
      if (at.exists && siteFunctions(assembly).has(fn)) {
        yield {
          at,
          wrong: `no more than ${String(at)} visitors are served at a time, and a new account refuses to reserve them`,
          write: 'remove ReservedConcurrentExecutions, and have the quota of the account raised',
        };
      }
    },
  },
  {
    id: 'site-functions-reach-their-bucket',
    severity: 'error',
    sentence: 'A function that DNS fails over to is in no VPC, where it reaches S3 by a route of its own only.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const at = fn.at('VpcConfig');
      if (at.at('SubnetIds').list.length > 0 && siteFunctions(assembly).has(fn)) {
        yield { at, wrong: 'in a VPC it reaches S3 by a route of its own only', write: 'remove VpcConfig' };
      }
    },
  },
  {
    id: 'site-functions-write-logs',
    severity: 'warning',
    sentence: 'A function that DNS fails over to may write logs, which its log group keeps for a number of days.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      if (!siteFunctions(assembly).has(fn)) {
        return;
      }
      const at = fn.at('LoggingConfig.LogGroup');
      const group = assembly.find('AWS::Logs::LogGroup', at.text);
      const role = roleOfArn(fn.at('Role').text, assembly);
      if (!group?.at('RetentionInDays').exists) {
        yield {
          resource: group ?? fn,
          at: group?.at('RetentionInDays') ?? at,
          wrong: 'logs of every visit are kept for ever',
          write: 'name a log group in LoggingConfig, and set its RetentionInDays',
        };
      }
      if (role && !mayWriteLogs(role, assembly, group)) {
        yield {
          resource: role,
          wrong: 'it may write no logs: nobody learns why the secondary fails',
          write: 'add the managed policy service-role/AWSLambdaBasicExecutionRole',
        };
      }
    },
  },
];

/** In milliseconds, how long each API that DNS fails over to waits for a function. */
function waitsFor(fn: Resource, assembly: Assembly): number[] {
  return assembly
    .all(INTEGRATION)
    .filter((integration) => fallbackApis(assembly).has(assembly.find(API, integration.at('ApiId').text)))
    .filter((integration) => functionOf(integration, assembly) === fn)
    .map((integration) => integration.at('TimeoutInMillis').number ?? LONGEST_WAIT_MS);
}
