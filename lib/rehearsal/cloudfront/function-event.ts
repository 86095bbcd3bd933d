import { isRecord } from '../../rules/assembly/value';
import type { Request, Response } from '../http/exchange';

/** A header, cookie or parameter as functions have it. */
interface Field {
  value: string;
  multiValue?: { value: string }[];
}

/** Which distribution runs the function. */
export interface Names {
  readonly distributionId: string;
  readonly distributionDomainName: string;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export function eventOf(names: Names, request: Request, response?: Response): object {
  const [uri = '', query = ''] = halves(request.path, '?');
  const { cookie = '', ...headers } = request.headers;
  return {
    version: '1.0',
    context: { ...names, eventType: response ? 'viewer-response' : 'viewer-request', requestId: 'rehearsal' },
    viewer: { ip: request.caller.sourceIp },
    request: {
      method: request.method,
      uri,
      querystring: fieldsOf(query.split('&')),
      headers: fieldsOfHeaders({ ...headers, host: request.host }),
      cookies: fieldsOf(cookie.split(';').map((pair) => pair.trim())),
    },
    ...(response && {
      response: {
        statusCode: response.status,
        statusDescription: '',
        headers: fieldsOfHeaders(response.headers),
        cookies: {},
      },
    }),
  };
}

export function fieldsOfHeaders(headers: Readonly<Record<string, string>>): Record<string, Field> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
}

/**
 * Headers from what a function returns: with `set-cookie` when it sets cookies.
 *
 * @returns undefined for what is none
 */
export function headersOf(fields: unknown, cookies?: unknown): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  const set = Object.entries(isRecord(cookies) ? cookies : {}).map(([name, cookie]) => {
    const { value, attributes } = isRecord(cookie) ? cookie : {};
    return [`${name}=${String(value)}`, ...(typeof attributes === 'string' ? [attributes] : [])].join('; ');
  });
  if (fields !== undefined && !isRecord(fields)) {
    return undefined;
  }
  for (const [name, field] of Object.entries(fields ?? {})) {
    const many: unknown[] = isRecord(field) && Array.isArray(field.multiValue) ? field.multiValue : [field];
    const values = many.map((one) => (isRecord(one) ? one.value : undefined));
    if (!values.every((value) => typeof value === 'string')) {
      return undefined;
    }
    headers[name.toLowerCase()] = values.join(', ');
  }
  return set.length > 0 ? { ...headers, 'set-cookie': set.join(', ') } : headers;
}

/** The text before the first separator, and the text after it. */
export function halves(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** `name=value` pairs, neither decoded; a name that occurs again has `multiValue`. */
function fieldsOf(pairs: readonly string[]): Record<string, Field> {
  const fields = new Map<string, Field>();
  for (const pair of pairs.filter((one) => one !== '')) {
    const [name = '', value = ''] = halves(pair, '=');
    const known = fields.get(name);
    if (known) {
      (known.multiValue ??= [{ value: known.value }]).push({ value });
    } else {
      fields.set(name, { value });
    }
  }
  return Object.fromEntries(fields);
}
