import { RegionInfo } from 'aws-cdk-lib/region-info';

/** What a Host header asks for. */
export interface Addressed {
  readonly endpoint: 'rest' | 'website';
  readonly bucket: string;
}

/**
 * What S3 takes a Host header for, in a Region: any that is not its own is the name of a website's bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html#s3_website_region_endpoints
 */
export function addressedBy(host: string, region: string): Addressed {
  const website = websiteHost(region);
  const restHosts = ['', 's3.', 's3-', 's3.dualstack.'].map((form) => (form ? form + region : 's3'));
  const suffix = [website, ...restHosts.map((rest) => `${rest}.amazonaws.com`)].find((own) => host.endsWith(`.${own}`));
  return {
    endpoint: suffix === undefined || suffix === website ? 'website' : 'rest',
    bucket: suffix === undefined ? host : host.slice(0, -suffix.length - 1),
  };
}

/** Older Regions join their name with a dash, the others with a dot. */
export function websiteHost(region: string): string {
  return RegionInfo.get(region).s3StaticWebsiteEndpoint ?? `s3-website.${region}.amazonaws.com`;
}
