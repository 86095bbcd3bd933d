import * as s3 from '@aws-sdk/client-s3';
import type { Readers } from './reader';

export const S3_READERS: Readers = {
  'AWS::S3::Bucket': async ({ id: Bucket, region, aws }) => {
    const client = aws.s3(region);
    const { LocationConstraint } = await client.send(new s3.GetBucketLocationCommand({ Bucket }));
    const versioning = await client.send(new s3.GetBucketVersioningCommand({ Bucket }));
    const encryption = await client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
    const ownership = await client.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }));
    const access = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
    const website = await orNone(client.send(new s3.GetBucketWebsiteCommand({ Bucket })));
    const lifecycle = await orNone(client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket })));
    const replication = await orNone(client.send(new s3.GetBucketReplicationCommand({ Bucket })));
    const tagging = await orNone(client.send(new s3.GetBucketTaggingCommand({ Bucket })));
    const { Role, Rules = [] } = replication?.ReplicationConfiguration ?? {};
    return {
      BucketName: LocationConstraint === region ? Bucket : undefined,
      VersioningConfiguration: versioning,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: encryption.ServerSideEncryptionConfiguration?.Rules?.map(
          ({ ApplyServerSideEncryptionByDefault, ...rule }) => ({
            ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault,
            ...rule,
          }),
        ),
      },
      OwnershipControls: ownership.OwnershipControls,
      PublicAccessBlockConfiguration: access.PublicAccessBlockConfiguration,
      WebsiteConfiguration: website && {
        IndexDocument: website.IndexDocument?.Suffix,
        ErrorDocument: website.ErrorDocument?.Key,
        RedirectAllRequestsTo: website.RedirectAllRequestsTo,
      },
      LifecycleConfiguration: lifecycle && {
        Rules: lifecycle.Rules?.map(({ ID, Expiration, ...rule }) => ({ Id: ID, ...Expiration, ...rule })),
      },
      ReplicationConfiguration: { Role, Rules: Rules.map(({ ID, ...rule }) => ({ Id: ID, ...rule })) },
      // CloudFormation adds some of its own
      Tags: tagging?.TagSet?.filter(({ Key }) => !Key?.startsWith('aws:')),
    };
  },
  'AWS::S3::BucketPolicy': async ({ asked, region, aws }) => {
    const Bucket = asked.Bucket as string;
    const { Policy } = await aws.s3(region).send(new s3.GetBucketPolicyCommand({ Bucket }));
    return { Bucket, PolicyDocument: JSON.parse(String(Policy)) as unknown };
  },
};

/** `undefined` for what S3 answers with an error: a bucket without such settings. */
export async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof s3.S3ServiceException && error.$metadata.httpStatusCode === 404) {
      return undefined;
    }
    throw error;
  });
}
