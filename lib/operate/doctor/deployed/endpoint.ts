import { GetApiMappingsCommand, type DomainNameConfiguration } from '@aws-sdk/client-apigatewayv2';
import type { Check, Examination, Finding } from '../check';
import { revertDrift } from './commands';
import { domainsOf, READS_DOMAINS } from './endpoint-domains';

const DOMAINS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html';

/** What every custom domain name of the site is to have. */
const WANTED = {
  EndpointType: 'REGIONAL',
  SecurityPolicy: 'TLS_1_2',
  IpAddressType: 'dualstack',
  DomainNameStatus: 'AVAILABLE',
} as const;

export const endpointInForce: Check = {
  id: 'endpoint-in-force',
  title: 'API Gateway has every name of the site, available over IPv4 and IPv6, and mapped to its API',
  of: 'a deployed site',
  permissions: [READS_DOMAINS],
  needless: ({ mode }) => (mode.hasHttpsEndpoint ? undefined : 'the site has no HTTPS endpoint'),
  async examine(examination) {
    const domains = await domainsOf(examination);
    const found = [...domains].map(async ([name, domain]) => {
      const [configuration] = domain?.DomainNameConfigurations ?? [];
      return configuration
        ? [...problemsOf(name, configuration), ...(await mapping(examination, name))]
        : [`API Gateway in ${examination.site.secondaryRegion} does not have the domain name ${name}`];
    });
    return (await Promise.all(found)).flat().map((what): Finding => ({
      severity: 'error',
      what,
      why: 'visitors of the name get no answer, or not over every protocol, when DNS sends them to the secondary',
      fix: revertDrift(examination.site, 'Secondary'),
      page: DOMAINS,
    }));
  },
};

function problemsOf(name: string, configuration: DomainNameConfiguration): string[] {
  return (Object.keys(WANTED) as (keyof typeof WANTED)[]).flatMap((setting) => {
    const [got, wanted] = [configuration[setting], WANTED[setting]];
    const reason = setting === 'DomainNameStatus' ? configuration.DomainNameStatusMessage : undefined;
    return got === wanted
      ? []
      : [`the domain name ${name} has ${setting} ${got}${reason === undefined ? '' : ` (${reason})`}, not ${wanted}`];
  });
}

async function mapping({ aws, site }: Examination, DomainName: string): Promise<string[]> {
  const asked = new GetApiMappingsCommand({ DomainName });
  const { Items = [] } = await aws.apiGateway(site.secondaryRegion).send(asked);
  const whole = Items.filter(({ ApiMappingKey = '', Stage }) => ApiMappingKey === '' && Stage === '$default');
  return whole.length === 1 ? [] : [`the domain name ${DomainName} is mapped to no stage $default of an API`];
}
