import { VISITOR_KINDS } from '../../timeline/visitor-kinds';
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

/** Those of a site whose secondary speaks HTTPS. */
const OVER_HTTPS: readonly DrillVisitorKind[] = [
  { name: 'HTTP', scheme: 'http', families: ['A'] },
  { name: 'HTTPS', scheme: 'https', families: ['A'] },
  { name: 'HTTPS over IPv6', scheme: 'https', families: ['AAAA'] },
];

/** Those of a site; over IPv6 from machines that have it only. */
export function visitorKindsOf({ secondaryEndpoint }: Site, isOnIpv6: boolean): readonly DrillVisitorKind[] {
  return secondaryEndpoint === 'https'
    ? OVER_HTTPS.filter(({ families }) => isOnIpv6 || !families.includes('AAAA'))
    : VISITOR_KINDS.map(({ name, scheme, prefersIpv6 }) => ({
        name,
        scheme,
        families: prefersIpv6 ? (['AAAA', 'A'] as const) : (['A'] as const),
      }));
}

/** By the name of a visitor of any site. */
export function schemeOf(name: string): DrillVisitorKind['scheme'] | undefined {
  return [...VISITOR_KINDS, ...OVER_HTTPS].find((kind) => kind.name === name)?.scheme;
}

/** The records that a drill looks at. */
export function familiesOf({ mode }: Site): readonly Family[] {
  return mode.hasIpv6 ? ['A', 'AAAA'] : ['A'];
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
