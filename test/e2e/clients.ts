import { ACMClient } from '@aws-sdk/client-acm';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';

/** The engine takes an access key of 12 digits as the account. */
export const ACCOUNT = '111111111111';

export const PRIMARY = 'us-east-2';
export const SECONDARY = 'us-west-2';
export const GLOBAL = 'us-east-1';
export const REGIONS = [GLOBAL, PRIMARY, SECONDARY];

/** The AWS SDK, pointed at the engine. */
export class Clients {
  readonly cloudFront: CloudFrontClient;
  readonly iam: IAMClient;
  readonly route53: Route53Client;

  constructor(private readonly endpoint: string) {
    this.cloudFront = new CloudFrontClient(this.settings(GLOBAL));
    this.iam = new IAMClient(this.settings(GLOBAL));
    this.route53 = new Route53Client(this.settings(GLOBAL));
  }

  acm(region: string): ACMClient {
    return new ACMClient(this.settings(region));
  }

  apiGateway(region: string): ApiGatewayV2Client {
    return new ApiGatewayV2Client(this.settings(region));
  }

  cloudFormation(region: string): CloudFormationClient {
    return new CloudFormationClient(this.settings(region));
  }

  cloudWatch(region: string): CloudWatchClient {
    return new CloudWatchClient(this.settings(region));
  }

  logs(region: string): CloudWatchLogsClient {
    return new CloudWatchLogsClient(this.settings(region));
  }

  s3(region: string): S3Client {
    // a bucket's name is no host here
    return new S3Client({ ...this.settings(region), forcePathStyle: true });
  }

  sns(region: string): SNSClient {
    return new SNSClient(this.settings(region));
  }

  /** Lambda's REST API, which is asked for too little to be worth a client; the engine reads the Region, no signature. */
  async lambda(region: string, path: string): Promise<unknown> {
    const credential = `Credential=${ACCOUNT}/20260101/${region}/lambda/aws4_request`;
    const answer = await fetch(`${this.endpoint}${path}`, {
      headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
    });
    if (!answer.ok) {
      throw new Error(`GET ${path} was answered ${answer.status}: ${await answer.text()}`);
    }
    return answer.json();
  }

  private settings(region: string) {
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'any' };
    return { endpoint: this.endpoint, region, credentials };
  }
}
