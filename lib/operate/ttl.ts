/** The TTL of an alias to CloudFront, as measured by others: AWS does not document it. Milliseconds. */
export const TTL = 60_000;
