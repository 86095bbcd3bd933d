/** How visitors come. */
export interface VisitorKind {
  readonly name: string;
  readonly scheme: 'http' | 'https';
  /** Takes an IPv6 address where the name has one. */
  readonly prefersIpv6?: boolean;
}

/** Those of a site: what a browser does differs by how it comes. */
export const VISITOR_KINDS: readonly VisitorKind[] = [
  { name: 'HTTP', scheme: 'http' },
  { name: 'HTTPS', scheme: 'https' },
  { name: 'prefers IPv6', scheme: 'http', prefersIpv6: true },
];
