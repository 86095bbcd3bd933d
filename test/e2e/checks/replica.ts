import * as s3 from '@aws-sdk/client-s3';
import { ACCOUNT, SECONDARY, type Clients } from '../clients';
import { orNone } from '../read-back/s3-readers';
import { BLOCKED, expectKept, statements } from './buckets';

/** A bucket that nobody reads but CloudFront, the endpoint's function (by its role), and the checkers the switch. */
export async function expectPrivateSecondary(aws: Clients, bucket: string): Promise<void> {
  const client = aws.s3(SECONDARY);
  await expectKept(client, bucket);
  expect(await orNone(client.send(new s3.GetBucketWebsiteCommand({ Bucket: bucket })))).toBeUndefined();
  const access = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket: bucket }));
  expect(access.PublicAccessBlockConfiguration).toEqual(BLOCKED);

  const byDistributions = (Sid: string, Action: string, Resource: string) => ({
    Sid,
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action,
    Resource,
    Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/*` } },
  });
  const arn = `arn:aws:s3:::${bucket}`;
  const found = await statements(client, bucket);
  // with removalPolicy 'destroy' a function may empty it
  expect(found.filter(({ Sid }) => Sid !== undefined)).toEqual([
    expect.objectContaining({ Sid: 'DenyInsecureTransport', Effect: 'Deny' }),
    byDistributions('AllowDistributionsToRead', 's3:GetObject', `${arn}/*`),
    byDistributions('AllowDistributionsToList', 's3:ListBucket', arn),
    {
      Sid: 'AllowHealthCheckers',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:GetObject',
      Resource: `${arn}/failover-switch`,
      Condition: {
        IpAddress: { 'aws:SourceIp': expect.any(Array) as string[] },
        Bool: { 'aws:SecureTransport': 'true' },
      },
    },
  ]);
}
