import { ACMClient } from '@aws-sdk/client-acm';
import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
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

  cloudFormation(region: string): CloudFormationClient {
    return this.client(CloudFormationClient, region);
  }

  get cloudFront(): CloudFrontClient {
    return this.client(CloudFrontClient, US_EAST_1);
  }

  cloudWatch(region: string): CloudWatchClient {
    return this.client(CloudWatchClient, region);
  }

  get route53(): Route53Client {
    return this.client(Route53Client, US_EAST_1);
  }

  /** A bucket named like a host is no host of S3's certificate: its name goes into the path. */
  s3(region: string): S3Client {
    return this.client(S3Client, region, { forcePathStyle: true });
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

  private client<Client>(service: new (settings: object) => Client, region: string, own: object = {}): Client {
    const key = `${service.name} ${region}`;
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
