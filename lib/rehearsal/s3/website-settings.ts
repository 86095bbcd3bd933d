import { NotUnderstood } from '../not-understood';
import type { Resource } from '../../rules/assembly/resource';

/** What a bucket's website is: pages, or a redirect of every request. */
export type Website = Pages | Redirect;

export interface Pages {
  /** File name of the page of a directory. */
  readonly indexDocument: string;
  /** Key of the page for errors. */
  readonly errorDocument?: string;
}

export interface Redirect {
  readonly hostName: string;
  /** Absent when visitors keep theirs. */
  readonly protocol?: string;
}

/**
 * The website of a bucket, if it has one.
 *
 * @throws NotUnderstood when it has routing rules
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-websiteconfiguration.html
 */
export function websiteOf(bucket: Resource): Website | undefined {
  const website = bucket.at('WebsiteConfiguration');
  if (!website.exists) {
    return undefined;
  }
  if (website.at('RoutingRules').list.length > 0) {
    throw new NotUnderstood(bucket.path, 'WebsiteConfiguration.RoutingRules');
  }
  const redirect = website.at('RedirectAllRequestsTo');
  return redirect.exists
    ? { hostName: redirect.at('HostName').text ?? '', protocol: redirect.at('Protocol').text }
    : { indexDocument: website.at('IndexDocument').text ?? '', errorDocument: website.at('ErrorDocument').text };
}
