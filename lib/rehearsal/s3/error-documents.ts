import { STATUS_CODES } from 'node:http';
import type { Response } from '../http/exchange';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ERRORS = {
  AccessDenied: [403, 'Access Denied'],
  IncorrectEndpoint: [400, 'The specified bucket exists in another Region. Direct requests to the correct endpoint.'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchWebsiteConfiguration: [404, 'The specified bucket does not have a website configuration.'],
  PermanentRedirect: [301, 'The bucket you are attempting to access must be addressed using the specified endpoint.'],
  ServiceUnavailable: [503, 'Service is unable to handle request.'],
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error as the REST endpoint tells it. */
export function errorDocument(code: ErrorCode, details: Readonly<Record<string, string>> = {}): Response {
  const [status, message] = ERRORS[code];
  const elements = Object.entries({ Code: code, Message: message, ...details });
  const content = elements.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join('');
  return xml(status, `<Error>${content}</Error>`);
}

export function xml(status: number, document: string): Response {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${document}`);
  return { status, headers: { 'content-type': 'application/xml', server: 'AmazonS3' }, body };
}

/** An error as the website endpoint tells it, when there is no page for it. */
export function errorPage(code: ErrorCode, details: Readonly<Record<string, string>> = {}): Response {
  const [status, message] = ERRORS[code];
  const title = `${status} ${STATUS_CODES[status]}`;
  const items = Object.entries({ Code: code, Message: message, ...details });
  const list = items.map(([name, value]) => `<li>${name}: ${escaped(value)}</li>`).join('\n');
  const page = `<html>
<head><title>${title}</title></head>
<body>
<h1>${title}</h1>
<ul>
${list}
</ul>
<hr/>
</body>
</html>
`;
  const headers = { 'content-type': 'text/html; charset=utf-8', server: 'AmazonS3' };
  return { status, headers, body: Buffer.from(page) };
}

export function statusOf(code: ErrorCode): number {
  return ERRORS[code][0];
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
