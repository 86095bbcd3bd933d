/** How visitors come. */
export interface VisitorKind {
  readonly name: string;
  readonly scheme: 'http' | 'https';
  /** Takes an IPv6 address where the name has one. */
  readonly prefersIpv6?: boolean;
  /** Takes no other address. */
  readonly onlyIpv6?: boolean;
  /** Whether each request is the first of its browser, which has no HSTS to remember. */
  readonly isNew?: boolean;
}

/** Those of a site whose secondary is an S3 website: what a browser does differs by how it comes. */
export const VISITOR_KINDS: readonly VisitorKind[] = [
  { name: 'HTTP', scheme: 'http' },
  { name: 'HTTPS', scheme: 'https' },
  { name: 'prefers IPv6', scheme: 'http', prefersIpv6: true },
];

/** Those of a site whose secondary speaks HTTPS: there, whoever was told to keep to HTTPS is no visitor over HTTP. */
export const HTTPS_VISITOR_KINDS: readonly VisitorKind[] = [
  { name: 'HTTP', scheme: 'http', isNew: true },
  { name: 'HTTPS', scheme: 'https' },
  { name: 'HTTPS over IPv6', scheme: 'https', onlyIpv6: true },
];

/** How a visitor of a timeline comes, by its name. */
export function schemeOf(name: string): VisitorKind['scheme'] | undefined {
  return [...VISITOR_KINDS, ...HTTPS_VISITOR_KINDS].find((kind) => kind.name === name)?.scheme;
}
