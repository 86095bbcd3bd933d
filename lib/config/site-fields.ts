import { z } from 'zod';
import { pageName, region, regionWithWebsites } from './field-types';
import { healthCheckFields } from './health-check-fields';
import { bucketNameProblems, hostName } from './host-names';

/** Every field of a site as `bin/sites.ts` gives it: its meaning, its default and the rules that it alone can break. */
export const siteFields = z.strictObject(
  {
    /** Host that visitors ask for; the secondary bucket is named like it. */
    domainName: hostName,

    /**
     * Further hosts on the distribution, redirected to `domainName`.
     *
     * @default ['www.<domainName>'] when `domainName` is the apex of its zone, else []
     */
    alternateNames: z.array(hostName, 'must be a list of DNS names').optional(),

    /**
     * Names dropped from `alternateNames` whose redirect buckets stay for this one deployment.
     *
     * Dropping a name takes two: the first removes its records, the second its bucket. A record that outlived its bucket
     * would let a stranger claim the bucket's name, and with it the site's.
     *
     * @default []
     */
    retiredNames: z.array(hostName, 'must be a list of DNS names').default([]),

    /** Id of the public hosted zone that holds the records. */
    hostedZoneId: z
      .string('must be the id of a hosted zone')
      .regex(/^Z[A-Z0-9]{1,31}$/, 'must be the id of a hosted zone, such as Z0123456789ABCDEFGHIJ'),

    /**
     * Name of that zone: give it when `domainName` is not the zone's apex.
     *
     * @default - `domainName`
     */
    hostedZoneName: hostName.optional(),

    /** AWS account that everything is deployed to: 12 digits. */
    account: z.string('must be a string of 12 digits').regex(/^\d{12}$/, 'must be a string of 12 digits'),

    /**
     * Region of the primary bucket. Fixed once deployed.
     *
     * @default 'us-east-2'
     */
    primaryRegion: region.default('us-east-2'),

    /**
     * Region of the secondary bucket. Fixed once deployed.
     *
     * @default 'us-west-2'
     */
    secondaryRegion: regionWithWebsites.default('us-west-2'),

    /**
     * What answers when the primary does not: the S3 website endpoint of the secondary bucket, over HTTP and IPv4 only.
     *
     * @default 'website'
     */
    secondaryEndpoint: z.literal('website', "must be 'website', the only mode of this version").default('website'),

    /**
     * ARN of an issued certificate in us-east-1 that covers every name.
     *
     * @default - a new certificate, validated by records in the zone
     */
    certificateArn: z
      .string('must be the ARN of a certificate')
      .regex(
        /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of a certificate in us-east-1, where CloudFront reads it',
      )
      .optional(),

    /** What Route 53 checks in the primary bucket, and how often. */
    healthCheck: healthCheckFields.prefault({}),

    /**
     * Directory to publish, relative to where the app is started; `false` when another pipeline publishes.
     *
     * @default 'site'
     */
    contentPath: z
      .union([z.string().min(1, 'must be a directory, or false'), z.literal(false)], 'must be a directory, or false')
      .default('site'),

    /**
     * Document served for a directory.
     *
     * @default 'index.html'
     */
    indexDocument: pageName('index.html').default('index.html'),

    /**
     * Document served, with status 404, for a missing page.
     *
     * @default '404.html'
     */
    errorDocument: pageName('404.html').default('404.html'),

    /**
     * Whether S3 promises replication within 15 minutes, priced per GB.
     *
     * @default false
     */
    replicationTimeControl: z.boolean('must be true or false').default(false),

    /**
     * Name of the primary bucket: give it to adopt an existing bucket.
     *
     * @default - computed from domain, account and Region; never that of another site
     */
    primaryBucketName: z
      .string('must be a bucket name')
      .superRefine((name, context) => {
        bucketNameProblems(name).forEach((message) => context.addIssue({ code: 'custom', message }));
      })
      .optional(),

    /**
     * Whether an operator can fail over by an object in the secondary bucket.
     *
     * @default false
     */
    manualSwitch: z.literal(false, 'must be false, since this version has no manual switch').default(false),

    /**
     * Address subscribed to every alarm topic; AWS asks it to confirm each.
     *
     * @default - nobody is told
     */
    alarmEmail: z.email('must be an e-mail address').optional(),

    /**
     * What `cdk destroy` does with the buckets: keeps them, or (for trials) empties and deletes them.
     *
     * @default 'retain'
     */
    removalPolicy: z.enum(['retain', 'destroy'], "must be 'retain' or 'destroy'").default('retain'),
  },
  'must be an object',
);
