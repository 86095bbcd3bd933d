import type { Side } from '../../timeline/timeline';
import type { Answer, Network } from '../network';

/**
 * Which record of the pair leads to whoever gave an answer: CloudFront says of every answer that it went through it, and
 * S3 of those that it gave itself; undefined for anybody else.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html
 */
export function sideOf({ headers }: Pick<Answer, 'headers'>): Side | undefined {
  const isCloudFront =
    headers['x-amz-cf-id'] !== undefined ||
    headers.server === 'CloudFront' ||
    /\(CloudFront\)/i.test(headers.via ?? '');
  if (isCloudFront) {
    return 'PRIMARY';
  }
  return headers.server === 'AmazonS3' ? 'SECONDARY' : undefined;
}

/** Tells the addresses of the primary from those of the secondary: each is asked once, over HTTP. */
export class Sides {
  private readonly known = new Map<string, Promise<Side | undefined>>();

  /** @param host of the site */
  constructor(
    private readonly network: Network,
    private readonly host: string,
  ) {}

  /** Undefined when nobody answers there, or somebody unknown: they are asked again the next time. */
  async of(address: string): Promise<Side | undefined> {
    const asked = this.known.get(address) ?? this.ask(address);
    this.known.set(address, asked);
    const side = await asked;
    if (side === undefined) {
      this.known.delete(address);
    }
    return side;
  }

  /** Of an answer of DNS. */
  async ofAll(addresses: readonly string[]): Promise<Side | 'nothing'> {
    const [first] = addresses;
    return (first === undefined ? undefined : await this.of(first)) ?? 'nothing';
  }

  private async ask(address: string): Promise<Side | undefined> {
    const answer = await this.network
      .ask(new URL(`http://${this.host}/`), { method: 'HEAD', address })
      .catch(() => undefined);
    return answer && sideOf(answer);
  }
}
