import { ACMClient } from '@aws-sdk/client-acm';
import { AccountClient } from '@aws-sdk/client-account';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity, STSClient } from '@aws-sdk/client-sts';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { US_EAST_1 } from '../config/regions';

export interface AwsSettings {
  /**
   * Profile of the shared configuration files.
   *
   * @default - as the environment says, like every tool of AWS
   */
  readonly profile?: string;
}

/** Milliseconds. */
const CONNECTING = 5_000;
const ANSWERING = 20_000;

const ATTEMPTS = 5;

/** AWS's services as its SDK reaches them: a client for each and each Region, made when it is asked for. */
export class Aws {
  private readonly clients = new Map<string, unknown>();
  private readonly profile: AwsSettings;

  constructor({ profile }: AwsSettings = {}) {
    this.profile = profile === undefined ? {} : { profile };
  }

  get account(): AccountClient {
    return this.client(AccountClient, US_EAST_1);
  }

  /** Where CloudFront reads certificates, unless told otherwise. */
  acm(region = US_EAST_1): ACMClient {
    return this.client(ACMClient, region);
  }

  apiGateway(region: string): ApiGatewayV2Client {
    return this.client(ApiGatewayV2Client, region);
  }

  cloudFormation(region: string): CloudFormationClient {
    return this.client(CloudFormationClient, region);
  }

  get cloudFront(): CloudFrontClient {
    return this.client(CloudFrontClient, US_EAST_1);
  }

  cloudWatch(region: string): CloudWatchClient {
    return this.client(CloudWatchClient, region);
  }

  lambda(region: string): LambdaClient {
    return this.client(LambdaClient, region);
  }

  get route53(): Route53Client {
    return this.client(Route53Client, US_EAST_1);
  }

  /** A bucket named like a host is no host of S3's certificate: its name goes into the path. */
  s3(region: string): S3Client {
    return this.client(S3Client, region, { forcePathStyle: true });
  }

  /**
   * The same with nothing of another Region on its way: roles are assumed there too. By itself the SDK takes the Region
   * that a role's profile names, which is us-east-1 on many machines.
   *
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
   */
  s3Alone(region: string): S3Client {
    const credentials = defaultProvider({
      ...this.profile,
      roleAssumer: getDefaultRoleAssumer({ region }),
      roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity({ region }),
    });
    return this.client(S3Client, region, { forcePathStyle: true, credentials }, 'alone');
  }

  s3Control(region: string): S3ControlClient {
    return this.client(S3ControlClient, region);
  }

  sns(region: string): SNSClient {
    return this.client(SNSClient, region);
  }

  ssm(region: string): SSMClient {
    return this.client(SSMClient, region);
  }

  sts(region = US_EAST_1): STSClient {
    return this.client(STSClient, region);
  }

  private client<Client>(
    service: new (settings: object) => Client,
    region: string,
    own: object = {},
    which = '',
  ): Client {
    const key = `${service.name} ${region} ${which}`;
    const made = this.clients.get(key) ?? new service({ region, ...this.profile, ...PATIENCE, ...own });
    this.clients.set(key, made);
    return made as Client;
  }
}

/** An operator who waits wants to hear of it. */
const PATIENCE = {
  maxAttempts: ATTEMPTS,
  requestHandler: { connectionTimeout: CONNECTING, requestTimeout: ANSWERING, throwOnRequestTimeout: true },
};
