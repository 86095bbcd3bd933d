import { all, drop, remove, set, type Change } from '../../mutable-app';
import type { Mutations } from '../mutations';
import { PRIMARY, SECONDARY, WWW_SECONDARY, ZONE } from '../route53/site';
import { API, CERTIFICATE, DOMAIN, INTEGRATION, MAPPING, PERMISSION, ROUTE, STAGE, WWW_DOMAIN } from './paths';

const CONFIGURATION = 'DomainNameConfigurations.0';
const SETTINGS = 'DefaultRouteSettings';
const OTHER_CERTIFICATE = 'certificate/00000000-0000-0000-0000-000000000000';

/** Gives the alias of a path what an alias of another path leads to. */
const ledLike =
  (path: string, other: string, place = 'AliasTarget'): Change =>
  (app) =>
    app.set(path, place, structuredClone(app.get(other, place)));

/** Takes out what a resource waits for, and writes that it is in no order with the stacks before. */
const inAnyOrder: Change = (app) => {
  app.stack('Website').dependencies = [];
};

export const endpointMutations: Mutations['broken'] = {
  'api-domains-are-regional': {
    'edge-optimized': set(DOMAIN, `${CONFIGURATION}.EndpointType`, 'EDGE'),
    'TLS 1.0': set(DOMAIN, `${CONFIGURATION}.SecurityPolicy`, 'TLS_1_0'),
    'an address type that there is not': set(DOMAIN, `${CONFIGURATION}.IpAddressType`, 'ipv6'),
    'no configuration': set(DOMAIN, 'DomainNameConfigurations', []),
    'two configurations': (app) => {
      const one = app.get(DOMAIN, CONFIGURATION);
      app.set(DOMAIN, 'DomainNameConfigurations', [one, one]);
    },
    'client certificates': set(WWW_DOMAIN, 'MutualTlsAuthentication', { TruststoreUri: 's3://trust/store.pem' }),
  },
  'api-certificates-are-in-their-region': {
    "CloudFront's certificate": set(
      DOMAIN,
      `${CONFIGURATION}.CertificateArn`,
      `arn:aws:acm:us-east-1:123456789012:${OTHER_CERTIFICATE}`,
    ),
    'of another account': set(
      DOMAIN,
      `${CONFIGURATION}.CertificateArn`,
      `arn:aws:acm:us-west-2:210987654321:${OTHER_CERTIFICATE}`,
    ),
    'of IAM': set(DOMAIN, `${CONFIGURATION}.CertificateArn`, 'arn:aws:iam::123456789012:server-certificate/example'),
    none: remove(WWW_DOMAIN, `${CONFIGURATION}.CertificateArn`),
  },
  'api-certificates-cover-their-domain': {
    'a certificate without www': remove(CERTIFICATE, 'SubjectAlternativeNames'),
    'a certificate for another domain': set(CERTIFICATE, 'DomainName', 'example.net'),
    'a wildcard covers no apex': set(CERTIFICATE, 'DomainName', '*.example.com'),
  },
  'api-domains-lead-to-an-api': {
    'no mapping': drop(MAPPING),
    'a mapping of one path': set(MAPPING, 'ApiMappingKey', 'site'),
    'a mapping of another name': set(MAPPING, 'DomainName', 'www.example.com'),
  },
  'api-mappings-find-their-stage': {
    'another stage': set(MAPPING, 'Stage', 'prod'),
    'no such API': set(MAPPING, 'ApiId', 'a1b2c3d4e5'),
    'no such domain': set(MAPPING, 'DomainName', 'example.net'),
    'nothing orders it after the stage': (app) => (app.resource(MAPPING).DependsOn = []),
    'the stage is of another API': set(STAGE, 'ApiId', 'a1b2c3d4e5'),
  },
  'api-stages-are-deployed': {
    'not by itself': set(STAGE, 'AutoDeploy', false),
    'nothing said': remove(STAGE, 'AutoDeploy'),
    'of no API': remove(STAGE, 'ApiId'),
  },
  'apis-answer-every-path': {
    'no $default route': set(ROUTE, 'RouteKey', 'GET /'),
    'no route': drop(ROUTE),
    'a route to nothing': remove(ROUTE, 'Target'),
    'a route to an integration that is not there': set(ROUTE, 'Target', 'integrations/a1b2c3d'),
    'the integration is of another API': set(INTEGRATION, 'ApiId', 'a1b2c3d4e5'),
    WebSockets: set(API, 'ProtocolType', 'WEBSOCKET'),
    'visitors need a signature': set(ROUTE, 'AuthorizationType', 'AWS_IAM'),
  },
  'api-integrations-call-a-function': {
    'the older format': set(INTEGRATION, 'PayloadFormatVersion', '1.0'),
    'no format': remove(INTEGRATION, 'PayloadFormatVersion'),
    'an HTTP proxy': set(INTEGRATION, 'IntegrationType', 'HTTP_PROXY'),
    'a function of another Region': set(
      INTEGRATION,
      'IntegrationUri',
      'arn:aws:lambda:us-east-2:123456789012:function:site',
    ),
    'longer than an HTTP API waits': set(INTEGRATION, 'TimeoutInMillis', 60_000),
  },
  'apis-may-call-their-function': {
    'no permission': drop(PERMISSION),
    'of another API': set(PERMISSION, 'SourceArn', 'arn:aws:execute-api:us-west-2:123456789012:a1b2c3d4e5/*/*'),
    'of another service': set(PERMISSION, 'Principal', 's3.amazonaws.com'),
    'to look at it': set(PERMISSION, 'Action', 'lambda:GetFunction'),
    'of another function': set(PERMISSION, 'FunctionName', 'other'),
  },
  'api-stages-serve-a-surge': {
    'ten requests a second': set(STAGE, `${SETTINGS}.ThrottlingRateLimit`, 10),
    'a burst of a hundred': set(STAGE, `${SETTINGS}.ThrottlingBurstLimit`, 100),
    'a burst alone, which leaves the rate 0': remove(STAGE, `${SETTINGS}.ThrottlingRateLimit`),
    'none at all': set(STAGE, `${SETTINGS}.ThrottlingRateLimit`, 0),
    'of the route': set(STAGE, 'RouteSettings', { $default: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } }),
  },
  'api-aliases-lead-to-their-domain': {
    'the domain of another name': ledLike(SECONDARY, WWW_SECONDARY),
    'the zone of another domain': ledLike(SECONDARY, WWW_SECONDARY, 'AliasTarget.HostedZoneId'),
    "the site's own zone": set(SECONDARY, 'AliasTarget.HostedZoneId', ZONE),
    "CloudFront's zone": ledLike(SECONDARY, PRIMARY, 'AliasTarget.HostedZoneId'),
    "the API's own host": set(SECONDARY, 'AliasTarget.DNSName', 'a1b2c3d4e5.execute-api.us-west-2.amazonaws.com'),
    'the domain has another name': all(
      set(DOMAIN, 'DomainName', 'example.net'),
      set(MAPPING, 'DomainName', 'example.net'),
    ),
  },
  'attributes-exist': {
    'a domain is asked for its host': (app) =>
      app.set(PERMISSION, 'SourceArn', { 'Fn::GetAtt': [app.logicalId(DOMAIN), 'DistributionDomainName'] }),
    'an API is asked for its ARN': (app) =>
      app.set(PERMISSION, 'SourceArn', { 'Fn::GetAtt': [app.logicalId(API), 'Arn'] }),
  },
  'names-are-unique': {
    'two endpoints of one name': (app) => app.add('Secondary', 'Second', structuredClone(app.resource(DOMAIN))),
  },
  'api-aliases-wait-for-their-endpoint': {
    'the stacks are deployed in any order': inAnyOrder,
    "only the certificate's stack is deployed before": (app) =>
      (app.stack('Website').dependencies = [app.stack('Certificate').path]),
    'the secondary comes after the website': all(inAnyOrder, (app) => {
      app.stack('Secondary').dependencies = [app.stack('Website').path];
    }),
  },
};

export const harmlessEndpoints: Mutations['harmless'] = {
  "the API's own endpoint is closed": set(API, 'DisableExecuteApiEndpoint', true),
  "the API's own endpoint is IPv4 only": set(API, 'IpAddressType', 'ipv4'),
  "the account's throttling": remove(STAGE, SETTINGS),
  'a wildcard beside the apex': set(CERTIFICATE, 'SubjectAlternativeNames', ['*.example.com', 'www.example.com']),
  'a deployment instead of all of them': all(remove(STAGE, 'AutoDeploy'), set(STAGE, 'DeploymentId', 'a1b2c3')),
  'a mapping by reference to its stage': (app) => {
    app.set(MAPPING, 'Stage', { Ref: app.logicalId(STAGE) });
    app.resource(MAPPING).DependsOn = [];
  },
  "the path to the function in API Gateway's words": (app) => {
    const arn = app.get(INTEGRATION, 'IntegrationUri');
    const parts = ['arn:aws:apigateway:us-west-2:lambda:path/2015-03-31/functions/', arn, '/invocations'];
    app.set(INTEGRATION, 'IntegrationUri', { 'Fn::Join': ['', parts] });
  },
  "a permission by the API's ARN": (app) => {
    const arn = { 'Fn::GetAtt': [app.logicalId(API), 'ExecuteApiArn'] };
    app.set(PERMISSION, 'SourceArn', { 'Fn::Join': ['', [arn, '/*/*']] });
  },
  'a permission of the whole account': all(
    remove(PERMISSION, 'SourceArn'),
    set(PERMISSION, 'SourceAccount', '123456789012'),
  ),
};
