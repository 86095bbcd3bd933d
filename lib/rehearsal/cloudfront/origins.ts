import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import type { Value } from '../../rules/assembly/value';
import type { Caller, Request, Response } from '../http/exchange';
import type { Patience } from '../http/ask';
import { NotUnderstood } from '../not-understood';
import { placeOf, refuseUnknown } from './understood';

/**
 * Asks the origin that a request is for, by its `host`.
 *
 * @param patience of the origin's settings, in rehearsed milliseconds
 * @throws Error whose `code` tells how the origin is lost: ECONNREFUSED, ETIMEDOUT…
 */
export type FetchOrigin = (request: Request, patience: Patience) => Promise<Response>;

/** How an origin did not answer. */
export type Loss = 'connection' | 'timeout';

/** What is asked of an origin. */
export interface OriginRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The visitor. */
  readonly caller: Caller;
}

/** One of CloudFront's addresses: an origin never sees the visitor's. */
const CLOUDFRONT_ADDRESS = '130.176.0.1';

/** Headers of visitors that reach an origin without a policy that names them. */
const FORWARDED = ['if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'range'];

/** Methods that are tried again when the origin does not answer in time. */
const REPEATED_METHODS = ['GET', 'HEAD'];

const DEFAULT_ATTEMPTS = 3;
const DEFAULT_CONNECT_SECONDS = 10;
const DEFAULT_READ_SECONDS = 30;

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html */
export class Origin {
  readonly id: string;
  private readonly host: string;
  private readonly path: string;
  private readonly signsAs?: string;
  private readonly protocol: string;
  private readonly attempts: number;
  private readonly patience: Patience;
  private readonly customHeaders: Record<string, string>;

  /** @throws NotUnderstood */
  constructor(origin: Value, distribution: Resource, assembly: Assembly) {
    this.id = origin.at('Id').text ?? '';
    this.host = (origin.at('DomainName').text ?? '').toLowerCase();
    this.path = origin.at('OriginPath').text ?? '';
    this.signsAs = signs(origin.at('OriginAccessControlId'), distribution, assembly)
      ? `arn:aws:cloudfront::${distribution.stack.account}:distribution/${distribution.ref}`
      : undefined;
    // S3 is asked in the protocol of the visitor: there is no setting
    this.protocol = origin.at('CustomOriginConfig.OriginProtocolPolicy').text ?? 'match-viewer';
    this.attempts = origin.at('ConnectionAttempts').number ?? DEFAULT_ATTEMPTS;
    const kind = origin.at(origin.at('CustomOriginConfig').exists ? 'CustomOriginConfig' : 'S3OriginConfig');
    this.patience = {
      connect: (origin.at('ConnectionTimeout').number ?? DEFAULT_CONNECT_SECONDS) * 1000,
      response: (kind.at('OriginReadTimeout').number ?? DEFAULT_READ_SECONDS) * 1000,
    };
    this.customHeaders = Object.fromEntries(
      origin
        .at('OriginCustomHeaders')
        .list.map((header) => [header.at('HeaderName').text?.toLowerCase() ?? '', header.at('HeaderValue').text ?? '']),
    );
  }

  get longestWait(): number {
    return this.attempts * (this.patience.connect + this.patience.response);
  }

  /** Asks as often as the settings allow until somebody answers. */
  async fetch(asked: OriginRequest, fetchOrigin: FetchOrigin): Promise<Response | Loss> {
    const request = this.requestFor(asked);
    let loss: Loss = 'connection';
    for (let attempt = 0; attempt < this.attempts; attempt += 1) {
      try {
        return await fetchOrigin(request, this.patience);
      } catch (error) {
        loss = lossOf(error);
        if (loss === 'timeout' && !REPEATED_METHODS.includes(asked.method)) {
          break;
        }
      }
    }
    return loss;
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-s3-origin.html */
  private requestFor({ method, uri, headers, caller }: OriginRequest): Request {
    const forwarded = Object.entries(headers).filter(([name]) => FORWARDED.includes(name));
    return {
      method,
      host: this.host,
      path: escaped(this.path + uri),
      headers: {
        ...Object.fromEntries(forwarded),
        'user-agent': 'Amazon CloudFront',
        'x-forwarded-for': caller.sourceIp,
        ...this.customHeaders,
      },
      caller: {
        sourceIp: CLOUDFRONT_ADDRESS,
        secure: this.protocol === 'match-viewer' ? caller.secure : this.protocol === 'https-only',
        ...(this.signsAs !== undefined && { distribution: this.signsAs }),
        ...(caller.wait && { wait: caller.wait }),
      },
    };
  }
}

/**
 * Whether CloudFront signs: `no-override` is as `always`, as no policy forwards an `Authorization` of the visitor.
 *
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html
 */
function signs(id: Value, distribution: Resource, assembly: Assembly): boolean {
  if (!id.text) {
    return false;
  }
  const control = assembly.find('AWS::CloudFront::OriginAccessControl', id.text);
  if (!control) {
    throw new NotUnderstood(distribution.path, placeOf(id));
  }
  refuseUnknown(control);
  return control.at('OriginAccessControlConfig.SigningBehavior').text !== 'never';
}

function lossOf(error: unknown): Loss {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (typeof code === 'string') {
    return code === 'ETIMEDOUT' ? 'timeout' : 'connection';
  }
  throw error;
}

/** A path for the request line: a function may return any text. */
function escaped(uri: string): string {
  return uri.replace(/[^\x21-\x7e]|[?#]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
