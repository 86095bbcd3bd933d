import type { Assembly } from '../../rules/assembly/assembly';
import type { Resource } from '../../rules/assembly/resource';
import { hostName } from '../../rules/site';
import type { Clock } from '../clock';
import type { Request, Response } from '../http/exchange';
import { LambdaFunction } from '../lambda/lambda-function';
import { mayInvoke } from '../lambda/permissions';
import { NotUnderstood } from '../not-understood';
import { eventOf, responseOf } from './http-event';
import { ONLY_AS } from './understood';

const DOMAIN = 'AWS::ApiGatewayV2::DomainName';

/** A custom domain of API Gateway, and what answers for it. */
export interface CustomDomain {
  readonly resource: Resource;
  /** The host that visitors ask for. */
  readonly host: string;
  /** Where alias records lead. */
  readonly regionalHost: string;
  readonly hasIpv6: boolean;
  /** Absent without a mapping to an API. */
  readonly api: Api | undefined;
}

/** The custom domains of an app. */
export function customDomainsOf(assembly: Assembly, clock: Clock): CustomDomain[] {
  const apis = assembly.all('AWS::ApiGatewayV2::Api').map((api) => new Api(api, assembly, clock));
  const mappings = assembly.all('AWS::ApiGatewayV2::ApiMapping');
  ['AWS::ApiGatewayV2::Stage', DOMAIN].flatMap((type) => assembly.all(type)).forEach(refuseOtherValues);
  return assembly.all(DOMAIN).map((resource) => {
    const [configuration] = resource.at('DomainNameConfigurations').list;
    const mapping = mappings.find((one) => one.at('DomainName').text === resource.ref);
    return {
      resource,
      host: hostName(resource.at('DomainName').text),
      regionalHost: hostName(resource.attribute('RegionalDomainName')),
      hasIpv6: configuration?.at('IpAddressType').text === 'dualstack',
      api: apis.find(({ resource: api }) => mapping?.at('ApiId').text === api.ref),
    };
  });
}

/** @throws NotUnderstood */
function refuseOtherValues(resource: Resource): void {
  for (const [name, values] of Object.entries(ONLY_AS[resource.type] ?? {})) {
    const value = resource.at(name);
    if (!values.includes(String(value))) {
      throw new NotUnderstood(resource.path, `${value.place}: ${String(value)}`);
    }
  }
}

/** An HTTP API whose every request goes to one function. */
export class Api {
  readonly fn: LambdaFunction;
  private knownFault?: Error;

  /** @throws NotUnderstood for another route than `$default`, or what is not a function of the app */
  constructor(
    readonly resource: Resource,
    private readonly assembly: Assembly,
    clock: Clock,
  ) {
    const ours = (type: string) => assembly.all(type).filter((one) => one.at('ApiId').text === resource.ref);
    const routes = ours('AWS::ApiGatewayV2::Route');
    const integrations = ours('AWS::ApiGatewayV2::Integration');
    [resource, ...routes, ...integrations].forEach(refuseOtherValues);
    const target = routes[0]?.at('Target').text;
    const integration = integrations.find(({ ref }) => target === `integrations/${ref}`);
    const uri = integration?.at('IntegrationUri').text;
    const fn = assembly
      .all('AWS::Lambda::Function')
      .find((one) => uri === one.attribute('Arn') || uri?.endsWith(`/functions/${one.attribute('Arn')}/invocations`));
    if (!fn) {
      throw new NotUnderstood(resource.path, `what answers its requests: ${target ?? 'no route'}`);
    }
    this.fn = new LambdaFunction(fn, assembly, clock);
  }

  /** Why it first answered that it is out of order; visitors are not told. */
  get fault(): Error | undefined {
    return this.knownFault;
  }

  /**
   * What API Gateway answers: 500 when it may not invoke the function, or the function fails.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
   */
  async answer(request: Request, s3Endpoint: string): Promise<Response> {
    const { region, account } = this.resource.stack;
    const origin = { accountId: account, apiId: this.resource.ref, stage: '$default', routeKey: '$default' };
    const source = `arn:aws:execute-api:${region}:${account}:${this.resource.ref}/$default/$default`;
    if (!mayInvoke('apigateway.amazonaws.com', source, this.fn.resource, this.assembly)) {
      return this.outOfOrder(new Error('API Gateway may not invoke the function'));
    }
    try {
      return responseOf(await this.fn.invoke(eventOf(request, origin), s3Endpoint));
    } catch (error) {
      return this.outOfOrder(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private outOfOrder(fault: Error): Response {
    this.knownFault ??= fault;
    return message(500, 'Internal Server Error');
  }
}

export function message(status: number, text: string): Response {
  const body = Buffer.from(JSON.stringify({ message: text }));
  return { status, headers: { 'content-type': 'application/json' }, body };
}
