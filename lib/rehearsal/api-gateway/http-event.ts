import { isRecord } from '../../rules/assembly/value';
import type { Request, Response } from '../http/exchange';

/** What an event says of the API that it comes from. */
export interface Origin {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly routeKey: string;
}

/**
 * The event of a request to an HTTP API, payload 2.0. Paths arrive decoded, as others have captured.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://github.com/middleapi/standard-server/pull/93
 */
export function eventOf(request: Request, { routeKey, stage, ...api }: Origin): object {
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.path) ?? [];
  const { cookie, ...headers } = request.headers;
  const rawPath = decoded(path);
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/; */) }),
    headers: { ...headers, host: request.host, 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
    ...(query !== '' && { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      ...api,
      domainName: request.host,
      domainPrefix: request.host.split('.')[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.caller.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'rehearsal',
      routeKey,
      stage,
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  };
}

/** What is no escape stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The answer to a visitor, from what a function returns: anything without a status is a body of JSON.
 *
 * @throws Error for what API Gateway takes for no answer
 */
export function responseOf(returned: unknown): Response {
  if (!isRecord(returned) || returned.statusCode === undefined) {
    const text = typeof returned === 'string' ? returned : JSON.stringify(returned ?? null);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  }
  const { statusCode, headers = {}, body = '', isBase64Encoded } = returned;
  const cookies = Array.isArray(returned.cookies) ? (returned.cookies as unknown[]) : [];
  const status = Number(statusCode);
  if (!Number.isInteger(status) || !isRecord(headers) || typeof body !== 'string') {
    throw new Error('the function returned no response');
  }
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status,
    headers: {
      'content-type': 'text/plain',
      ...Object.fromEntries(named),
      ...(cookies.length > 0 && { 'set-cookie': cookies.join(', ') }),
    },
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}
