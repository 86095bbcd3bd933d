import type { Site } from '../../../site-config';
import { nameOf } from '../../aws-error';
import { readFailoverPair, type FailoverPair } from '../../failover-pair';
import type { Answer } from '../../network';
import type { Examination } from '../check';
import { oncePer } from '../asking';

export type Side = 'primary' | 'secondary';

/** An answer, or why there is none: `ECONNREFUSED`. */
export type Outcome = Answer | string;

/** A way in that a visitor may be sent to. */
export interface Door {
  readonly side: Side;
  readonly name: string;
  readonly protocol: 'http' | 'https';
}

/** Every way in to a site, but for plain HTTP that is redirected. */
export function doorsOf({ secondaryEndpoint, mode }: Pick<Site, 'secondaryEndpoint' | 'mode'>): Door[] {
  const door = (side: Side, protocol: Door['protocol']): Door => ({
    side,
    name: `the ${side} over ${protocol.toUpperCase()}`,
    protocol,
  });
  return [
    ...(mode.redirectsToHttps ? [] : [door('primary', 'http')]),
    door('primary', 'https'),
    door('secondary', secondaryEndpoint === 'https' ? 'https' : 'http'),
  ];
}

/** An address of each side, wherever DNS sends visitors. */
export const addressesOf = oncePer(async (examination): Promise<Record<Side, string>> =>
  addressesIn(examination, await examination.failoverPair()),
);

/** The same for another name of the site: an HTTPS endpoint has a host for each. */
export async function addressesFor(examination: Examination, name: string): Promise<Record<Side, string>> {
  const { aws, site } = examination;
  return name === site.domainName || site.secondaryEndpoint === 'website'
    ? addressesOf(examination)
    : addressesIn(examination, await readFailoverPair(aws, site, name));
}

async function addressesIn({ network }: Examination, pair: FailoverPair): Promise<Record<Side, string>> {
  const resolver = network.resolver();
  const addressOf = async (host: string) => {
    const [first] = await resolver.resolve4(host);
    if (first === undefined) {
      throw new Error(`${host} has no address`);
    }
    return first;
  };
  return { primary: await addressOf(pair.primary), secondary: await addressOf(pair.secondary) };
}

/** What a visitor gets who is sent to this address. */
export async function ask({ network, signal }: Examination, url: URL, address: string): Promise<Outcome> {
  try {
    return await network.ask(url, { address, signal });
  } catch (error) {
    signal.throwIfAborted();
    return nameOf(error);
  }
}

export function told(outcome: Outcome): string {
  return typeof outcome === 'string' ? `no answer (${outcome})` : `the status ${outcome.status}`;
}
