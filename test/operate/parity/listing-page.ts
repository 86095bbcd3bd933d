/** An object of a bucket. */
export interface Stored {
  readonly key: string;
  /** @default EMPTY */
  readonly etag?: string;
  /** @default 0 */
  readonly size?: number;
  /** @default WRITTEN */
  readonly lastModified?: string;
  /** Headers of HeadObject, such as `x-amz-replication-status`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export const EMPTY = 'd41d8cd98f00b204e9800998ecf8427e';
export const WRITTEN = '2026-11-20T12:00:00.000Z';

/**
 * The XML of a page.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function pageOf(bucket: string, objects: readonly Stored[], start = 0, size = 1000): string {
  const page = objects.slice(start, start + size);
  const end = start + page.length;
  const more = end < objects.length ? `<NextContinuationToken>${end}</NextContinuationToken>` : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `<Name>${bucket}</Name><Prefix></Prefix>${more}<KeyCount>${page.length}</KeyCount><MaxKeys>${size}</MaxKeys>` +
    `<EncodingType>url</EncodingType><IsTruncated>${more !== ''}</IsTruncated>${page.map(contents).join('')}</ListBucketResult>`
  );
}

/** By the bytes of their keys. */
export function sortAsS3(objects: Stored[]): void {
  const keyed = objects.map((object) => ({ object, bytes: Buffer.from(object.key) }));
  keyed.sort((one, other) => Buffer.compare(one.bytes, other.bytes));
  keyed.forEach(({ object }, index) => (objects[index] = object));
}

function contents({ key, etag = EMPTY, size = 0, lastModified = WRITTEN }: Stored): string {
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return (
    `<Contents><Key>${encoded}</Key><LastModified>${lastModified}</LastModified><ETag>&quot;${etag}&quot;</ETag>` +
    `<Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  );
}
