import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AliasTarget } from '../config/regions';

/**
 * API Gateway's default quotas, so that a whole site's visitors are let through when they come at once.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const THROTTLE: apigatewayv2.ThrottleSettings = { rateLimit: 10_000, burstLimit: 5_000 };

export interface SecondaryEndpointProps {
  /** Every host that it answers for. */
  readonly hostNames: string[];

  /** Issued in this Region for every host. */
  readonly certificate: acm.ICertificate;

  /** Answers every request. */
  readonly handler: lambda.IFunction;
}

/**
 * A regional HTTPS endpoint for every host, over IPv4 and IPv6. Nothing of it is outside its Region.
 *
 * It listens on port 443 alone: API Gateway has no plain HTTP.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html
 */
export class SecondaryEndpoint extends Construct {
  /** Answers as the site does, under a name of API Gateway's. */
  readonly url: string;

  /** Has the metrics. */
  readonly api: apigatewayv2.IHttpApi;
  private readonly targets: ReadonlyMap<string, AliasTarget>;

  constructor(scope: Construct, id: string, props: SecondaryEndpointProps) {
    super(scope, id);

    const api = new apigatewayv2.HttpApi(this, 'Api', {
      defaultIntegration: new HttpLambdaIntegration('Handler', props.handler),
      ipAddressType: apigatewayv2.IpAddressType.DUAL_STACK,
      createDefaultStage: false,
    });
    const stage = api.addStage('Stage', { stageName: '$default', autoDeploy: true, throttle: THROTTLE });
    const domains = new Construct(this, 'Domains');
    const target = (hostName: string): AliasTarget => {
      const domain = new apigatewayv2.DomainName(domains, hostName, {
        domainName: hostName,
        certificate: props.certificate,
        endpointType: apigatewayv2.EndpointType.REGIONAL,
        securityPolicy: apigatewayv2.SecurityPolicy.TLS_1_2,
        ipAddressType: apigatewayv2.IpAddressType.DUAL_STACK,
      });
      new apigatewayv2.ApiMapping(domain, 'Mapping', { api, domainName: domain, stage });
      return { host: domain.regionalDomainName, hostedZoneId: domain.regionalHostedZoneId };
    };
    this.api = api;
    this.url = api.apiEndpoint;
    this.targets = new Map(props.hostNames.map((hostName) => [hostName, target(hostName)]));
  }

  /**
   * What an alias record of a host leads to.
   *
   * @throws Error when it is none of `hostNames`
   */
  targetOf(hostName: string): AliasTarget {
    const target = this.targets.get(hostName);
    if (!target) {
      throw new Error(`hostName must be one of ${[...this.targets.keys()].join(', ')}, got: ${hostName}`);
    }
    return target;
  }
}
