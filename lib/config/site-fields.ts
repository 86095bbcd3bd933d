import { z } from 'zod';
import { bucketName, certificateArn, pageName, region } from './field-types';
import { healthCheckFields } from './health-check-fields';
import { hostName } from './host-names';
import { US_EAST_1 } from './regions';

const endpoint = z.enum(['website', 'https'], "must be 'website' or 'https'");

/** Two years: more than anybody asks for, and as long to leave. */
const MAX_AGE_LIMIT = 63_072_000;
const MAX_AGE_RULE = `must be a whole number of seconds from 1 to ${MAX_AGE_LIMIT}`;

/** Every field of a site as `bin/sites.ts` gives it: its meaning, its default and the rules that it alone can break. */
export const siteFields = z.strictObject(
  {
    /** Host that visitors ask for. Fixed once deployed. */
    domainName: hostName,

    /**
     * Further hosts on the distribution, redirected to `domainName`.
     *
     * @default ['www.<domainName>'] when `domainName` is the apex of its zone, else []
     */
    alternateNames: z.array(hostName, 'must be a list of DNS names').optional(),

    /**
     * Names dropped from `alternateNames` that the secondary still answers for this one deployment.
     *
     * Dropping a name takes two: the first removes its records, the second its bucket and its endpoint. A record that
     * outlived its bucket would let a stranger claim the bucket's name, and with it the site's.
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
    secondaryRegion: region.default('us-west-2'),

    /**
     * What answers when the primary does not.
     *
     * - `website`: the S3 website endpoint of the public secondary bucket, over HTTP and IPv4 only. DNS moves when the
     *   primary bucket is lost.
     * - `https`: a regional HTTPS endpoint in front of the private secondary bucket, over IPv4 and IPv6. CloudFront reads
     *   the replica itself when the primary bucket is lost, and DNS moves when CloudFront is.
     *
     * To change it on a deployed site, see `retiredEndpoint` and docs/changing-mode.md.
     *
     * @default 'website'
     */
    secondaryEndpoint: endpoint.default('website'),

    /**
     * Endpoint of the mode before, kept for this one deployment.
     *
     * Changing the mode takes two: the first adds the new endpoint and moves DNS to it, the second, without this field,
     * removes the old one.
     *
     * @default - none
     */
    retiredEndpoint: endpoint.optional(),

    /**
     * Whether browsers are told to come over HTTPS alone (`on`), or to forget that they were (`ending`): before `https`
     * is given up, for as long as `hstsMaxAgeSeconds` was.
     *
     * Only `https` has such a header.
     *
     * @default 'on'
     */
    hsts: z.enum(['on', 'ending'], "must be 'on' or 'ending'").default('on'),

    /**
     * How long browsers remember to come over HTTPS, in seconds; leaving `https` takes as long.
     *
     * @default 31536000 (a year)
     */
    hstsMaxAgeSeconds: z.int(MAX_AGE_RULE).min(1, MAX_AGE_RULE).max(MAX_AGE_LIMIT, MAX_AGE_RULE).default(31_536_000),

    /**
     * ARN of an issued certificate in us-east-1 that covers every name.
     *
     * @default - a new certificate, validated by records in the zone
     */
    certificateArn: certificateArn(
      US_EAST_1,
      'must be the ARN of a certificate in us-east-1, where CloudFront reads it',
    ).optional(),

    /**
     * ARN of an issued certificate in `secondaryRegion` that covers every name, for the HTTPS endpoint there.
     *
     * @default - a new certificate, validated by records in the zone
     */
    secondaryCertificateArn: certificateArn('[a-z0-9-]+', 'must be the ARN of a certificate').optional(),

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
    primaryBucketName: bucketName.optional(),

    /**
     * Name of the secondary bucket. Fixed once deployed; with a website endpoint, only `domainName` works.
     *
     * @default - `domainName`, or computed like that of the primary where S3 takes no bucket of this name
     */
    secondaryBucketName: bucketName.optional(),

    /**
     * Whether an operator can fail over by an object in the secondary bucket, which needs nothing of us-east-1.
     *
     * To give it up on a deployed site takes two deployments: `'retired'`, after which the records do not follow it any
     * more, then `false`.
     *
     * @default true with the endpoint `https`, which always has it, else false
     */
    manualSwitch: z.union([z.boolean(), z.literal('retired')], "must be true, false or 'retired'").optional(),

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
