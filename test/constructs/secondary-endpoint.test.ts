import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SecondaryEndpoint } from '../../lib/constructs/secondary-endpoint';
import { onlyId, testStack } from '../helpers';

const CERTIFICATE = 'arn:aws:acm:us-west-2:123456789012:certificate/11111111-2222-3333-4444-555555555555';
const HOSTS = ['example.com', 'www.example.com'];

const stack = testStack('us-west-2');
const endpoint = new SecondaryEndpoint(stack, 'Endpoint', {
  hostNames: HOSTS,
  certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
  handler: new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = () => {};'),
  }),
});
const targets = HOSTS.map((host) => stack.resolve(endpoint.targetOf(host)) as unknown);
const template = Template.fromStack(stack);
const api = onlyId(template, 'AWS::ApiGatewayV2::Api');

test.each(HOSTS)('%s has a Regional domain with the certificate, TLS 1.2 at least, over IPv4 and IPv6', (host) => {
  template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
    DomainName: host,
    DomainNameConfigurations: [
      {
        CertificateArn: CERTIFICATE,
        EndpointType: 'REGIONAL',
        SecurityPolicy: 'TLS_1_2',
        IpAddressType: 'dualstack',
      },
    ],
  });
});

test('every domain leads to the one API', () => {
  const domains = HOSTS.map((host) =>
    onlyId(template, 'AWS::ApiGatewayV2::DomainName', { Properties: { DomainName: host } }),
  );
  const mappings = Object.values(template.findResources('AWS::ApiGatewayV2::ApiMapping')) as {
    Properties: Record<string, unknown>;
    DependsOn?: string[];
  }[];
  const stage = onlyId(template, 'AWS::ApiGatewayV2::Stage');
  expect(mappings.map(({ Properties }) => Properties)).toEqual(
    domains.map((domain) => ({ ApiId: { Ref: api }, DomainName: { Ref: domain }, Stage: '$default' })),
  );
  expect(mappings.map(({ DependsOn }) => DependsOn)).toEqual(
    domains.map(() => expect.arrayContaining([stage]) as string[]),
  );
  expect(targets).toEqual(
    domains.map((domain) => ({
      host: { 'Fn::GetAtt': [domain, 'RegionalDomainName'] },
      hostedZoneId: { 'Fn::GetAtt': [domain, 'RegionalHostedZoneId'] },
    })),
  );
});

test('every request goes to the function, which the API may call', () => {
  const handler = onlyId(template, 'AWS::Lambda::Function');
  template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
    ApiId: { Ref: api },
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': [handler, 'Arn'] },
    PayloadFormatVersion: '2.0',
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
    ApiId: { Ref: api },
    RouteKey: '$default',
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: onlyId(template, 'AWS::ApiGatewayV2::Integration') }]] },
  });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [handler, 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
    SourceArn: Match.objectLike({}),
  });
});

test('lets a surge through, and is reached over IPv6 by its own name as well', () => {
  template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    ApiId: { Ref: api },
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 },
  });
  template.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', IpAddressType: 'dualstack' });
});

test('answers for no host that it was not given', () => {
  expect(() => endpoint.targetOf('example.org')).toThrow(
    new Error('hostName must be one of example.com, www.example.com, got: example.org'),
  );
});
