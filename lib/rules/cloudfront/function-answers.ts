import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';
import { functionFor } from './edge';
import { type Outcome, outcomesOf } from './function-run';
import { FUNCTION } from './functions';
import { aliasesOf, behaviorsOf, BUCKET, DISTRIBUTION, websiteNames } from './model';
import { mayLeadToWebsite } from './secondaries';
import { headerOf, pageProblem, redirectProblem, resultProblem } from './outcome-problems';

const EVENT = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html';
const INDEX = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html';

/** What functions do, found by running them with a few requests. */
export const functionAnswerRules: readonly Rule[] = [
  {
    id: 'cloudfront-function-answers',
    severity: 'error',
    sentence: 'A function returns a request or a response, whatever it is asked.',
    page: EVENT,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const { fn, event, outcome } of everyOutcome(distribution, assembly)) {
        const wrong = outcome.error === undefined ? resultProblem(outcome, event) : `fails: ${outcome.error}`;
        if (wrong) {
          const answer = event === 'viewer-response' ? 'return event.response' : 'return event.request, or a response';
          const write = outcome.error === undefined ? answer : `${answer}, without an exception and at once`;
          yield problem(fn, `for http://${outcome.host}${outcome.uri} the function ${wrong}`, write);
          return;
        }
      }
    },
  },
  {
    id: 'website-secondary-keeps-protocol',
    severity: 'error',
    sentence:
      'No function sends visitors to a host that the distribution does not answer for, or changes their protocol where an ' +
      'S3 website endpoint is or was the secondary.',
    page: ENDPOINTS,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const hosts = aliasesOf(distribution);
      const keepsHttp = mayLeadToWebsite(distribution, assembly);
      for (const { fn, outcome } of hosts.length > 0 ? everyOutcome(distribution, assembly) : []) {
        const location = headerOf(outcome, 'location');
        // browsers take a backslash for a slash
        const [, scheme, host] = /^(?:([a-z]+):)?[\\/]{2}([^\\/?#]*)/i.exec(location) ?? [];
        const pinned = headerOf(outcome, 'strict-transport-security');
        const isPinned = scheme !== undefined || (pinned !== '' && !/max-age=0\b/.test(pinned));
        if (isPinned && keepsHttp) {
          const wrong = pinned === '' ? `sends visitors to ${location}` : `answers with HSTS (${pinned})`;
          yield problem(
            fn,
            `the function ${wrong}: visitors must keep the protocol that they came with`,
            'keep the protocol: //host/path',
          );
          return;
        } else if (host !== undefined && !hosts.includes(host.toLowerCase())) {
          yield problem(
            fn,
            `for ${outcome.uri} the function sends visitors to ${location}, of another host`,
            `keep them on ${hosts.join(' or ')}`,
          );
          return;
        }
      }
    },
  },
  {
    id: 'website-secondary-same-pages',
    severity: 'error',
    sentence: 'A URL gives the page on CloudFront that it gives on the secondary website.',
    page: INDEX,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const fn = functionFor('viewer-request', distribution, assembly);
      const names = websiteNames(distribution, assembly);
      for (const outcome of fn ? outcomesOf(fn, 'viewer-request', hostsOf(distribution), assembly) : []) {
        const website = assembly.find(BUCKET, outcome.host)?.at('WebsiteConfiguration');
        const redirect = website?.at('RedirectAllRequestsTo.HostName').text;
        const index = website?.at('IndexDocument').text;
        if (!fn || !names.includes(outcome.host) || outcome.error !== undefined) {
          continue;
        }
        const wrong =
          redirect === undefined ? index && pageProblem(outcome, index) : redirectProblem(outcome, redirect);
        if (wrong) {
          yield problem(
            fn,
            `http://${outcome.host}${outcome.uri} is ${wrong}`,
            'map URLs as the S3 website endpoint does',
          );
          return;
        }
      }
    },
  },
];

function problem(fn: Resource, wrong: string, write: string): Problem {
  return { resource: fn, at: fn.at('FunctionCode'), wrong, write };
}

function hostsOf(distribution: Resource): string[] {
  const hosts = aliasesOf(distribution).filter((alias) => !alias.startsWith('*.'));
  return hosts.length > 0 ? hosts : ['d111111abcdef8.cloudfront.net'];
}

function* everyOutcome(
  distribution: Resource,
  assembly: Assembly,
): Generator<{ fn: Resource; event: string; outcome: Outcome }> {
  for (const association of behaviorsOf(distribution).flatMap((behavior) => behavior.at('FunctionAssociations').list)) {
    const fn = assembly.find(FUNCTION, association.at('FunctionARN').text);
    const event = association.at('EventType').text ?? '';
    for (const outcome of fn ? outcomesOf(fn, event, hostsOf(distribution), assembly) : []) {
      if (fn) {
        yield { fn, event, outcome };
      }
    }
  }
}
