import { GetDomainNamesCommand } from '@aws-sdk/client-apigatewayv2';
import { nameOf } from '../../aws-error';
import { serviceMissing } from '../service-missing';
import type { Check, Examination, Finding } from '../check';
import { resourcesOf } from '../deployed/stack-resources';
import { DESCRIBE_STACKS, stackArns } from '../stack-permissions';
import { answeredNames } from '../zone/site-records';

const HOSTS = 'https://docs.aws.amazon.com/general/latest/gr/apigateway.html';
const PAGE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html';

/** API Gateway tells nobody what other accounts have: those collide at the deployment. */
export const endpointNamesFree: Check = {
  id: 'endpoint-names-free',
  title: 'API Gateway is there in the secondary Region, and has no name of the site for another API',
  of: 'any site',
  permissions: [
    {
      action: 'apigateway:GET',
      resources: ({ mode, secondaryRegion }) =>
        mode.hasHttpsEndpoint ? [`arn:aws:apigateway:${secondaryRegion}::/domainnames`] : [],
    },
    DESCRIBE_STACKS,
    { action: 'cloudformation:ListStackResources', resources: stackArns },
  ],
  needless: ({ mode }) => (mode.hasHttpsEndpoint ? undefined : 'the site has no HTTPS endpoint'),
  async examine(examination) {
    const { site } = examination;
    const [names, resources] = await Promise.all([domainNames(examination), resourcesOf(examination, 'Secondary')]);
    if (!names) {
      return [serviceMissing('API Gateway', site.secondaryRegion, HOSTS)];
    }
    const own = resources.flatMap(({ type, id }) => (type === 'AWS::ApiGatewayV2::DomainName' ? [id] : []));
    const taken = answeredNames(site).filter((name) => names.includes(name) && !own.includes(name));
    return taken.map((name): Finding => ({
      severity: 'error',
      what: `API Gateway in ${site.secondaryRegion} has the domain name ${name} already, for another API than the site's`,
      why: 'A name is in a Region once: the deployment fails when it makes its own.',
      fix:
        'find out what it serves; if nothing that is needed, delete it, then deploy:\n' +
        `aws apigatewayv2 get-api-mappings --region ${site.secondaryRegion} --domain-name ${name}\n` +
        `aws apigatewayv2 delete-domain-name --region ${site.secondaryRegion} --domain-name ${name}`,
      page: PAGE,
    }));
  },
};

/** Of this account; undefined where the Region has no API Gateway, and so no host of it. */
async function domainNames({ aws, site }: Examination): Promise<string[] | undefined> {
  const client = aws.apiGateway(site.secondaryRegion);
  const names: string[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(new GetDomainNamesCommand({ NextToken }));
      names.push(...(page.Items ?? []).map(({ DomainName = '' }) => DomainName.toLowerCase()));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return names;
  } catch (error) {
    if (nameOf(error) === 'ENOTFOUND') {
      return undefined;
    }
    throw error;
  }
}
