/** Properties that the double of API Gateway models, or that change nothing of what visitors get. */
export const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': [
    'Description',
    'DisableExecuteApiEndpoint',
    'IpAddressType',
    'Name',
    'ProtocolType',
    'Tags',
  ],
  'AWS::ApiGatewayV2::Stage': [
    'AccessLogSettings',
    'ApiId',
    'AutoDeploy',
    // the load of real visitors is not rehearsed
    'DefaultRouteSettings.DetailedMetricsEnabled',
    'DefaultRouteSettings.ThrottlingBurstLimit',
    'DefaultRouteSettings.ThrottlingRateLimit',
    'Description',
    'StageName',
    'Tags',
  ],
  'AWS::ApiGatewayV2::Integration': [
    ...['ApiId', 'Description', 'IntegrationMethod', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion'],
    'TimeoutInMillis',
  ],
  'AWS::ApiGatewayV2::Route': ['ApiId', 'AuthorizationType', 'RouteKey', 'Target'],
  'AWS::ApiGatewayV2::DomainName': [
    'DomainName',
    // certificates are not shown here
    'DomainNameConfigurations.CertificateArn',
    'DomainNameConfigurations.CertificateName',
    'DomainNameConfigurations.EndpointType',
    'DomainNameConfigurations.IpAddressType',
    'DomainNameConfigurations.SecurityPolicy',
    'Tags',
  ],
  'AWS::ApiGatewayV2::ApiMapping': ['ApiId', 'DomainName', 'Stage'],
};

/** Values with which a property leaves the model as it is, by type and name; any other is refused. */
export const ONLY_AS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS::ApiGatewayV2::Api': { ProtocolType: ['HTTP'] },
  'AWS::ApiGatewayV2::Stage': { StageName: ['$default'], AutoDeploy: ['true'] },
  'AWS::ApiGatewayV2::Integration': { IntegrationType: ['AWS_PROXY'], PayloadFormatVersion: ['2.0'] },
  'AWS::ApiGatewayV2::Route': { RouteKey: ['$default'], AuthorizationType: ['nothing', 'NONE'] },
};
