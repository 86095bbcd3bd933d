import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { functionsByArn } from '../content/deployments';
import { groupBy } from '../site';

/** How a custom domain, the API behind it and the function behind that hang together. */

export const API = 'AWS::ApiGatewayV2::Api';
export const DOMAIN = 'AWS::ApiGatewayV2::DomainName';
export const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
export const MAPPING = 'AWS::ApiGatewayV2::ApiMapping';
export const STAGE = 'AWS::ApiGatewayV2::Stage';
export const PERMISSION = 'AWS::Lambda::Permission';
const ROUTE = 'AWS::ApiGatewayV2::Route';

/** Longest that an HTTP API waits. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const LONGEST_WAIT_MS = 30_000;

/** The custom domain with a Regional host of its own, to which aliases lead. */
export function domainOfHost(host: string, assembly: Assembly): Resource | undefined {
  return assembly.once(domainsByHost).get(host);
}

function domainsByHost(assembly: Assembly): Map<string, Resource> {
  return new Map(assembly.all(DOMAIN).map((domain) => [domain.attribute('RegionalDomainName'), domain]));
}

/** Whether a custom domain answers over IPv6. */
export function isDualStack(domain: Resource): boolean {
  return domain.at('DomainNameConfigurations').list.some((one) => one.at('IpAddressType').text === 'dualstack');
}

/** The mapping of all paths of a custom domain. */
export function mappingOf(domain: Resource, assembly: Assembly): Resource | undefined {
  return (assembly.once(mappingsByDomain).get(domain.ref) ?? []).find(
    (mapping) => mapping.stack === domain.stack && !mapping.at('ApiMappingKey').text,
  );
}

function mappingsByDomain(assembly: Assembly): Map<string | undefined, Resource[]> {
  return groupBy(assembly.all(MAPPING), (mapping) => mapping.at('DomainName').text);
}

/** The API that a mapping leads to. */
export function apiOf(mapping: Resource, assembly: Assembly): Resource | undefined {
  return assembly.find(API, mapping.at('ApiId').text);
}

/** The stage that a mapping leads to. */
export function stageOf(mapping: Resource, assembly: Assembly): Resource | undefined {
  const name = mapping.at('Stage').text;
  return partsOf(mapping.at('ApiId'), STAGE, assembly).find((stage) => stage.ref === name);
}

/** The routes of an API. */
export function routesOf(api: Resource, assembly: Assembly): readonly Resource[] {
  return partsOf(api.ref, ROUTE, assembly);
}

/** The route that takes whatever no other does. */
export function defaultRouteOf(api: Resource, assembly: Assembly): Resource | undefined {
  return routesOf(api, assembly).find((route) => route.at('RouteKey').text === '$default');
}

/** The integration that a route leads to, if it is one of the same API. */
export function integrationOf(route: Resource, assembly: Assembly): Resource | undefined {
  const id = /^integrations\/(.+)$/.exec(route.at('Target').text ?? '')?.[1];
  return partsOf(route.at('ApiId'), INTEGRATION, assembly).find((integration) => integration.ref === id);
}

/** The function of the app that an integration calls. */
export function functionOf(integration: Resource, assembly: Assembly): Resource | undefined {
  const uri = integration.at('IntegrationUri').text ?? '';
  // its own ARN, or that of API Gateway's path to it
  const arn = /:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
  return assembly.once(functionsByArn).get(arn);
}

/** Who may call a function, by permissions in its stack. */
export function permissionsOf(fn: Resource, assembly: Assembly): readonly Resource[] {
  const names = [fn.ref, fn.attribute('Arn')];
  return assembly
    .all(PERMISSION)
    .filter((one) => one.stack === fn.stack && names.includes(one.at('FunctionName').text ?? ''));
}

function partsOf(api: Value | string, type: string, assembly: Assembly): readonly Resource[] {
  const id = typeof api === 'string' ? api : api.text;
  return assembly.once(partsByApi).get(`${type} ${id}`) ?? [];
}

function partsByApi(assembly: Assembly): Map<string, Resource[]> {
  const parts = [STAGE, ROUTE, INTEGRATION].flatMap((type) => assembly.all(type));
  return groupBy(parts, (part) => `${part.type} ${part.at('ApiId').text}`);
}
