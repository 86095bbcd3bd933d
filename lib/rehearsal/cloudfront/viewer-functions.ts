import { isRecord } from '../../rules/assembly/value';
import type { Request, Response } from '../http/exchange';
import { eventOf, headersOf, type Names } from './function-event';
import type { FunctionRuntime } from './function-runtime';
import { generated } from './generated';

/** A request as it leaves the viewer-request function. */
export interface Asked {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Functions may neither add, change nor take out these. */
const READ_ONLY = ['content-length', 'host', 'transfer-encoding', 'via'];

/**
 * What a viewer-request function makes of a request: another request, or the answer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-502-bad-gateway.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html
 */
export function viewerRequest(fn: FunctionRuntime, names: Names, request: Request): Asked | Response {
  const returned = ran(fn, eventOf(names, request));
  if ('status' in returned) {
    return returned;
  }
  const { uri, headers: fields, statusCode } = returned.result;
  if (statusCode !== undefined) {
    return answered(returned.result) ?? invalid('a response without a status or with other headers');
  }
  const headers = headersOf(fields);
  const seen: Readonly<Record<string, string>> = { ...request.headers, host: request.host };
  if (typeof uri !== 'string' || !uri.startsWith('/') || !headers) {
    return invalid('a request without a uri or headers');
  }
  return READ_ONLY.some((name) => headers[name] !== seen[name]) ? invalid('a read-only header') : { uri, headers };
}

/**
 * What a viewer-response function makes of an answer of the origin, its body kept unless there is another.
 */
export function viewerResponse(fn: FunctionRuntime, names: Names, request: Request, response: Response): Response {
  const returned = ran(fn, eventOf(names, request, response));
  if ('status' in returned) {
    return returned;
  }
  const changed = answered(returned.result);
  const body = returned.result.body === undefined ? response.body : changed?.body;
  return changed && body ? { ...changed, body } : invalid('a response without a status or with other headers');
}

function ran(fn: FunctionRuntime, event: object): Response | { readonly result: Record<string, unknown> } {
  try {
    const result = fn.run(event);
    return isRecord(result) ? { result } : invalid('neither a request nor a response');
  } catch (error) {
    const cause = `The CloudFront function failed: ${error instanceof Error ? error.message : String(error)}`;
    return generated(503, cause, { 'x-cache': 'FunctionExecutionError from cloudfront' });
  }
}

function invalid(what: string): Response {
  return generated(502, `The CloudFront function returned ${what}`, {
    'x-cache': 'FunctionValidationError from cloudfront',
  });
}

/** The response that a function returns; undefined when it is none. */
function answered({ statusCode, headers: fields, cookies, body }: Record<string, unknown>): Response | undefined {
  const headers = headersOf(fields, cookies);
  const isStatus = typeof statusCode === 'number' && Number.isInteger(statusCode);
  if (!headers || !isStatus || statusCode < 200 || statusCode > 599) {
    return undefined;
  }
  return {
    status: statusCode,
    headers: { server: 'CloudFront', 'x-cache': 'FunctionGeneratedResponse from cloudfront', ...headers },
    body: bodyOf(body),
  };
}

function bodyOf(body: unknown): Buffer {
  const { data, encoding } = isRecord(body) ? body : { data: body, encoding: 'text' };
  return Buffer.from(typeof data === 'string' ? data : '', encoding === 'base64' ? 'base64' : 'utf8');
}
