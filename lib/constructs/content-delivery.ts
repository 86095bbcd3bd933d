import { Validations } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { bucketOrigin, replicatedOrigin, shortenResponseTimeout } from './bucket-origin';
import { securityHeadersBehavior } from './security-headers';
import { ViewerRequestFunction, type ViewerRequestFunctionProps } from './viewer-request-function';

export interface ContentDeliveryProps extends ViewerRequestFunctionProps {
  /** Private bucket behind the distribution; its policy comes to admit this distribution alone. */
  readonly bucket: s3.IBucket;

  /**
   * Bucket that answers what `bucket` fails; its policy has to admit this distribution.
   *
   * @default - nothing does
   */
  readonly replica?: s3.IBucket;

  /** Shown in the CloudFront console. */
  readonly comment: string;

  /** Issued in us-east-1 for every host name. */
  readonly certificate: acm.ICertificate;

  /** Key of the page served, with status 404, for a missing one. */
  readonly errorDocument: string;

  /** Whether visitors may come over IPv6. */
  readonly ipv6: boolean;

  /** Whether those over HTTP are sent to HTTPS, which browsers remember. */
  readonly redirectsToHttps: boolean;

  /**
   * For how long browsers are told to come over HTTPS alone, in seconds; 0 makes them forget it.
   *
   * @default - they are told nothing
   */
  readonly strictTransportSecurity?: number;
}

/**
 * CloudFront in front of the primary bucket, answering as the secondary would.
 *
 * Nothing may pin a visitor to HTTPS or to IPv6 where the secondary does not speak it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export class ContentDelivery extends Construct {
  /** Answers for `domainName` and `alternateNames`. */
  readonly distribution: cloudfront.IDistribution;

  constructor(scope: Construct, id: string, props: ContentDeliveryProps) {
    super(scope, id);

    const viewerRequest = new ViewerRequestFunction(this, 'ViewerRequest', {
      domainName: props.domainName,
      alternateNames: props.alternateNames,
      indexDocument: props.indexDocument,
      content: props.content,
    });
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: props.comment,
      domainNames: [props.domainName, ...props.alternateNames],
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2025,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: props.ipv6,
      defaultRootObject: props.indexDocument,
      defaultBehavior: {
        origin: props.replica ? replicatedOrigin(props.bucket, props.replica) : bucketOrigin(props.bucket),
        viewerProtocolPolicy: props.redirectsToHttps
          ? cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS
          : cloudfront.ViewerProtocolPolicy.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: new cloudfront.ResponseHeadersPolicy(this, 'SecurityHeaders', {
          securityHeadersBehavior: securityHeadersBehavior(props.strictTransportSecurity),
        }),
        compress: true,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: viewerRequest.function },
        ],
      },
      errorResponses: [{ httpStatus: 404, responseHttpStatus: 404, responsePagePath: `/${props.errorDocument}` }],
    });
    if (props.replica) {
      shortenResponseTimeout(distribution);
    }
    this.distribution = distribution;
    Validations.of(distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason:
        'LIST makes a missing page a 404; a request for / never lists: the function and the root object name a page',
    });
    if (props.replica) {
      Validations.of(distribution).acknowledge({
        id: 'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
        reason: 'the replica is of another stack, whose policy admits every distribution of the account',
      });
    }
  }
}
