import { SWITCH_KEY } from './names';
import { hasWebsiteEndpoint, US_EAST_1 } from './regions';
import type { Problem, ValidFields } from './rules';

/** The rules between the endpoints of a site and its other fields. */
export function modeProblems(site: ValidFields): Problem[] {
  return [...endpointProblems(site), ...secondaryProblems(site), ...switchProblems(site)];
}

function endpointProblems({ secondaryEndpoint, retiredEndpoint, hsts, mode }: ValidFields): Problem[] {
  const problems: Problem[] = [];
  if (retiredEndpoint !== undefined && retiredEndpoint === secondaryEndpoint) {
    problems.push({ path: ['retiredEndpoint'], rule: 'must differ from secondaryEndpoint', value: retiredEndpoint });
  }
  // on the way to https nobody is told yet, and a site without it has told nobody
  const tellsNobody = secondaryEndpoint !== undefined && (!mode?.hasHttpsEndpoint || retiredEndpoint === 'website');
  if (hsts === 'ending' && tellsNobody) {
    problems.push({
      path: ['hsts'],
      rule: "must be left out until the site has been on secondaryEndpoint 'https' alone",
      value: hsts,
    });
  }
  return problems;
}

function secondaryProblems({
  mode,
  account,
  secondaryRegion,
  secondaryCertificateArn,
  ...site
}: ValidFields): Problem[] {
  const problems: Problem[] = [];
  if (mode?.hasWebsiteEndpoint && secondaryRegion !== undefined && !hasWebsiteEndpoint(secondaryRegion)) {
    problems.push({
      path: ['secondaryRegion'],
      rule: 'must have an S3 website endpoint known to CDK',
      value: secondaryRegion,
    });
  }
  const { secondaryBucketName: name, domainName } = site;
  if (mode?.hasWebsiteEndpoint && name !== domainName) {
    problems.push({
      path: ['secondaryBucketName'],
      rule: 'must be the domainName, or left out: a website endpoint finds its bucket by the name of the host',
      value: name,
    });
  }
  if (secondaryCertificateArn !== undefined) {
    const [, , , region, owner] = secondaryCertificateArn.split(':');
    const problem = (rule: string) => ({ path: ['secondaryCertificateArn'], rule, value: secondaryCertificateArn });
    if (!mode?.hasHttpsEndpoint) {
      problems.push(problem("must be left out without the endpoint 'https'"));
    }
    if (secondaryRegion !== undefined && region !== secondaryRegion) {
      problems.push(problem(`must be a certificate in ${secondaryRegion}, where API Gateway reads it`));
    }
    if (account !== undefined && owner !== account) {
      problems.push(problem(`must be a certificate of the account ${account}`));
    }
  }
  return problems;
}

function switchProblems({
  mode,
  secondaryEndpoint,
  secondaryRegion,
  manualSwitch,
  content,
  contentPath,
  healthCheck,
}: ValidFields): Problem[] {
  const problems: Problem[] = [];
  if (mode?.hasSwitch && secondaryRegion === US_EAST_1) {
    problems.push({
      path: ['secondaryRegion'],
      rule: `must not be ${US_EAST_1} with an operator's switch, which has to work while that Region does not`,
      value: secondaryRegion,
    });
  }
  if (secondaryEndpoint === 'https' && manualSwitch !== true) {
    problems.push({
      path: ['manualSwitch'],
      rule: "must be true, or left out, with secondaryEndpoint 'https', which always has it",
      value: manualSwitch,
    });
  }
  if (mode?.hasSwitch && content?.keys.includes(SWITCH_KEY)) {
    problems.push({
      path: ['contentPath'],
      rule: `must not hold ${SWITCH_KEY}, which would fail the site over: it is the operator's switch`,
      value: contentPath,
    });
  }
  if (mode?.hasSwitch && healthCheck?.path === `/${SWITCH_KEY}`) {
    problems.push({
      path: ['healthCheck', 'path'],
      rule: "must not be that of the operator's switch",
      value: healthCheck.path,
    });
  }
  const path = healthCheck?.path;
  // through the function of CloudFront: it redirects to a directory, and a redirect counts as healthy
  if (secondaryEndpoint === 'https' && contentPath === false && path !== undefined && !/\.[^/]*$/.test(path)) {
    problems.push({
      path: ['healthCheck', 'path'],
      rule: "must have a dot in its last part, as without contentPath CloudFront's function takes it for a directory",
      value: path,
    });
  }
  return problems;
}
