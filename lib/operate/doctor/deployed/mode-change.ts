import { GetResponseHeadersPolicyCommand } from '@aws-sdk/client-cloudfront';
import type { Endpoint } from '../../../config/mode';
import type { Site } from '../../../site-config';
import { unlessAbsent } from '../asking';
import type { Check, Examination, Finding } from '../check';
import { deployedMode, type DeployedMode } from './deployed-mode';
import { ofStacks } from './permissions';
import { resourcesOf } from './stack-resources';

const GUIDE = 'docs/changing-mode.md';
const TTLS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html';
const HEADERS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html';

/** Before each deployment: what is deployed may become what is configured without leaving anybody behind. */
export const modeChangeAllowed: Check = {
  id: 'mode-change',
  title: 'what is configured can be deployed over what is deployed, and leaves no visitor behind',
  of: 'a deployed site',
  permissions: [
    ofStacks('cloudformation:DescribeStacks', 'Website'),
    ofStacks('cloudformation:GetTemplate', 'Secondary', 'Website'),
    ofStacks('cloudformation:ListStackResources', 'Website'),
    {
      action: 'cloudfront:GetResponseHeadersPolicy',
      resources: ({ account }) => [`arn:aws:cloudfront::${account}:response-headers-policy/*`],
    },
  ],
  async examine(examination) {
    const deployed = await deployedMode(examination);
    const { site } = examination;
    return [
      ...endpointFindings(site, deployed),
      ...switchFindings(site, deployed),
      ...(await hstsFindings(examination, deployed)),
    ];
  },
};

function endpointFindings(site: Site, { secondaryEndpoint: deployed }: DeployedMode): Finding[] {
  const kept: readonly (Endpoint | undefined)[] = [site.secondaryEndpoint, site.retiredEndpoint];
  return kept.includes(deployed)
    ? []
    : [
        {
          severity: 'error',
          what: `the records of the deployed site lead to the endpoint '${deployed}', which the configuration does away with`,
          why:
            'Resolvers keep those answers for a minute, and the endpoint may be gone before its records are: visitors ' +
            'after a failover, or another owner of the name, would find what is not the site.',
          fix: `set retiredEndpoint: '${deployed}' in bin/sites.ts for one deployment, then leave it out (${GUIDE})`,
          page: TTLS,
        },
      ];
}

function switchFindings({ mode, domainName }: Site, { usesSwitch }: DeployedMode): Finding[] {
  return !usesSwitch || mode.hasSwitch
    ? []
    : [
        {
          severity: 'error',
          what: `the records of ${domainName} follow the switch, which the configuration does away with`,
          why:
            'Its health check would be deleted while the one that the records name still counts it: what Route 53 then ' +
            'makes of that nobody can tell.',
          fix: `set manualSwitch: 'retired' in bin/sites.ts for one deployment, then false (${GUIDE})`,
          page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-deleting.html',
        },
      ];
}

/** Browsers that are to come over HTTPS alone must have forgotten it before the secondary speaks none. */
async function hstsFindings(examination: Examination, deployed: DeployedMode): Promise<Finding[]> {
  const { site, now } = examination;
  const { strictTransportSecurity: sent } = deployed;
  // as long as HTTPS is all there is, nobody is left behind
  if (!site.mode.hasWebsiteEndpoint || deployed.secondaryEndpoint === 'website' || sent === undefined) {
    return [];
  }
  const why = 'Browsers that remember it ask an S3 website over HTTPS, which it does not speak: they are refused.';
  if (sent > 0) {
    return [
      {
        severity: 'error',
        what: `visitors are told to come over HTTPS alone for ${sent} s (HSTS), and the configuration gives HTTPS up at the secondary`,
        why,
        fix: `keep to secondaryEndpoint: 'https' alone, set hsts: 'ending', deploy, and wait for ${inDays(sent)} (${GUIDE})`,
        page: HEADERS,
      },
    ];
  }
  const since = await endedSince(examination, deployed);
  const until = since && new Date(since.getTime() + site.hstsMaxAgeSeconds * 1000);
  return until !== undefined && until <= now()
    ? []
    : [
        {
          severity: 'error',
          what:
            until === undefined
              ? 'nobody can tell since when browsers are told to forget HSTS: its policy is not there'
              : `browsers are told to forget HSTS since ${since?.toISOString()}, and may remember it until ${until.toISOString()}`,
          why,
          fix: `wait until then with secondaryEndpoint: 'https' and hsts: 'ending' (hstsMaxAgeSeconds is what was sent before: ${site.hstsMaxAgeSeconds}); ${GUIDE}`,
          page: HEADERS,
        },
      ];
}

/** When the policy was changed last: by then at the latest it sent `max-age=0`. */
async function endedSince(examination: Examination, { headersPolicy }: DeployedMode): Promise<Date | undefined> {
  const resources = await resourcesOf(examination, 'Website');
  const Id = resources.find(({ logicalId }) => logicalId === headersPolicy)?.id;
  const asked = examination.aws.cloudFront.send(new GetResponseHeadersPolicyCommand({ Id }));
  const answer = await unlessAbsent(asked, 'NoSuchResponseHeadersPolicy');
  return answer?.ResponseHeadersPolicy?.LastModifiedTime;
}

function inDays(seconds: number): string {
  const days = Math.ceil(seconds / (24 * 60 * 60));
  return days === 1 ? 'a day' : `${days} days`;
}
