import type { Request, Response } from '../http/exchange';
import { Listener } from '../http/listener';
import { ListenerGroup } from '../http/listener-group';
import { message, type CustomDomain } from './custom-domain';

/**
 * API Gateway in a Region: the custom domains there, at one address, over HTTPS alone.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 */
export class RegionalEndpoint extends ListenerGroup {
  /** For those who ask over HTTPS. */
  readonly https: Listener;

  /** @param s3EndpointFor where SDKs ask that sign with the role of this ARN */
  constructor(domains: readonly CustomDomain[], s3EndpointFor: (role: string) => string) {
    const https = new Listener((request) => answer(request, domains, s3EndpointFor));
    super([https]);
    this.https = https;
  }
}

/** By the host that is asked for; TLS, which comes first, would find no certificate for another name. */
async function answer(
  request: Request,
  domains: readonly CustomDomain[],
  s3EndpointFor: (role: string) => string,
): Promise<Response> {
  const api = domains.find(({ host }) => host === request.host)?.api;
  return api ? api.answer(request, s3EndpointFor(api.fn.role)) : message(403, 'Forbidden');
}
