import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Of Lambda, for an HTTP API; headers are in lower case. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

export type LambdaHandler = (event: object) => Promise<Answer>;

/**
 * The event that an HTTP API makes of a request, with the path decoded, as others have captured it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventOf(method: string, url: string, headers: Readonly<Record<string, string>>): object {
  const [rawPath = '', rawQueryString = ''] = url.split(/\?(.*)/s);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decoded(rawPath),
    rawQueryString,
    headers,
    requestContext: { stage: '$default', http: { method, path: decoded(rawPath), protocol: 'HTTP/1.1' } },
    isBase64Encoded: false,
  };
}

/** Calls the handler for every request, as the API would, on a free port of this machine. */
export async function gateway(handler: LambdaHandler): Promise<{ server: http.Server; port: number }> {
  const server = http.createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const names = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    request.resume();
    void handler(eventOf(method, url, Object.fromEntries(names))).then(
      ({ statusCode, headers, body, isBase64Encoded }) => {
        const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
        const length = method === 'HEAD' || statusCode === 304 ? {} : { 'content-length': String(bytes.length) };
        response.writeHead(statusCode, { ...headers, ...length }).end(bytes);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
