import { z } from 'zod';
import { hasWebsiteEndpoint, isCommercialRegion } from './regions';

/** A Region in which a site can be. */
export const region = z
  .string('must be a commercial AWS Region')
  .refine(isCommercialRegion, 'must be a commercial AWS Region known to CDK');

/** A Region in which S3 serves websites. */
export const regionWithWebsites = region.refine(
  // of a Region that is none, `region` has said so
  (name) => !isCommercialRegion(name) || hasWebsiteEndpoint(name),
  'must have an S3 website endpoint known to CDK',
);

/** A page at the top of the content. */
export const pageName = (example: string) => {
  const rule = `must be the file name of a page, such as ${example}`;
  return z.string(rule).regex(/^[\w.~-]+\.html?$/, rule);
};
