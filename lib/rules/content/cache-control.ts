/** A directive of a Cache-Control header. */
export interface Directive {
  readonly name: string;
  readonly seconds?: number;
  readonly isValid: boolean;
}

const TIMED = ['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'];
const BARE = [
  'public',
  'private',
  'no-cache',
  'no-store',
  'no-transform',
  'must-revalidate',
  'proxy-revalidate',
  'must-understand',
  'immutable',
];

export function cacheDirectives(header: string | undefined): Directive[] {
  return (header ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value] = part.toLowerCase().split('=');
      const isTimed = TIMED.includes(name);
      return {
        name,
        seconds: isTimed ? Number(value) : undefined,
        isValid: isTimed
          ? /^"?\d+"?$/.test(value ?? '')
          : BARE.includes(name) && (value === undefined || name !== 'public'),
      };
    });
}

/** Whether CloudFront keeps what has this header; without one, it does for a day. */
export function staysOnEdges(header: string | undefined): boolean {
  const directives = cacheDirectives(header);
  const seconds = (name: string) => directives.find((directive) => directive.name === name)?.seconds;
  const isForbidden = directives.some(({ name }) => ['no-store', 'no-cache', 'private'].includes(name));
  return !isForbidden && (seconds('s-maxage') ?? seconds('max-age') ?? 1) > 0;
}
