import { GetHostedZoneCommand } from '@aws-sdk/client-route-53';
import type { Site } from '../../site-config';
import type { Aws } from '../aws';
import type { Network } from '../network';

/** One of a zone's own name servers, asked directly: no cache of anybody is between. */
export interface NameServer {
  readonly name: string;
  readonly address: string;
}

export interface Addresses {
  readonly addresses: readonly string[];
  /** How long they may be kept, in milliseconds. */
  readonly ttl: number;
}

/**
 * The name servers that Route 53 gave the zone.
 *
 * @throws Error of the SDK; Error when one of them is not found
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html
 */
export async function nameServersOf(aws: Aws, { hostedZoneId }: Site, network: Network): Promise<NameServer[]> {
  const { DelegationSet } = await aws.route53.send(new GetHostedZoneCommand({ Id: hostedZoneId }));
  const names = DelegationSet?.NameServers ?? [];
  if (names.length === 0) {
    throw new Error(`the hosted zone ${hostedZoneId} must have name servers, got: none (is it a private zone?)`);
  }
  return Promise.all(
    names.map(async (name) => {
      const [address] = await network.resolver().resolve4(name);
      if (address === undefined) {
        throw new Error(`the name server ${name} of the zone must have an address, got: none`);
      }
      return { name, address };
    }),
  );
}

/** Codes of answers that hold no address. */
const NOTHING = ['ENODATA', 'ENOTFOUND'];

/**
 * What a name server answers now; nothing where the name has no address of that kind, or is unknown.
 *
 * @throws Error when it gives no answer; its `code` tells, as Node's errors do
 */
export async function askNameServer(
  network: Network,
  { address }: NameServer,
  name: string,
  kind: 'A' | 'AAAA',
): Promise<Addresses> {
  // a new one each time, so that none keeps anything
  const resolver = network.resolver([address]);
  const asked = kind === 'A' ? resolver.resolve4(name, { ttl: true }) : resolver.resolve6(name, { ttl: true });
  const records = await asked.catch((error: NodeJS.ErrnoException) => {
    if (NOTHING.includes(error.code ?? '')) {
      return [];
    }
    throw error;
  });
  return {
    addresses: records.map((record) => record.address),
    ttl: records.length === 0 ? 0 : Math.min(...records.map(({ ttl }) => ttl)) * 1000,
  };
}
