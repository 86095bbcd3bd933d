import type { SiteBucket } from './site-buckets';

/**
 * How a bucket and all versions in it are deleted. `aws s3 rb --force` cannot: it hides the objects of a bucket with
 * versions, and deletes nothing. S3 lists and deletes a thousand at a time.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/empty-bucket.html
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/rb.html
 */
export function emptyAndDelete({ name, region }: Pick<SiteBucket, 'name' | 'region'>): string {
  const named = `--region ${region} --bucket ${name}`;
  const versions =
    `aws s3api list-object-versions ${named} --no-paginate --output json ` +
    "--query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}'";
  return (
    'empty it with all its versions, by Empty in the console of S3 or by the first of these, again and again until it fails ' +
    'with MalformedXML (nothing is left); then delete it:\n' +
    `aws s3api delete-objects ${named} --delete "$(${versions})"\n` +
    `aws s3api delete-bucket ${named}`
  );
}
