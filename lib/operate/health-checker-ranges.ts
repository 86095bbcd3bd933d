import { z } from 'zod';
import { isCommercialRegion } from '../config/regions';

/** Where AWS publishes its address ranges. */
export const PUBLISHED_RANGES_URL = 'https://ip-ranges.amazonaws.com/ip-ranges.json';

/** The IPv4 ranges of Route 53's health checkers in the commercial partition, at a date (YYYY-MM-DD). */
export interface HealthCheckerRanges {
  readonly date: string;
  readonly ranges: readonly string[];
}

const publishedSchema = z.object({
  createDate: z.string().regex(/^\d{4}-\d{2}-\d{2}-/),
  prefixes: z.array(z.object({ ip_prefix: z.cidrv4(), region: z.string(), service: z.string() })),
});

/**
 * Reads the published ranges.
 *
 * @throws Error that says what could not be read, and where
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html
 */
export async function readPublishedRanges(url: string = PUBLISHED_RANGES_URL): Promise<HealthCheckerRanges> {
  return publishedRanges(await readJson(url), url);
}

/**
 * The ranges in AWS's list of all its addresses.
 *
 * @throws Error that says what is missing in it
 */
export function publishedRanges(list: unknown, url: string): HealthCheckerRanges {
  const { success, data, error } = publishedSchema.safeParse(list);
  if (!success) {
    const fields = error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Error(`${url} must be AWS's list of address ranges, got: ${fields} missing or malformed`);
  }
  const { createDate, prefixes } = data;
  const ranges = prefixes
    .filter(({ service }) => service === 'ROUTE53_HEALTHCHECKS')
    .filter(({ region }) => region === 'GLOBAL' || isCommercialRegion(region))
    .map(({ ip_prefix: range }) => range);
  if (ranges.length === 0) {
    throw new Error(`${url} must hold ranges of ROUTE53_HEALTHCHECKS, got: none among ${prefixes.length} prefixes`);
  }
  return { date: createDate.slice(0, 10), ranges };
}

async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    return await response.json();
  } catch (error) {
    throw new Error(`${url} must be readable, got: ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}

/** What the published ranges have that ours lack, and the reverse; both empty when they are the same. */
export function compareRanges(
  ours: HealthCheckerRanges,
  published: HealthCheckerRanges,
): { missing: string[]; obsolete: string[] } {
  return {
    missing: published.ranges.filter((range) => !ours.ranges.includes(range)),
    obsolete: ours.ranges.filter((range) => !published.ranges.includes(range)),
  };
}
