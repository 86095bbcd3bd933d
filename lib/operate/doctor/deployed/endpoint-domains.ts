import { GetDomainNameCommand, type GetDomainNameCommandOutput } from '@aws-sdk/client-apigatewayv2';
import { oncePer, unlessAbsent } from '../asking';
import type { Permission } from '../check';
import { answeredNames } from '../zone/site-records';

/**
 * For `domainsOf`, and what each leads to.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export const READS_DOMAINS: Permission = {
  action: 'apigateway:GET',
  resources: (site) =>
    site.mode.hasHttpsEndpoint
      ? answeredNames(site).flatMap((name) => {
          const domain = `arn:aws:apigateway:${site.secondaryRegion}::/domainnames/${name}`;
          return [domain, `${domain}/apimappings`];
        })
      : [],
};

/** The custom domain names of the HTTPS endpoint as API Gateway has them; absent ones are `undefined`. */
export const domainsOf = oncePer(
  async ({ aws, site }): Promise<ReadonlyMap<string, GetDomainNameCommandOutput | undefined>> => {
    const client = aws.apiGateway(site.secondaryRegion);
    const asked = answeredNames(site).map(async (name) => {
      const answer = client.send(new GetDomainNameCommand({ DomainName: name }));
      return [name, await unlessAbsent(answer, 'NotFoundException')] as const;
    });
    return new Map(await Promise.all(asked));
  },
);
