import type { Endpoint } from '../../../config/mode';
import { stacksOf, type StackRole } from '../../site-stacks';
import { oncePer } from '../asking';
import type { Examination } from '../check';
import { deployedTemplate } from './deployed-template';

/** What the templates that were deployed last say of the mode. */
export interface DeployedMode {
  readonly endpoints: readonly Endpoint[];
  /** Where the records lead when the primary is lost. */
  readonly secondaryEndpoint: Endpoint;
  /** Whether the records follow the switch. */
  readonly usesSwitch: boolean;
  /** `max-age` of HSTS; undefined when no such header is sent. */
  readonly strictTransportSecurity: number | undefined;
  /** Logical id of the policy that sends it. */
  readonly headersPolicy: string | undefined;
}

interface Resource {
  readonly Type?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** @throws Error of the SDK; Error when a template says too little */
export const deployedMode = oncePer(async (examination): Promise<DeployedMode> => {
  const [secondary, website] = await Promise.all([
    resourcesIn(examination, 'Secondary'),
    resourcesIn(examination, 'Website'),
  ]);
  const records = of(website, 'AWS::Route53::RecordSet').filter(({ Failover }) => Failover === 'SECONDARY');
  const [record] = records;
  if (!record) {
    throw new Error('the template of the deployed stack Website has no SECONDARY record');
  }
  // the host of a website endpoint is known beforehand, that of an API only once it is there
  const leadsToWebsite = JSON.stringify(record.AliasTarget).includes('s3-website');
  const hasWebsite = of(secondary, 'AWS::S3::Bucket').some(isIndexed);
  const hasApi = of(secondary, 'AWS::ApiGatewayV2::Api').length > 0;
  const decisions = of(website, 'AWS::Route53::HealthCheck').map(configOf);
  const [policy] = Object.entries(website).filter(([, { Type }]) => Type === 'AWS::CloudFront::ResponseHeadersPolicy');
  return {
    endpoints: [...(hasWebsite ? (['website'] as const) : []), ...(hasApi ? (['https'] as const) : [])],
    secondaryEndpoint: leadsToWebsite ? 'website' : 'https',
    usesSwitch: decisions.some(({ Type }) => Type === 'CALCULATED'),
    strictTransportSecurity: maxAgeIn(policy?.[1].Properties),
    headersPolicy: policy?.[0],
  };
});

/** A bucket that serves pages, not redirects. */
function isIndexed({ WebsiteConfiguration }: Readonly<Record<string, unknown>>): boolean {
  return (WebsiteConfiguration as { IndexDocument?: unknown } | undefined)?.IndexDocument !== undefined;
}

function configOf({ HealthCheckConfig }: Readonly<Record<string, unknown>>): { Type?: string } {
  return HealthCheckConfig ?? {};
}

function maxAgeIn(properties: Resource['Properties'] = {}): number | undefined {
  const [, maxAge] = /"AccessControlMaxAgeSec":"?(\d+)/.exec(JSON.stringify(properties)) ?? [];
  return maxAge === undefined ? undefined : Number(maxAge);
}

function of(resources: Readonly<Record<string, Resource>>, type: string): Readonly<Record<string, unknown>>[] {
  return Object.values(resources).flatMap(({ Type, Properties = {} }) => (Type === type ? [Properties] : []));
}

async function resourcesIn(examination: Examination, role: StackRole): Promise<Readonly<Record<string, Resource>>> {
  const stack = stacksOf(examination.site).find((one) => one.role === role);
  const template = stack && (await deployedTemplate(examination, stack.name, stack.region));
  return (template?.Resources ?? {}) as Readonly<Record<string, Resource>>;
}
