import { HTTPS_VISITOR_KINDS, VISITOR_KINDS } from '../../timeline/visitor-kinds';
import type { Site } from '../../site-config';
import type { FailoverPair } from '../failover-pair';
import type { Network } from '../network';

/** A kind of address that a name has. */
export type Family = 'A' | 'AAAA';

/** How a visitor of a drill comes. */
export interface DrillVisitorKind {
  readonly name: string;
  readonly scheme: 'http' | 'https';
  /** The first that the name has is taken. */
  readonly families: readonly Family[];
}

/** Those of a site; over IPv6 alone from machines that have it only. */
export function visitorKindsOf({ secondaryEndpoint }: Site, isOnIpv6: boolean): readonly DrillVisitorKind[] {
  const kinds = secondaryEndpoint === 'https' ? HTTPS_VISITOR_KINDS : VISITOR_KINDS;
  return kinds
    .map(({ name, scheme, prefersIpv6, onlyIpv6 }) => ({
      name,
      scheme,
      families: onlyIpv6 ? (['AAAA'] as const) : prefersIpv6 ? (['AAAA', 'A'] as const) : (['A'] as const),
    }))
    .filter(({ families }) => isOnIpv6 || families.some((family) => family === 'A'));
}

/** The records that a drill looks at. */
export function familiesOf({ secondaryEndpoint }: Site): readonly Family[] {
  return secondaryEndpoint === 'https' ? ['A', 'AAAA'] : ['A'];
}

/** Errors of machines, and networks, that reach no IPv6 address. */
const UNREACHABLE = ['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETDOWN'];

/** Whether this machine reaches the primary over IPv6; any answer of it says so, and any failure but that it cannot. */
export async function hasIpv6(network: Network, { domainName }: Site, { primary }: FailoverPair): Promise<boolean> {
  const [address] = await network
    .resolver()
    .resolve6(primary)
    .catch(() => []);
  if (address === undefined) {
    return false;
  }
  return network.ask(new URL(`https://${domainName}/`), { method: 'HEAD', address }).then(
    () => true,
    (error: NodeJS.ErrnoException) => !UNREACHABLE.includes(error.code ?? ''),
  );
}
