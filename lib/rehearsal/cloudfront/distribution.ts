import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import type { Handler, Request, Response } from '../http/exchange';
import { Behavior, type Parts } from './behaviors';
import { type ErrorPage, errorPagesOf } from './error-pages';
import { halves, type Names } from './function-event';
import { generated } from './generated';
import { type FetchOrigin, Origin, type OriginRequest } from './origins';
import { answerOf, OriginGroup, type Target } from './targets';
import { refuseUnknown } from './understood';
import { type Asked, viewerRequest, viewerResponse } from './viewer-functions';

/**
 * The double of a distribution, by its template.
 *
 * It caches nothing: every visitor is one who asks for a page that nobody has asked for before, the worst case of an
 * outage. It compresses nothing either, and TLS is for others: `caller.secure` says what a visitor speaks.
 */
export class Distribution {
  /** Alternate names, in lower case. */
  readonly aliases: readonly string[];
  /** Its own name, where alias records point. */
  readonly domainName: string;
  readonly ipv6Enabled: boolean;
  readonly enabled: boolean;
  private readonly names: Names;
  private readonly rootObject?: string;
  /** The default comes last, as the order decides. */
  private readonly behaviors: readonly Behavior[];
  private readonly errorPages: ReadonlyMap<number, ErrorPage>;

  /** @throws NotUnderstood for a property that would change the answers, and is not modelled */
  constructor(
    distribution: Resource,
    assembly: Assembly,
    private readonly fetchOrigin: FetchOrigin,
  ) {
    refuseUnknown(distribution);
    const config = distribution.at('DistributionConfig');
    this.aliases = config.at('Aliases').texts.map((alias) => alias.toLowerCase());
    // the API's default is false, whatever the console's is
    this.ipv6Enabled = config.at('IPV6Enabled').flag ?? false;
    this.enabled = config.at('Enabled').flag ?? false;
    this.domainName = distribution.attribute('DomainName').toLowerCase();
    this.names = {
      distributionId: distribution.ref,
      distributionDomainName: this.domainName,
    };
    this.rootObject = config.at('DefaultRootObject').text;
    this.errorPages = errorPagesOf(config.at('CustomErrorResponses'));
    const origins = new Map(
      config.at('Origins').list.map((value) => {
        const origin = new Origin(value, distribution, assembly);
        return [origin.id, origin] as const;
      }),
    );
    const groups = config.at('OriginGroups.Items').list.map((group) => new OriginGroup(group, origins));
    const targets = new Map<string, Target>([...origins, ...groups.map((group) => [group.id, group] as const)]);
    const parts: Parts = { distribution, assembly, targets, functions: new Map() };
    this.behaviors = [...config.at('CacheBehaviors').list, config.at('DefaultCacheBehavior')].map(
      (behavior) => new Behavior(behavior, parts),
    );
  }

  /** How long a visitor may wait until the first origin is given up, in rehearsed milliseconds. */
  get longestWait(): number {
    return Math.max(...this.behaviors.map(({ target }) => target.longestWait));
  }

  readonly handle: Handler = async (request) => {
    const answer = await this.answer(request);
    return request.method === 'HEAD' ? { ...answer, body: Buffer.alloc(0) } : answer;
  };

  private async answer(request: Request): Promise<Response> {
    const [uri = ''] = halves(request.path, '?');
    const behavior = this.behaviorFor(uri);
    if (!this.enabled || !this.answersFor(request.host) || !behavior) {
      return generated(403, 'Bad request: no distribution answers for this name.');
    }
    const refusal = behavior.refusal(request);
    if (refusal) {
      return refusal;
    }
    const asked = behavior.viewerRequest
      ? viewerRequest(behavior.viewerRequest, this.names, request)
      : { uri, headers: request.headers };
    return 'status' in asked ? asked : this.fromOrigin(behavior, asked, request);
  }

  /**
   * A function that rewrites the path leaves the behavior as it was, and none is run for an error of the origin.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
   */
  private async fromOrigin(behavior: Behavior, asked: Asked, request: Request): Promise<Response> {
    const { method, caller } = request;
    const uri = asked.uri === '/' && this.rootObject ? `/${this.rootObject}` : asked.uri;
    const fetched = await this.fetch(behavior, { method, uri, headers: asked.headers, caller });
    const page = this.errorPages.get(fetched.status);
    const shown = page ? await this.errorPage(page, request) : fetched;
    const added = behavior.responseHeaders;
    const response = added && hasOrigin(shown) ? { ...shown, headers: added.applied(shown.headers) } : shown;
    // the status of the origin decides, not that of a page shown for it
    return behavior.viewerResponse && fetched.status < 400
      ? viewerResponse(behavior.viewerResponse, this.names, request, response)
      : response;
  }

  /**
   * The page comes from the behavior that its own path matches; when it is not to be had, visitors get what its origin
   * says.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages.html
   */
  private async errorPage({ path, status }: ErrorPage, { caller }: Request): Promise<Response> {
    const behavior = this.behaviorFor(path);
    if (!behavior) {
      return generated(404, 'No behavior matches the error page.');
    }
    const page = await this.fetch(behavior, { method: 'GET', uri: path, headers: {}, caller });
    const headers = { ...page.headers, 'x-cache': 'Error from cloudfront' };
    return page.status === 200 ? { ...page, status, headers } : page;
  }

  private async fetch(behavior: Behavior, asked: OriginRequest): Promise<Response> {
    return answerOf(await behavior.target.fetch(asked, this.fetchOrigin));
  }

  private behaviorFor(uri: string): Behavior | undefined {
    return this.behaviors.find((behavior) => behavior.matches(uri));
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html */
  private answersFor(host: string): boolean {
    return [this.domainName, ...this.aliases].some(
      (name) => name === host || (name.startsWith('*.') && host.endsWith(name.slice(1))),
    );
  }
}

function hasOrigin(response: Response): boolean {
  return response.headers.via !== undefined;
}
