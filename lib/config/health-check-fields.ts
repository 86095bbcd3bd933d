import { z } from 'zod';

/** The health check object's path that needs no object of the site's own: the app publishes one. */
export const DEFAULT_HEALTH_CHECK_PATH = '/health.txt';

const THRESHOLD_RULE = 'must be a whole number from 1 to 10';

/**
 * What Route 53 checks in the primary bucket, and how often.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export const healthCheckFields = z.strictObject(
  {
    /**
     * Path of the checked object. `/health.txt` is published by the app; any other has to be in `contentPath`.
     *
     * Changing it on a live site moves visitors to the secondary for a minute or two.
     *
     * Some 16 checkers read it every interval, about 4 million times a month: keep it tiny.
     *
     * @default '/health.txt'
     */
    path: z
      .string('must be a path')
      .regex(/^(\/[\w.~-]+)+$/, 'must be the path of an object: begin with / and hold only letters, digits and ._~-/')
      .refine((value) => !/\/\.{1,2}(\/|$)/.test(value), 'must have no segment . or ..')
      .refine((value) => !/\.html?$/i.test(value), 'must be no page, which is published with other headers')
      .max(255, 'must have at most 255 characters')
      .default(DEFAULT_HEALTH_CHECK_PATH),
    /**
     * Seconds between two requests of a checker: 10 or 30.
     *
     * @default 10
     */
    intervalSeconds: z.literal([10, 30], 'must be 10 or 30').default(10),
    /**
     * Failed (or passed) requests in a row that change a checker's mind: 1 to 10.
     *
     * @default 3
     */
    failureThreshold: z.int(THRESHOLD_RULE).min(1, THRESHOLD_RULE).max(10, THRESHOLD_RULE).default(3),
  },
  'must be an object',
);
