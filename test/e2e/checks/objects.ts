import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type HeadObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { PRIMARY, SECONDARY, type Clients } from '../clients';
import { keysOf } from '../content';

export interface SiteBuckets {
  readonly primary: string;
  readonly secondary: string;
}

const TYPES: Record<string, RegExp> = {
  '.html': /^text\/html$/,
  '.css': /^text\/css$/,
  // Python's tables differ
  '.js': /^(text|application)\/javascript$/,
  '.svg': /^image\/svg\+xml$/,
  '.png': /^image\/png$/,
};

const EDGES = 's-maxage=86400, stale-if-error=86400';

/** The objects of a bucket by their keys, each as HeadObject answers. */
export async function objectsOf(
  aws: Clients,
  region: string,
  Bucket: string,
): Promise<Record<string, HeadObjectCommandOutput>> {
  const client = aws.s3(region);
  const objects: Record<string, HeadObjectCommandOutput> = {};
  for await (const { Contents = [] } of paginateListObjectsV2({ client, pageSize: 100 }, { Bucket })) {
    const heads = Contents.map(async ({ Key = '' }) => {
      objects[Key] = await client.send(new HeadObjectCommand({ Bucket, Key }));
    });
    await Promise.all(heads);
  }
  return objects;
}

/** Every file of a directory is in both buckets, and nothing else but the health check's object. */
export async function expectPublished(aws: Clients, buckets: SiteBuckets, directory: string): Promise<void> {
  const keys = keysOf(directory);
  const primary = await objectsOf(aws, PRIMARY, buckets.primary);
  const secondary = await objectsOf(aws, SECONDARY, buckets.secondary);
  expect(Object.keys(primary).sort()).toEqual([...keys, 'health.txt'].sort());
  expect(Object.keys(secondary).sort()).toEqual(Object.keys(primary).sort());

  for (const key of keys) {
    const content = fs.readFileSync(path.join(directory, key));
    const expected = {
      key,
      ETag: `"${createHash('md5').update(content).digest('hex')}"`,
      CacheControl: /\.html?$/i.test(key) ? `public, max-age=0, ${EDGES}` : `public, max-age=600, ${EDGES}`,
      ServerSideEncryption: 'AES256',
      ContentType: expect.stringMatching(TYPES[path.extname(key)] ?? /./) as string,
    };
    expect({ key, ...primary[key] }).toMatchObject({ ...expected, ReplicationStatus: 'COMPLETED' });
    expect({ key, ...secondary[key] }).toMatchObject({ ...expected, ReplicationStatus: 'REPLICA' });
  }
  expect(primary['health.txt']).toMatchObject({ CacheControl: 'no-store', ReplicationStatus: 'COMPLETED' });
  expect(secondary['health.txt']).toMatchObject({ CacheControl: 'no-store', ReplicationStatus: 'REPLICA' });
}

export async function textOf(aws: Clients, region: string, Bucket: string, Key: string): Promise<string> {
  const { Body } = await aws.s3(region).send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
}

/** Version ids of the objects that are no pages. */
export async function versionsOfAssets(aws: Clients, region: string, bucket: string): Promise<Record<string, string>> {
  const objects = Object.entries(await objectsOf(aws, region, bucket)).filter(([key]) => !key.endsWith('.html'));
  return Object.fromEntries(objects.map(([key, { VersionId }]) => [key, String(VersionId)]));
}
