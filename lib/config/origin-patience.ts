/**
 * How long CloudFront waits for the primary bucket before it asks the replica, in seconds: to be connected, and for each
 * part of an answer.
 *
 * Health checkers are answered by the replica within their own two seconds then: with two to be answered, S3 that is
 * silent would move DNS.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export const ORIGIN_PATIENCE = { connectSeconds: 1, responseSeconds: 1 };
