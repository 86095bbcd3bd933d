import { RegionInfo } from 'aws-cdk-lib/region-info';

/** Where CloudFront reads its certificates, and the metrics of distributions and health checks are published. */
export const US_EAST_1 = 'us-east-1';

/**
 * The alias hosted zone of every distribution.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';

/** Looked up once, as it is slow. */
const COMMERCIAL_REGIONS = new Set(
  RegionInfo.regions.filter(({ partition }) => partition === 'aws').map(({ name }) => name),
);

/**
 * Whether CDK knows `name` as a Region of the commercial partition.
 *
 * Health checks, CloudFront and the cross-region replication of a site exist together there only.
 */
export function isCommercialRegion(name: string): boolean {
  return COMMERCIAL_REGIONS.has(name);
}

/** What an alias record leads to: a host, and the alias hosted zone that AWS has for such hosts. */
export interface AliasTarget {
  readonly host: string;
  readonly hostedZoneId: string;
}

/**
 * The S3 website endpoint of a Region: what a failover alias to a bucket there points at.
 *
 * Read for the bucket's Region by name: `BucketWebsiteTarget` takes the Region of the stack for an imported bucket.
 *
 * @throws Error when CDK knows no such endpoint in the Region
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
 */
export function websiteEndpoint(region: string): AliasTarget {
  const endpoint = findWebsiteEndpoint(region);
  if (!endpoint) {
    throw new Error(`secondaryRegion must have an S3 website endpoint known to CDK, got: ${region}`);
  }
  return endpoint;
}

/** Whether CDK knows the S3 website endpoint of a Region. */
export function hasWebsiteEndpoint(region: string): boolean {
  return findWebsiteEndpoint(region) !== undefined;
}

function findWebsiteEndpoint(region: string): AliasTarget | undefined {
  const { s3StaticWebsiteEndpoint: host, s3StaticWebsiteHostedZoneId: hostedZoneId } = RegionInfo.get(region);
  return host && hostedZoneId ? { host, hostedZoneId } : undefined;
}
