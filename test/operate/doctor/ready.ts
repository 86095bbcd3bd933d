import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { ApiGatewayV2Client, GetDomainNamesCommand } from '@aws-sdk/client-apigatewayv2';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AccountClient, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import {
  CloudFormationClient,
  CloudFormationServiceException,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import {
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import { HeadBucketCommand, ListBucketsCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import ranges from '../../../lib/constructs/health-checker-ranges.json';
import type { Answer, DnsResolver, Network } from '../../../lib/operate/network';
import { EXAMPLE } from '../../helpers';

/** An account and a zone in which the example site can be deployed. */

export const account = mockClient(AccountClient);
export const acm = mockClient(ACMClient);
export const apiGateway = mockClient(ApiGatewayV2Client);
export const cloudFormation = mockClient(CloudFormationClient);
export const cloudFront = mockClient(CloudFrontClient);
export const lambda = mockClient(LambdaClient);
export const route53 = mockClient(Route53Client);
export const s3 = mockClient(S3Client);
export const s3Control = mockClient(S3ControlClient);
export const ssm = mockClient(SSMClient);
export const sts = mockClient(STSClient);

export const CLIENTS = {
  account,
  acm,
  apiGateway,
  cloudFormation,
  cloudFront,
  lambda,
  route53,
  s3,
  s3Control,
  ssm,
  sts,
};

export const NAME_SERVERS = ['ns-1.awsdns-01.org', 'ns-2.awsdns-02.com', 'ns-3.awsdns-03.net', 'ns-4.awsdns-04.co.uk'];
export const CERTIFICATE = `arn:aws:acm:us-east-1:${EXAMPLE.account}:certificate/given`;

export function makeReady(): void {
  Object.values(CLIENTS).forEach((client) => client.reset());
  sts.on(GetCallerIdentityCommand).resolves({ Account: EXAMPLE.account, Arn: 'arn:aws:iam::123456789012:user/ops' });
  account.on(GetRegionOptStatusCommand).resolves({ RegionOptStatus: 'ENABLED_BY_DEFAULT' });
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '33' } });
  s3Control.on(GetPublicAccessBlockCommand).rejects(refusal('NoSuchPublicAccessBlockConfiguration', 404));
  route53.on(GetHostedZoneCommand).resolves({
    HostedZone: { Id: '/hostedzone/Z1', Name: 'example.com.', CallerReference: '', Config: { PrivateZone: false } },
    DelegationSet: { NameServers: NAME_SERVERS },
  });
  haveRecords();
  cloudFormation.on(DescribeStacksCommand).rejects(noStack());
  apiGateway.on(GetDomainNamesCommand).resolves({ Items: [] });
  lambda.on(GetAccountSettingsCommand).resolves({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
  });
  cloudFront.on(ListDistributionsCommand).resolves({ DistributionList: distributions() });
  s3.on(ListBucketsCommand).resolves({ Buckets: [] });
  s3.on(HeadBucketCommand).rejects(refusal('NotFound', 404));
  acm.on(DescribeCertificateCommand).resolves({
    Certificate: {
      CertificateArn: CERTIFICATE,
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      KeyAlgorithm: 'RSA_2048',
      DomainName: 'example.com',
      SubjectAlternativeNames: ['example.com', '*.example.com'],
      NotAfter: new Date('2027-06-01'),
    },
  });
}

/** The stack `Website` is there, with its distribution; the site's own records and buckets are. */
export function makeDeployed(): void {
  const StackStatus = 'CREATE_COMPLETE' as const;
  cloudFormation.on(DescribeStacksCommand).callsFake(({ StackName }: { StackName: string }) =>
    Promise.resolve({
      Stacks: [
        {
          StackName,
          StackStatus,
          CreationTime: new Date(0),
          Outputs: [{ OutputKey: 'DistributionId', OutputValue: 'EOURS' }],
        },
      ],
    }),
  );
  cloudFormation.on(ListStackResourcesCommand).resolves({ StackResourceSummaries: [] });
}

export function ownsBuckets(...names: string[]): void {
  cloudFormation.on(ListStackResourcesCommand).resolves({
    StackResourceSummaries: names.map((PhysicalResourceId) => ({
      PhysicalResourceId,
      ResourceType: 'AWS::S3::Bucket',
      ResourceStatus: 'CREATE_COMPLETE',
      LogicalResourceId: 'Bucket',
      LastUpdatedTimestamp: new Date(0),
    })),
  });
}

/** The records of the zone: those of each name that is asked for. */
export function haveRecords(...records: ResourceRecordSet[]): void {
  route53.on(ListResourceRecordSetsCommand).callsFake(({ StartRecordName }: { StartRecordName: string }) =>
    Promise.resolve({
      ResourceRecordSets: records.filter(({ Name }) => Name === `${StartRecordName}.`),
      IsTruncated: false,
      MaxItems: 300,
    }),
  );
}

export function distributions(...items: { Id: string; DomainName: string; aliases: string[] }[]) {
  const Items = items.map(({ aliases, ...rest }) => ({
    ...rest,
    Aliases: { Quantity: aliases.length, Items: aliases },
  }));
  return { Marker: '', MaxItems: 100, IsTruncated: false, Quantity: items.length, Items: Items as never };
}

/** An error as the SDK throws it. */
export function refusal(name: string, httpStatusCode: number, message = name, headers = {}): S3ServiceException {
  const error = new S3ServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });
  return Object.assign(error, { $response: { headers } });
}

export function noStack(): CloudFormationServiceException {
  const message = 'Stack with id site-example-com-Website does not exist';
  return new CloudFormationServiceException({ name: 'ValidationError', message, $fault: 'client', $metadata: {} });
}

export type Answers = Readonly<Record<string, unknown>>;

export const READY_DNS: Answers = { 'NS example.com': NAME_SERVERS };

/** DNS by a table: `NS example.com` with what it answers, or the code of its error; what is not there does not exist. */
export function internet(answers: Answers = READY_DNS, published: readonly string[] = ranges.ranges): Network {
  const ask = (type: string) => (name: string) => {
    const answer = answers[`${type} ${name}`] ?? 'ENOTFOUND';
    return typeof answer === 'string'
      ? Promise.reject(Object.assign(new Error(`query${type} ${answer} ${name}`), { code: answer }))
      : Promise.resolve(answer);
  };
  const resolver = Object.fromEntries(
    Object.entries({ resolve4: 'A', resolve6: 'AAAA', resolveCaa: 'CAA', resolveCname: 'CNAME', resolveNs: 'NS' }).map(
      ([method, type]) => [method, ask(type)],
    ),
  );
  const prefixes = published.map((ip_prefix) => ({ ip_prefix, region: 'GLOBAL', service: 'ROUTE53_HEALTHCHECKS' }));
  const body = Buffer.from(JSON.stringify({ createDate: '2026-11-01-00-00-00', prefixes }));
  return {
    resolver: () => resolver as unknown as DnsResolver,
    // the zone above cannot be asked; zone-above.test.ts has it answer
    query: () => Promise.reject(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })),
    ask: (): Promise<Answer> => Promise.resolve({ status: 200, headers: {}, body }),
  };
}
