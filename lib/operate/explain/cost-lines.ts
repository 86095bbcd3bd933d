import prices from './prices.json';

/** A line of the monthly bill, in US dollars: what it is at least and at most, where AWS's pages leave it open. */
export interface Cost {
  readonly what: string;
  readonly low: number;
  readonly high: number;
  /** Why it is a range, or what it depends on. */
  readonly note?: string;
  /** AWS's price page. */
  readonly page: string;
}

/** Something priced by how much of it there is, in US dollars. */
export interface Rate {
  readonly what: string;
  readonly price: number;
  /** `GB a month`, `GB written`. */
  readonly per: string;
  readonly page: string;
}

/** How often checkers ask. */
interface Asking {
  readonly healthCheck: { readonly intervalSeconds: number };
}

const CHECKERS = 16;
const SECONDS_A_MONTH = (365.25 / 12) * 24 * 60 * 60;

export function fixed(price: number): Pick<Cost, 'low' | 'high'> {
  return { low: price, high: price };
}

export function healthCheckCost({ healthCheck: { intervalSeconds } }: Asking, of = ''): Cost {
  const options = intervalSeconds === 10 ? 2 : 1;
  const { awsEndpoint, otherEndpoint } = prices.healthCheckMonth;
  return {
    what: `health check${of} over HTTPS every ${intervalSeconds} s`,
    low: awsEndpoint.check + options * awsEndpoint.option,
    high: otherEndpoint.check + options * otherEndpoint.option,
    note: 'AWS does not say whether such a hostname is an AWS endpoint',
    page: prices.sources.route53,
  };
}

export function readsOf({ healthCheck: { intervalSeconds } }: Asking): number {
  return (CHECKERS * SECONDS_A_MONTH) / intervalSeconds;
}

export function millions(number: number): string {
  return `${(number / 1e6).toFixed(1)} million`;
}
