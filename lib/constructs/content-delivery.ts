import { Validations } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { ViewerRequestFunction, type ViewerRequestFunctionProps } from './viewer-request-function';

export interface ContentDeliveryProps extends ViewerRequestFunctionProps {
  /** Private bucket behind the distribution; its policy comes to admit this distribution alone. */
  readonly bucket: s3.IBucket;

  /** Issued in us-east-1 for every host name. */
  readonly certificate: acm.ICertificate;

  /** Key of the page served, with status 404, for a missing one. */
  readonly errorDocument: string;
}

/**
 * CloudFront in front of the primary bucket, answering as the S3 website endpoint of the secondary would.
 *
 * Nothing here may pin a visitor to HTTPS or to IPv6, which the secondary does not speak: no HSTS, no redirect to
 * HTTPS, no IPv6.
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
      comment: props.domainName,
      domainNames: [props.domainName, ...props.alternateNames],
      certificate: props.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2025,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      enableIpv6: false,
      defaultRootObject: props.indexDocument,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(props.bucket, {
          originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
        }),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.securityHeaders(),
        compress: true,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: viewerRequest.function },
        ],
      },
      errorResponses: [{ httpStatus: 404, responseHttpStatus: 404, responsePagePath: `/${props.errorDocument}` }],
    });
    this.distribution = distribution;
    Validations.of(distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason:
        'LIST makes a missing page a 404; a request for / never lists: the function and the root object name a page',
    });
  }

  private securityHeaders(): cloudfront.ResponseHeadersPolicy {
    return new cloudfront.ResponseHeadersPolicy(this, 'SecurityHeaders', {
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.SAMEORIGIN, override: true },
        referrerPolicy: {
          referrerPolicy: cloudfront.HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN,
          override: true,
        },
      },
    });
  }
}
