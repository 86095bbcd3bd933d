import { GetRoleCommand, GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import { PRIMARY, SECONDARY, type Clients } from '../clients';
import type { SiteBuckets } from './objects';

export const BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export async function expectPrivatePrimary(aws: Clients, bucket: string, distributionArn: string): Promise<void> {
  const client = aws.s3(PRIMARY);
  await expectKept(client, bucket);
  const access = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket: bucket }));
  expect(access.PublicAccessBlockConfiguration).toEqual(BLOCKED);
  const arns = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  expect(await statements(client, bucket)).toEqual([
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 's3:*',
      Resource: arns,
      Condition: {
        Bool: { 'aws:SecureTransport': 'false' },
        StringNotEquals: { 'aws:PrincipalServiceName': 'cloudfront.amazonaws.com' },
      },
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: arns,
      Condition: { StringEquals: { 'AWS:SourceArn': distributionArn } },
    },
    {
      Sid: 'AllowHealthCheckers',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/health.txt`,
      Condition: {
        IpAddress: { 'aws:SourceIp': expect.any(Array) as string[] },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    },
  ]);
  const [, , checkers] = await statements(client, bucket);
  expect((checkers?.Condition as { IpAddress: Record<string, string[]> }).IpAddress['aws:SourceIp']).toHaveLength(18);
}

export async function expectPublicSecondary(aws: Clients, bucket: string): Promise<void> {
  const client = aws.s3(SECONDARY);
  await expectKept(client, bucket);
  const website = await client.send(new s3.GetBucketWebsiteCommand({ Bucket: bucket }));
  expect(website).toMatchObject({ IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: '404.html' } });
  const access = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket: bucket }));
  expect(access.PublicAccessBlockConfiguration).toEqual({
    ...BLOCKED,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  });
  expect(await statements(client, bucket)).toEqual([
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
  ]);
}

export async function expectRedirect(aws: Clients, bucket: string, target: string): Promise<void> {
  const client = aws.s3(SECONDARY);
  const website = await client.send(new s3.GetBucketWebsiteCommand({ Bucket: bucket }));
  // no protocol: visitors keep theirs
  expect(website.RedirectAllRequestsTo).toEqual({ HostName: target });
  const access = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket: bucket }));
  expect(access.PublicAccessBlockConfiguration).toEqual(BLOCKED);
  await expect(client.send(new s3.GetBucketPolicyCommand({ Bucket: bucket }))).rejects.toThrow(/policy/i);
}

export async function expectReplication(aws: Clients, { primary, secondary }: SiteBuckets): Promise<void> {
  const answer = await aws.s3(PRIMARY).send(new s3.GetBucketReplicationCommand({ Bucket: primary }));
  const { Role = '', Rules } = answer.ReplicationConfiguration ?? {};
  expect(Rules).toEqual([
    {
      ID: 'ReplicateToSecondary',
      Priority: 1,
      Status: 'Enabled',
      Filter: { Prefix: '' },
      DeleteMarkerReplication: { Status: 'Enabled' },
      Destination: { Bucket: `arn:aws:s3:::${secondary}`, Metrics: { Status: 'Enabled' } },
    },
  ]);
  const RoleName = Role.slice(Role.lastIndexOf('/') + 1);
  const role = await aws.iam.send(new GetRoleCommand({ RoleName }));
  expect(role.Role?.Arn).toBe(Role);
  expect(decodeURIComponent(role.Role?.AssumeRolePolicyDocument ?? '')).toContain('s3.amazonaws.com');
  const { PolicyNames: [PolicyName] = [] } = await aws.iam.send(new ListRolePoliciesCommand({ RoleName }));
  const policy = await aws.iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
  const { Statement } = JSON.parse(decodeURIComponent(policy.PolicyDocument ?? '')) as { Statement: unknown };
  expect(Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      Resource: `arn:aws:s3:::${primary}`,
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'],
      Resource: `arn:aws:s3:::${primary}/*`,
    },
    {
      Effect: 'Allow',
      Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'],
      Resource: `arn:aws:s3:::${secondary}/*`,
    },
  ]);
}

/** What the two buckets with content have in common. */
export async function expectKept(client: s3.S3Client, Bucket: string): Promise<void> {
  const versioning = await client.send(new s3.GetBucketVersioningCommand({ Bucket }));
  expect(versioning.Status).toBe('Enabled');
  const encryption = await client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toMatchObject([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
  ]);
  const ownership = await client.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }));
  expect(ownership.OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
  const lifecycle = await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(lifecycle.Rules).toEqual([
    {
      ID: 'EndOldVersions',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      Expiration: { ExpiredObjectDeleteMarker: true },
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ]);
}

export async function statements(client: s3.S3Client, Bucket: string): Promise<Record<string, unknown>[]> {
  const { Policy = '' } = await client.send(new s3.GetBucketPolicyCommand({ Bucket }));
  return (JSON.parse(Policy) as { Statement: Record<string, unknown>[] }).Statement;
}
