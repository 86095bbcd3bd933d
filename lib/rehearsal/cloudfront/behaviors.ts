import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import type { Value } from '../../rules/assembly/value';
import type { Request, Response } from '../http/exchange';
import { NotUnderstood } from '../not-understood';
import { FunctionRuntime } from './function-runtime';
import { generated } from './generated';
import { ResponseHeaders } from './response-headers';
import type { Target } from './targets';
import { placeOf, refuseUnknown } from './understood';

/**
 * Managed policies that send neither headers, cookies nor query of the visitor to the origin: CachingOptimized,
 * CachingDisabled, CachingOptimizedForUncompressedObjects.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const PLAIN_CACHE_POLICIES = [
  '658327ea-f89d-4fab-a63d-7e88639e58f6',
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
];

/** What a behavior is made from. */
export interface Parts {
  readonly distribution: Resource;
  readonly assembly: Assembly;
  /** By id. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Those loaded already, by ARN. */
  readonly functions: Map<string, FunctionRuntime>;
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html */
export class Behavior {
  readonly target: Target;
  readonly viewerRequest?: FunctionRuntime;
  readonly viewerResponse?: FunctionRuntime;
  readonly responseHeaders?: ResponseHeaders;
  private readonly pattern: RegExp;
  private readonly methods: readonly string[];
  private readonly protocol: string;

  /** @throws NotUnderstood */
  constructor(behavior: Value, parts: Parts) {
    const { distribution, assembly, targets } = parts;
    const refuse = (place: Value) => {
      throw new NotUnderstood(distribution.path, placeOf(place));
    };
    this.target = targets.get(behavior.at('TargetOriginId').text ?? '') ?? refuse(behavior.at('TargetOriginId'));
    const cachePolicy = behavior.at('CachePolicyId');
    if (!PLAIN_CACHE_POLICIES.includes(cachePolicy.text ?? '')) {
      refuse(cachePolicy);
    }
    const headersPolicy = behavior.at('ResponseHeadersPolicyId');
    if (headersPolicy.text) {
      const policy = assembly.find('AWS::CloudFront::ResponseHeadersPolicy', headersPolicy.text);
      this.responseHeaders = new ResponseHeaders(policy ?? refuse(headersPolicy));
    }
    this.viewerRequest = functionFor('viewer-request', behavior, parts);
    this.viewerResponse = functionFor('viewer-response', behavior, parts);
    this.pattern = matcher(behavior.at('PathPattern').text ?? '*');
    const methods = behavior.at('AllowedMethods').texts;
    this.methods = methods.length > 0 ? methods : ['GET', 'HEAD'];
    this.protocol = behavior.at('ViewerProtocolPolicy').text ?? '';
  }

  matches(uri: string): boolean {
    return this.pattern.test(uri);
  }

  /**
   * The answer to those who may not ask so.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html
   */
  refusal({ method, host, path, caller }: Request): Response | undefined {
    if (!caller.secure && this.protocol === 'redirect-to-https') {
      const status = method === 'GET' || method === 'HEAD' ? 301 : 307;
      const headers = { location: `https://${host}${path}`, 'x-cache': 'Redirect from cloudfront' };
      return generated(status, 'Moved', headers);
    }
    if (!caller.secure && this.protocol === 'https-only') {
      return generated(403, 'The distribution supports only HTTPS.');
    }
    return this.methods.includes(method)
      ? undefined
      : generated(403, 'This distribution is not configured to allow the HTTP request method.');
  }
}

function functionFor(eventType: string, behavior: Value, parts: Parts): FunctionRuntime | undefined {
  const association = behavior.at('FunctionAssociations').list.find((one) => one.at('EventType').text === eventType);
  if (!association) {
    return undefined;
  }
  const arn = association.at('FunctionARN').text ?? '';
  const loaded = parts.functions.get(arn) ?? load(parts.assembly.find('AWS::CloudFront::Function', arn));
  if (!loaded) {
    throw new NotUnderstood(parts.distribution.path, placeOf(association.at('FunctionARN')));
  }
  parts.functions.set(arn, loaded);
  return loaded;
}

function load(fn: Resource | undefined): FunctionRuntime | undefined {
  if (!fn) {
    return undefined;
  }
  refuseUnknown(fn);
  const code = fn.at('FunctionCode').text ?? '';
  if (/\b(require|import|async)\b/.test(code)) {
    throw new NotUnderstood(fn.path, 'modules or asynchronous code in FunctionCode');
  }
  try {
    return new FunctionRuntime(code);
  } catch {
    throw new NotUnderstood(fn.path, 'FunctionCode, which is no JavaScript');
  }
}

/** `*` stands for any text and `?` for one character; case counts, and a leading slash may be missing. */
function matcher(pattern: string): RegExp {
  const parts = pattern.replace(/^\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^/?${parts.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
