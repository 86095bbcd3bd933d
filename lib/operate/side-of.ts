import type { Side } from '../timeline/timeline';
import type { Answer } from './network';

/**
 * Which record of the pair leads to whoever gave an answer: CloudFront says of every answer that it went through it, S3 of
 * those that it gave itself, and an HTTP API of API Gateway gives each an id; undefined for anybody else.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTCommonResponseHeaders.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 */
export function sideOf({ headers }: Pick<Answer, 'headers'>): Side | undefined {
  const isCloudFront =
    headers['x-amz-cf-id'] !== undefined ||
    headers.server === 'CloudFront' ||
    /\(CloudFront\)/i.test(headers.via ?? '');
  if (isCloudFront) {
    return 'PRIMARY';
  }
  return headers.server === 'AmazonS3' || headers['apigw-requestid'] !== undefined ? 'SECONDARY' : undefined;
}
