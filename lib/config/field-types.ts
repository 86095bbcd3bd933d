import { z } from 'zod';
import { bucketNameProblems } from './host-names';
import { isCommercialRegion } from './regions';

/** A Region in which a site can be. */
export const region = z
  .string('must be a commercial AWS Region')
  .refine(isCommercialRegion, 'must be a commercial AWS Region known to CDK');

/** A name that S3 takes for a bucket. */
export const bucketName = z.string('must be a bucket name').superRefine((name, context) => {
  bucketNameProblems(name).forEach((message) => context.addIssue({ code: 'custom', message }));
});

/**
 * ARN of a certificate in a Region.
 *
 * @param where pattern of the Region
 * @param rule what it must be
 */
export const certificateArn = (where: string, rule: string) =>
  z
    .string('must be the ARN of a certificate')
    .regex(new RegExp(`^arn:aws:acm:${where}:\\d{12}:certificate/[\\w-]+$`), rule);

/** A page at the top of the content. */
export const pageName = (example: string) => {
  const rule = `must be the file name of a page, such as ${example}`;
  return z.string(rule).regex(/^[\w.~-]+\.html?$/, rule);
};
