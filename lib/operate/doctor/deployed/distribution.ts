import {
  GetDistributionCommand,
  GetResponseHeadersPolicyCommand,
  type Distribution,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import type { Site } from '../../../site-config';
import type { Aws } from '../../aws';
import type { Check, Examination, Finding } from '../check';
import { unlessAbsent } from '../asking';
import { revertDrift } from './commands';
import { ofStacks } from './permissions';

const API = 'https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html';
const HEADERS =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html';

const HSTS = 'strict-transport-security';

type Problem = Omit<Finding, 'fix'>;

export const distributionInForce: Check = {
  id: 'distribution-in-force',
  title:
    'the distribution is deployed, answers for every name, and pins visitors to HTTPS and IPv6 only where the secondary has them',
  of: 'a deployed site',
  permissions: [
    ofStacks('cloudformation:DescribeStacks', 'Website'),
    {
      action: 'cloudfront:GetDistribution',
      resources: ({ account }) => [`arn:aws:cloudfront::${account}:distribution/*`],
    },
    {
      action: 'cloudfront:GetResponseHeadersPolicy',
      // one of AWS's own has no account
      resources: ({ account }) => [
        `arn:aws:cloudfront::${account}:response-headers-policy/*`,
        'arn:aws:cloudfront:::response-headers-policy/*',
      ],
    },
  ],
  async examine(examination) {
    const { site, aws } = examination;
    const Id = (await examination.stack('Website'))?.outputs.DistributionId;
    if (Id === undefined) {
      throw new Error(`the stack ${site.domainName}/Website has no output DistributionId; npm run deploy writes it`);
    }
    const answer = await unlessAbsent(aws.cloudFront.send(new GetDistributionCommand({ Id })), 'NoSuchDistribution');
    const config = answer?.Distribution?.DistributionConfig;
    const problems = config
      ? [
          ...(answer?.Distribution ? states(Id, answer.Distribution) : []),
          ...settings(site, Id, config),
          ...(await pinning(examination, Id, config)),
        ]
      : [error(`the distribution ${Id} is not there`, 'visitors get no answer from the primary')];
    return problems.map((problem) => ({ ...problem, fix: revertDrift(site, 'Website') }));
  },
};

function error(what: string, why: string, page = API): Problem {
  return { severity: 'error', what, why, page };
}

function states(id: string, { Status, DistributionConfig }: Distribution): Problem[] {
  if (!DistributionConfig?.Enabled) {
    return [error(`the distribution ${id} is disabled`, 'CloudFront answers nobody')];
  }
  const why = 'some edges still answer as before: a change is on its way, which takes minutes, and needs nothing else';
  return Status === 'Deployed' ? [] : [{ ...error(`the distribution ${id} is ${Status}`, why), severity: 'warning' }];
}

function settings(site: Site, id: string, { Aliases, IsIPV6Enabled }: DistributionConfig): Problem[] {
  const missing = [site.domainName, ...site.alternateNames].filter((name) => !Aliases?.Items?.includes(name));
  const problems: Problem[] = [];
  if (missing.length > 0) {
    const what = `the distribution ${id} does not have the alternate names ${missing.join(', ')}`;
    problems.push(error(what, 'CloudFront refuses who asks for a name that no distribution has'));
  }
  if (IsIPV6Enabled && !site.mode.hasIpv6) {
    const why = 'the secondary speaks IPv4 only: who comes over IPv6 is not moved';
    problems.push(error(`the distribution ${id} speaks IPv6`, why));
  }
  if (!IsIPV6Enabled && site.mode.hasIpv6) {
    const why = 'the AAAA records lead to it: who comes over IPv6 gets no answer';
    problems.push(error(`the distribution ${id} speaks no IPv6`, why));
  }
  return problems;
}

/** What makes browsers come back over HTTPS alone, or does not. */
async function pinning({ aws, site }: Examination, id: string, config: DistributionConfig): Promise<Problem[]> {
  const behaviors = [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])];
  const { redirectsToHttps, strictTransportSecurity: wanted } = site.mode;
  const protocol = redirectsToHttps ? 'redirect-to-https' : 'allow-all';
  const others = behaviors.filter((behavior) => behavior?.ViewerProtocolPolicy !== protocol);
  const policies = new Set(behaviors.flatMap((behavior) => behavior?.ResponseHeadersPolicyId ?? []).filter(Boolean));
  const sent = await Promise.all([...policies].map(async (Id) => ({ Id, header: await hstsOf(aws, Id) })));
  const wrong = sent.filter(({ header }) => header !== wanted);
  return [
    ...(others.length === 0 ? [] : [protocolProblem(id, redirectsToHttps)]),
    ...wrong.map(({ Id, header }) => hstsProblem(id, Id, header, wanted)),
  ];
}

const PINNED = 'browsers remember it, and ask the secondary over HTTPS, which it does not speak: they are refused';

function protocolProblem(id: string, redirects: boolean): Problem {
  return redirects
    ? {
        ...error(
          `the distribution ${id} answers over plain HTTP`,
          'who comes so is not sent to HTTPS, and is refused later',
        ),
        severity: 'warning',
      }
    : error(`the distribution ${id} does not answer over plain HTTP everywhere`, PINNED);
}

function hstsProblem(id: string, policy: string, header: HstsHeader, wanted: number | undefined): Problem {
  const sends = `the distribution ${id} sends ${header === undefined ? 'no HSTS' : 'HSTS'}`;
  if (wanted === undefined) {
    return error(`${sends}, by the policy ${policy}`, PINNED, HEADERS);
  }
  const what = `${sends}${header === undefined ? '' : ` with max-age ${header}`}, by the policy ${policy}, not max-age ${wanted}`;
  const why =
    wanted === 0
      ? 'browsers do not forget that they are to come over HTTPS alone, and HTTPS is to be given up'
      : 'browsers are not told to come over HTTPS alone, or not for as long as configured';
  return wanted === 0 ? error(what, why, HEADERS) : { ...error(what, why, HEADERS), severity: 'warning' };
}

/** `max-age` in seconds; text where somebody wrote a header of their own; undefined when none is sent. */
type HstsHeader = number | string | undefined;

async function hstsOf(aws: Aws, Id: string): Promise<HstsHeader> {
  const { ResponseHeadersPolicy } = await aws.cloudFront.send(new GetResponseHeadersPolicyCommand({ Id }));
  const { SecurityHeadersConfig, CustomHeadersConfig } = ResponseHeadersPolicy?.ResponseHeadersPolicyConfig ?? {};
  const own = CustomHeadersConfig?.Items?.find(({ Header }) => Header?.toLowerCase() === HSTS);
  return SecurityHeadersConfig?.StrictTransportSecurity?.AccessControlMaxAgeSec ?? own?.Value;
}
