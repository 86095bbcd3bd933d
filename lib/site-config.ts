import { z } from 'zod';
import { collisionProblems } from './config/collisions';
import { isBucketName } from './config/host-names';
import { modeOf, type Mode } from './config/mode';
import { computedBucketName } from './config/names';
import { describe, fieldProblems, SiteConfigError } from './config/problems';
import { consistencyProblems, type Problem } from './config/rules';
import { readSiteContent, type SiteContent } from './config/site-content';
import { siteFields } from './config/site-fields';

export { SiteConfigError };

/** A site as `bin/sites.ts` describes it. */
export type SiteConfig = z.input<typeof siteFields>;

type Fields = z.output<typeof siteFields>;

/** A valid site with every default and everything that its settings determine. */
export interface Site extends Readonly<Fields> {
  readonly alternateNames: string[];
  readonly hostedZoneName: string;
  readonly primaryBucketName: string;
  readonly secondaryBucketName: string;
  readonly manualSwitch: boolean | 'retired';
  readonly mode: Mode;
  /** What `contentPath` holds; `undefined` when another pipeline publishes. */
  readonly content: SiteContent | undefined;
}

/**
 * Validates the sites and fills in what follows from their settings.
 *
 * @throws SiteConfigError that lists every problem of every site
 */
export function resolveSites(configs: readonly SiteConfig[]): Site[] {
  const results = z.array(z.unknown(), 'must be a list of sites').min(1, 'must hold a site').safeParse(configs);
  if (!results.success) {
    throw new SiteConfigError(
      results.error.issues.map((issue) => describe('sites', { path: [], rule: issue.message, value: configs })),
    );
  }
  const parsed = configs.map(resolveSite);
  const problems = parsed.flatMap((result, index) =>
    result.problems.map((problem) => ({ ...problem, path: [index, ...problem.path] })),
  );
  const collisions = collisionProblems(parsed.map(({ site }) => site));
  if (problems.length + collisions.length > 0) {
    throw new SiteConfigError([...problems, ...collisions].map((problem) => describe('sites', problem)));
  }
  return parsed.flatMap(({ site }) => site ?? []);
}

function resolveSite(config: SiteConfig): { site?: Site; problems: Problem[] } {
  const parsed = siteFields.safeParse(config);
  const fields = parsed.success ? parsed.data : validFieldsOf(config);
  const site = withDerived(fields);
  const problems = [
    ...(parsed.error ? fieldProblems(parsed.error, config, 'lib/config/site-fields.ts') : []),
    ...consistencyProblems(site),
  ];
  return problems.length === 0 ? { site: site as Site, problems } : { problems };
}

/** The fields that break no rule of their own, so that the rules between them are judged all the same. */
function validFieldsOf(config: unknown): Partial<Fields> {
  const given = z.record(z.string(), z.unknown()).safeParse(config).data ?? {};
  return Object.fromEntries(
    Object.entries(siteFields.shape).flatMap(([name, field]) => {
      const result = (field as z.ZodType).safeParse(given[name]);
      return result.success ? [[name, result.data]] : [];
    }),
  );
}

function withDerived(fields: Partial<Fields>): Partial<Site> {
  const { domainName, contentPath, indexDocument } = fields;
  const hostedZoneName = fields.hostedZoneName ?? domainName;
  const defaultAlternateNames = domainName !== undefined && domainName === hostedZoneName ? [`www.${domainName}`] : [];
  const manualSwitch = fields.manualSwitch ?? fields.secondaryEndpoint === 'https';
  const mode = modeOf({ ...fields, manualSwitch });
  return {
    ...fields,
    hostedZoneName,
    alternateNames: fields.alternateNames ?? defaultAlternateNames,
    primaryBucketName: fields.primaryBucketName ?? bucketNameIn(fields.primaryRegion, fields),
    secondaryBucketName: fields.secondaryBucketName ?? secondaryBucketName(fields, mode),
    manualSwitch,
    mode,
    content: contentPath ? readSiteContent(contentPath, indexDocument ?? '') : undefined,
  };
}

function secondaryBucketName(fields: Partial<Fields>, { hasWebsiteEndpoint }: Mode): string | undefined {
  const { domainName, secondaryRegion } = fields;
  const isRefused = domainName !== undefined && !isBucketName(domainName);
  return isRefused && !hasWebsiteEndpoint ? bucketNameIn(secondaryRegion, fields) : domainName;
}

function bucketNameIn(region: string | undefined, { domainName, account }: Partial<Fields>): string | undefined {
  return domainName && account && region ? computedBucketName({ domainName, account }, region) : undefined;
}
