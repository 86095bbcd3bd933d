import { z } from 'zod';
import preloaded from './hsts-preloaded-tlds.json';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)(${LABEL}\\.)+(?![0-9]+$)${LABEL}$`);

/** A DNS host name of two labels or more, in lower case and without a trailing dot. */
export const hostName = z
  .string('must be a DNS name')
  .regex(HOST_NAME, 'must be a DNS name in lower case, such as example.com');

const PRELOADED_TLDS = new Set(preloaded.names);

/**
 * Why a host cannot be served by the HTTP-only S3 website endpoint of a bucket named like it.
 *
 * @returns the rules that `host` breaks, each as the end of a sentence that begins with its field
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function websiteHostProblems(host: string): string[] {
  const problems = bucketNameProblems(host).map((problem) => `${problem}, because a bucket is named like it`);
  const topLevel = host.slice(host.lastIndexOf('.') + 1);
  if (PRELOADED_TLDS.has(topLevel)) {
    problems.push(
      `must not be under .${topLevel}, which browsers only visit over HTTPS, because the S3 website endpoint has none`,
    );
  }
  return problems;
}

/**
 * Why S3 would refuse a bucket's name.
 *
 * @returns the rules that `name` breaks, each as the end of a sentence that begins with its field
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (name.length < 3 || name.length > 63) {
    problems.push('must have 3 to 63 characters');
  }
  if (/[.-]\.|\.-/.test(name)) {
    problems.push('must have a letter or digit on both sides of a dot');
  }
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name) || /^[0-9.]+$/.test(name)) {
    problems.push(
      'must be lower-case letters, digits, dots and hyphens, not an IP address, and begin and end with a letter or digit',
    );
  }
  const prefix = ['xn--', 'sthree-', 'amzn-s3-demo-'].find((reserved) => name.startsWith(reserved));
  if (prefix) {
    problems.push(`must not begin with ${prefix}`);
  }
  const suffix = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'].find((reserved) => name.endsWith(reserved));
  if (suffix) {
    problems.push(`must not end with ${suffix}`);
  }
  return problems;
}

/** Whether S3 takes a bucket of this name. */
export function isBucketName(name: string): boolean {
  return bucketNameProblems(name).length === 0;
}
