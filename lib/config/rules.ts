import type { Site } from '../site-config';
import { DEFAULT_HEALTH_CHECK_PATH } from './health-check-fields';
import { websiteHostProblems } from './host-names';
import { modeProblems } from './mode-rules';
import { namesOf } from './names';

/**
 * Default quota of ACM.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
const NAMES_IN_A_CERTIFICATE = 10;

/** A rule that a value of the configuration breaks. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** The end of a sentence that begins with the field: `must …`. */
  readonly rule: string;
  readonly value: unknown;
}

/** What is valid so far of a site: fields that broke a rule of their own are absent. */
export type ValidFields = Partial<Site>;

/** The rules between the fields of one site. */
export function consistencyProblems(site: ValidFields): Problem[] {
  return [...nameProblems(site), ...modeProblems(site), ...placeProblems(site), ...contentProblems(site)];
}

function nameProblems({ hostedZoneName, ...site }: ValidFields): Problem[] {
  const named = namesOf(site);
  return named.flatMap(({ path, name }, position) => {
    const rules = site.mode?.hasWebsiteEndpoint === false ? [] : websiteHostProblems(name);
    if (hostedZoneName !== undefined && name !== hostedZoneName && !name.endsWith(`.${hostedZoneName}`)) {
      rules.push(`must be in the hosted zone ${hostedZoneName}`);
    }
    if (named.findIndex((other) => other.name === name) < position) {
      rules.push('must differ from every other name of the site');
    }
    return rules.map((rule) => ({ path, rule, value: name }));
  });
}

function placeProblems({ account, primaryRegion, secondaryRegion, certificateArn, ...site }: ValidFields): Problem[] {
  const problems: Problem[] = [];
  if (primaryRegion !== undefined && primaryRegion === secondaryRegion) {
    problems.push({ path: ['secondaryRegion'], rule: 'must differ from primaryRegion', value: secondaryRegion });
  }
  if (certificateArn !== undefined && account !== undefined && certificateArn.split(':')[4] !== account) {
    problems.push({
      path: ['certificateArn'],
      rule: `must be a certificate of the account ${account}`,
      value: certificateArn,
    });
  }
  problems.push(...certificateProblems({ ...site, certificateArn }), ...bucketProblems(site));
  return problems;
}

function certificateProblems({ certificateArn, secondaryCertificateArn, ...site }: ValidFields): Problem[] {
  const { mode, alternateNames = [], retiredNames = [] } = site;
  const problem = (names: number, field: string): Problem[] =>
    names <= NAMES_IN_A_CERTIFICATE
      ? []
      : [
          {
            path: ['alternateNames'],
            rule:
              `must hold at most ${NAMES_IN_A_CERTIFICATE - 1} names, for a certificate takes ${NAMES_IN_A_CERTIFICATE} ` +
              `(with more, give a ${field})`,
            value: alternateNames,
          },
        ];
  const names = 1 + alternateNames.length;
  const needsSecondary = mode?.hasHttpsEndpoint === true && secondaryCertificateArn === undefined;
  return [
    ...(certificateArn === undefined ? problem(names, 'certificateArn') : []),
    ...(needsSecondary ? problem(names + retiredNames.length, 'secondaryCertificateArn') : []),
  ];
}

function bucketProblems(site: ValidFields): Problem[] {
  const { primaryBucketName, secondaryBucketName, domainName } = site;
  const names = namesOf(site).map(({ name }) => name);
  const problems: Problem[] = [];
  if (primaryBucketName !== undefined && [...names, secondaryBucketName].includes(primaryBucketName)) {
    problems.push({
      path: ['primaryBucketName'],
      rule: 'must differ from the names of the site, each the name of a bucket at the secondary',
      value: primaryBucketName,
    });
  }
  if (secondaryBucketName !== domainName && names.includes(secondaryBucketName ?? '')) {
    problems.push({
      path: ['secondaryBucketName'],
      rule: 'must differ from the other names of the site, each the name of a bucket that redirects',
      value: secondaryBucketName,
    });
  }
  return problems;
}

function contentProblems({ contentPath, content, ...site }: ValidFields): Problem[] {
  if (contentPath === undefined || contentPath === false) {
    return [];
  }
  const problem = (rule: string): Problem => ({ path: ['contentPath'], rule, value: contentPath });
  if (content === undefined) {
    return [problem('must be a directory that can be read (relative to where the app is started), or false')];
  }
  if (content.keys.length === 0) {
    return [problem('must be a directory with files in it')];
  }
  const missing = (key: string) => !content.keys.includes(key);
  const problems = (['indexDocument', 'errorDocument'] as const).flatMap((field) => {
    const document = site[field];
    return document !== undefined && missing(document) ? [problem(`must hold the ${field}, ${document}`)] : [];
  });
  const healthPath = site.healthCheck?.path;
  const similar = content.keys.find(
    (key) => `/${key}` !== healthPath && `/${key}`.toLowerCase() === healthPath?.toLowerCase(),
  );
  if (similar !== undefined) {
    // the patterns that tell the two apart know no case
    problems.push(problem(`must not hold ${similar}, which differs from the health check's object in case alone`));
  }
  if (healthPath !== undefined && healthPath !== DEFAULT_HEALTH_CHECK_PATH && missing(healthPath.slice(1))) {
    problems.push({
      path: ['healthCheck', 'path'],
      rule: `must be an object in contentPath (${contentPath}), or ${DEFAULT_HEALTH_CHECK_PATH}, which the app publishes`,
      value: healthPath,
    });
  }
  return problems;
}
