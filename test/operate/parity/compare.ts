import { Aws } from '../../../lib/operate/aws';
import { parity, type ParityOptions } from '../../../lib/operate/parity/parity';
import type { ParityReport } from '../../../lib/operate/parity/report';
import { exampleSite } from '../../helpers';
import { ListingServer, type ListingOptions } from './listing-server';
import type { Stored } from './listing-page';

export const SITE = exampleSite();
export const PRIMARY = SITE.primaryBucketName;
export const SECONDARY = SITE.domainName;

/** Where the SDK finds everything on this machine, and signs with nobody's credentials. */
export function environmentFor(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

export interface Buckets {
  readonly primary?: Stored[];
  readonly secondary?: Stored[];
}

/** Serves these buckets while something is done with them. */
export async function serving<Result>(
  { primary = [], secondary = [] }: Buckets,
  listing: ListingOptions,
  use: (server: ListingServer, aws: Aws) => Promise<Result>,
): Promise<Result> {
  const server = await ListingServer.start({ [PRIMARY]: primary, [SECONDARY]: secondary }, listing);
  const before = { ...process.env };
  Object.assign(process.env, environmentFor(server.url));
  try {
    return await use(server, new Aws());
  } finally {
    process.env = before;
    await server.close();
  }
}

/** Compares these buckets, through the SDK. */
export async function compare(
  buckets: Buckets,
  options: ParityOptions = {},
  listing: ListingOptions = {},
  site = SITE,
): Promise<ParityReport> {
  return serving(buckets, listing, (_, aws) => parity(aws, site, options));
}
