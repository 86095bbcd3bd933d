import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { PRIMARY, type Clients } from '../clients';
import { siteStacks } from './account';

/** What must outlive every change of a site. */
export interface Kept {
  /** Buckets by the logical ids of their stacks, each with the time of its creation. */
  readonly buckets: Record<string, string>;
  /** Every version of every object: bucket, key, version, hash. */
  readonly versions: readonly string[];
}

/** The buckets of the site's stacks, and what is in them. */
export async function keptOf(aws: Clients): Promise<Kept> {
  const { Buckets = [] } = await aws.s3(PRIMARY).send(new ListBucketsCommand());
  const created = new Map(Buckets.map(({ Name, CreationDate }) => [Name, CreationDate?.toISOString()]));
  const buckets: Record<string, string> = {};
  const versions: string[] = [];
  for (const { StackName, region } of await siteStacks(aws)) {
    const client = aws.cloudFormation(region);
    const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
    for (const { ResourceType, LogicalResourceId, PhysicalResourceId: name = '' } of StackResources) {
      if (ResourceType === 'AWS::S3::Bucket') {
        buckets[String(LogicalResourceId)] = `${name} of ${created.get(name)}`;
        versions.push(...(await versionsOf(aws, region, name)));
      }
    }
  }
  return { buckets, versions };
}

async function versionsOf(aws: Clients, region: string, Bucket: string): Promise<string[]> {
  const { Versions = [], IsTruncated } = await aws.s3(region).send(new ListObjectVersionsCommand({ Bucket }));
  if (IsTruncated) {
    throw new Error(`${Bucket} must hold fewer versions than a page of them`);
  }
  return Versions.map(({ Key, VersionId, ETag }) => [Bucket, Key, VersionId, ETag].join(' '));
}
