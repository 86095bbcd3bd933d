import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Buckets of a million objects, as S3 would list them: written when they are asked for. Prints its port. */

const OBJECTS = 1_000_000;
const PAGE = 1_000;

/** Every so many objects one is not at the secondary, another is another there, and the secondary has one more. */
const MISSING = 100_000;
const STALE = 200_000;
const EXTRA = 250_000;

interface Listed {
  readonly key: string;
  readonly etag: string;
}

const SECONDARY = 'example.com';

/** As `encoding-type=url` has it: a plus is a space. */
function keyOf(index: number): string {
  const number = String(index).padStart(7, '0');
  return `articles/${number.slice(0, 3)}/${number}+a-page-of-a-large-site/index.html`;
}

function etagOf(index: number, other = false): string {
  return String(index).padStart(31, '0') + (other ? 'f' : 'a');
}

function objectsOf(bucket: string, index: number): Listed[] {
  if (bucket !== SECONDARY) {
    return [{ key: keyOf(index), etag: etagOf(index) }];
  }
  return [
    ...(index % MISSING === 7 ? [] : [{ key: keyOf(index), etag: etagOf(index, index % STALE === 11) }]),
    ...(index % EXTRA === 13 ? [{ key: `${keyOf(index)}.old`, etag: etagOf(index) }] : []),
  ];
}

/** @param token index of the next object */
function listing(bucket: string, token: string | null): string {
  const start = Number(token ?? 0);
  let contents = '';
  let count = 0;
  let index = start;
  for (; index < OBJECTS && count < PAGE - 1; index++) {
    for (const { key, etag } of objectsOf(bucket, index)) {
      count++;
      contents +=
        `<Contents><Key>${key}</Key><LastModified>2026-11-20T08:00:00.000Z</LastModified><ETag>&quot;${etag}&quot;</ETag>` +
        '<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>20480</Size>' +
        '<StorageClass>STANDARD</StorageClass></Contents>';
    }
  }
  const more = index < OBJECTS;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    `<Name>${bucket}</Name><Prefix></Prefix>${more ? `<NextContinuationToken>${index}</NextContinuationToken>` : ''}` +
    `<KeyCount>${count}</KeyCount><MaxKeys>${PAGE}</MaxKeys><EncodingType>url</EncodingType>` +
    `<IsTruncated>${more}</IsTruncated>${contents}</ListBucketResult>`
  );
}

/** A key's object, for those that are asked for alone. */
function head(bucket: string, path: string): http.OutgoingHttpHeaders | undefined {
  const key = decodeURIComponent(path.slice(bucket.length + 2));
  const index = Number(/\/(\d{7}) /.exec(key)?.[1]);
  const found = objectsOf(bucket, index).find((object) => object.key.replaceAll('+', ' ') === key);
  return found && { etag: `"${found.etag}"`, 'content-length': 20480, 'x-amz-replication-status': 'FAILED' };
}

const server = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
  const [, bucket = ''] = pathname.split('/');
  if (request.method === 'HEAD') {
    const headers = head(bucket, pathname);
    response.writeHead(headers ? 200 : 404, headers).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(listing(bucket, searchParams.get('continuation-token')));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on('end', () => process.exit()).resume();
