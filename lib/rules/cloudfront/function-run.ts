import * as vm from 'node:vm';
import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { unknown } from '../assembly/value';
import { parsed } from './function-language';

/** What a function makes of a request. */
export interface Outcome {
  readonly host: string;
  readonly uri: string;
  /** What it throws. */
  readonly error?: string;
  /** The request or the response that it returns; anything else is a mistake. */
  readonly result?: {
    readonly uri?: unknown;
    readonly method?: unknown;
    readonly statusCode?: unknown;
    readonly headers?: Record<string, { readonly value?: unknown } | undefined> | null;
  } | null;
}

type Visit = Pick<Outcome, 'host' | 'uri'>;

/** A distribution's own name, as events have it. */
const OWN_NAME = 'd111111abcdef8.cloudfront.net';

/** What visitors ask for. */
const PAGES = ['/', '/index.html', '/directory/', '/directory', '/directory/page.html', '/app.js'];

/** What strangers do: a function that throws is a 503, and one that takes a path for a host sends visitors there. */
const ODD_PATHS = ['/%E0%A4%A', '//stranger.example/page', '/\\stranger.example/page'];

/** In milliseconds: long, as this machine may be busy; a function that ends takes less than one. */
const TIMEOUT = 2000;

/**
 * Runs a function with a handful of requests to each host, once.
 *
 * Nothing of this process is within its reach.
 *
 * @returns nothing for code that is no program
 * @throws UnknownValue for one that cannot be run here: asynchronous, or with modules
 */
export function outcomesOf(fn: Resource, event: string, hosts: readonly string[], assembly: Assembly): Outcome[] {
  const runs = assembly.once(newRuns);
  const key = [fn.token, event, ...hosts].join(' ');
  const known = runs.get(key) ?? run(fn, event, visits(hosts), assembly);
  runs.set(key, known);
  return known;
}

/** What a viewer-request function makes of a path that is asked for under the distribution's own name. */
export function answerTo(fn: Resource, uri: string, assembly: Assembly): Outcome {
  const answers = assembly.once(newAnswers);
  const key = `${fn.token} ${uri}`;
  const known = answers.get(key) ?? run(fn, 'viewer-request', [{ host: OWN_NAME, uri }], assembly)[0];
  const answer = known ?? { host: OWN_NAME, uri };
  answers.set(key, answer);
  return answer;
}

function newAnswers(): Map<string, Outcome> {
  return new Map();
}

function newRuns(): Map<string, Outcome[]> {
  return new Map();
}

function visits(hosts: readonly string[]): Visit[] {
  return hosts.flatMap((host) => [...PAGES, ...ODD_PATHS].map((uri) => ({ host, uri })));
}

function run(fn: Resource, event: string, asked: readonly Visit[], assembly: Assembly): Outcome[] {
  const code = fn.at('FunctionCode').text ?? '';
  const { error, hasHandler } = parsed(code, assembly);
  if (error !== undefined || !hasHandler) {
    return [];
  }
  if (/\b(require|import|async)\b/.test(code)) {
    return unknown(`what the code of ${fn.path} does, with modules or asynchronously`);
  }
  const results = resultsOf(
    code,
    asked.map(({ host, uri }) => eventOf(event, host, uri)),
  );
  return asked.map((one, index) => ({ ...one, ...results[index] }));
}

function resultsOf(code: string, events: readonly unknown[]): Pick<Outcome, 'error' | 'result'>[] {
  const program = `'use strict';var console = { log: function () {} };${code}
;JSON.stringify(${JSON.stringify(events)}.map(function (event) {
  try {
    return { result: handler(event) };
  } catch (error) {
    return { error: String(error) };
  }
}));`;
  try {
    const context = vm.createContext(Object.create(null) as object, {
      codeGeneration: { strings: false, wasm: false },
    });
    return JSON.parse(String(vm.runInContext(program, context, { timeout: TIMEOUT }))) as Outcome[];
  } catch (error) {
    return events.map(() => ({ error: error instanceof Error ? error.message : String(error) }));
  }
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
function eventOf(eventType: string, host: string, uri: string) {
  return {
    version: '1.0',
    context: {
      distributionDomainName: OWN_NAME,
      distributionId: 'E1EXAMPLE',
      eventType,
      requestId: 'r',
    },
    viewer: { ip: '198.51.100.11' },
    request: {
      method: 'GET',
      uri,
      querystring: { page: { value: '1' } },
      headers: { host: { value: host }, accept: { value: '*/*' }, 'user-agent': { value: 'check' } },
      cookies: {},
    },
    ...(eventType === 'viewer-response' && {
      response: { statusCode: 200, statusDescription: 'OK', headers: {}, cookies: {} },
    }),
  };
}
