import {
  GetDistributionCommand,
  GetResponseHeadersPolicyCommand,
  type Distribution,
  type DistributionConfig,
} from '@aws-sdk/client-cloudfront';
import type { Site } from '../../../site-config';
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
  title: 'the distribution is deployed, answers for every name, and pins nobody to HTTPS or IPv6',
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
  if (IsIPV6Enabled) {
    const why = 'the secondary speaks IPv4 only: who comes over IPv6 is not moved';
    problems.push(error(`the distribution ${id} speaks IPv6`, why));
  }
  return problems;
}

/** What makes browsers come back over HTTPS alone. */
async function pinning({ aws }: Examination, id: string, config: DistributionConfig): Promise<Problem[]> {
  const behaviors = [config.DefaultCacheBehavior, ...(config.CacheBehaviors?.Items ?? [])];
  const why = 'browsers remember it, and ask the secondary over HTTPS, which it does not speak: they are refused';
  const redirecting = behaviors.some((behavior) => behavior?.ViewerProtocolPolicy !== 'allow-all');
  const policies = new Set(behaviors.flatMap((behavior) => behavior?.ResponseHeadersPolicyId ?? []).filter(Boolean));
  const pinned = [...policies].map(async (Id): Promise<Problem[]> => {
    const { ResponseHeadersPolicy } = await aws.cloudFront.send(new GetResponseHeadersPolicyCommand({ Id }));
    const { SecurityHeadersConfig, CustomHeadersConfig } = ResponseHeadersPolicy?.ResponseHeadersPolicyConfig ?? {};
    const isPinning =
      SecurityHeadersConfig?.StrictTransportSecurity !== undefined ||
      CustomHeadersConfig?.Items?.some(({ Header }) => Header?.toLowerCase() === HSTS);
    return isPinning ? [error(`the distribution ${id} sends HSTS, by the policy ${Id}`, why, HEADERS)] : [];
  });
  return [
    ...(redirecting ? [error(`the distribution ${id} does not answer over plain HTTP everywhere`, why)] : []),
    ...(await Promise.all(pinned)).flat(),
  ];
}
