import type { Value } from '../../rules/assembly/value';
import type { Response } from '../http/exchange';
import { generated } from './generated';
import type { FetchOrigin, Loss, Origin, OriginRequest } from './origins';

/** What a behavior asks: an origin, or an origin group. */
export interface Target {
  /** How long a request may wait until the first origin is given up, in rehearsed milliseconds. */
  readonly longestWait: number;
  fetch(asked: OriginRequest, fetchOrigin: FetchOrigin): Promise<Response | Loss>;
}

const FAILOVER_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * An origin group: every request asks the primary first.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
export class OriginGroup implements Target {
  readonly id: string;
  private readonly statuses: readonly (number | undefined)[];
  private readonly members: readonly Origin[];

  constructor(group: Value, origins: ReadonlyMap<string, Origin>) {
    this.id = group.at('Id').text ?? '';
    this.statuses = group.at('FailoverCriteria.StatusCodes.Items').list.map((status) => status.number);
    this.members = group
      .at('Members.Items')
      .list.flatMap((member) => origins.get(member.at('OriginId').text ?? '') ?? []);
  }

  get longestWait(): number {
    return this.members[0]?.longestWait ?? 0;
  }

  async fetch(asked: OriginRequest, fetchOrigin: FetchOrigin): Promise<Response | Loss> {
    const [primary, secondary] = this.members;
    const first = (await primary?.fetch(asked, fetchOrigin)) ?? 'connection';
    return secondary && FAILOVER_METHODS.includes(asked.method) && this.failsOver(first)
      ? secondary.fetch(asked, fetchOrigin)
      : first;
  }

  /** A failed connection counts as 503, and a timeout as 504. */
  private failsOver(first: Response | Loss): boolean {
    const status = first === 'connection' ? 503 : first === 'timeout' ? 504 : first.status;
    return this.statuses.includes(status);
  }
}

/**
 * What the visitor gets when no origin answers.
 *
 * @see https://repost.aws/knowledge-center/cloudfront-502-errors
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-504-gateway-timeout.html
 */
export function answerOf(fetched: Response | Loss): Response {
  if (fetched === 'connection') {
    return generated(502, "CloudFront wasn't able to connect to the origin.");
  }
  if (fetched === 'timeout') {
    return generated(504, "CloudFront wasn't able to get an answer from the origin in time.");
  }
  const own = { via: '1.1 rehearsal (CloudFront)', 'x-cache': cacheResult(fetched.status) };
  return { ...fetched, headers: { ...withoutConnection(fetched.headers), ...own } };
}

function cacheResult(status: number): string {
  return status >= 400 ? 'Error from cloudfront' : 'Miss from cloudfront';
}

function withoutConnection(headers: Readonly<Record<string, string>>): Record<string, string> {
  const ofConnection = ['connection', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.includes(name)));
}
