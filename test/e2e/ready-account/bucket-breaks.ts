import { CreateBucketCommand, DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { SECONDARY } from '../clients';
import type { Break } from './break';
import { DOMAIN } from './ready-account';

const STRANGER = 'arn:aws:iam::222222222222:role/stranger';

export const BUCKET_BREAKS: readonly Break[] = [
  {
    // AWS answers 403 to a stranger who asks; moto answers as it would its owner
    name: "a bucket that is a stranger's",
    check: 'bucket-names',
    what: /^the bucket example\.test belongs to another account$/,
    breaks: async ({ aws }) => {
      const { Credentials } = await aws
        .sts()
        .send(new AssumeRoleCommand({ RoleArn: STRANGER, RoleSessionName: 'stranger' }));
      const credentials = {
        accessKeyId: String(Credentials?.AccessKeyId),
        secretAccessKey: String(Credentials?.SecretAccessKey),
        sessionToken: Credentials?.SessionToken,
      };
      return makeBucket(new S3Client({ region: SECONDARY, forcePathStyle: true, credentials }), SECONDARY);
    },
  },
  {
    name: 'a bucket in another Region',
    check: 'bucket-names',
    what: /^the bucket example\.test is in eu-west-1, and the site wants it in us-west-2$/,
    breaks: ({ aws }) => makeBucket(aws.s3('eu-west-1'), 'eu-west-1'),
  },
];

async function makeBucket(client: S3Client, region: 'us-west-2' | 'eu-west-1'): Promise<() => unknown> {
  const CreateBucketConfiguration = { LocationConstraint: region };
  await client.send(new CreateBucketCommand({ Bucket: DOMAIN, CreateBucketConfiguration }));
  return () => client.send(new DeleteBucketCommand({ Bucket: DOMAIN }));
}
