import { z } from 'zod';
import { isCommercialRegion } from './regions';

/** A Region in which a site can be. */
export const region = z
  .string('must be a commercial AWS Region')
  .refine(isCommercialRegion, 'must be a commercial AWS Region known to CDK');

/** A page at the top of the content. */
export const pageName = (example: string) => {
  const rule = `must be the file name of a page, such as ${example}`;
  return z.string(rule).regex(/^[\w.~-]+\.html?$/, rule);
};
