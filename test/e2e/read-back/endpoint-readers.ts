import {
  GetApiCommand,
  GetApiMappingCommand,
  GetDomainNameCommand,
  GetIntegrationCommand,
  GetRouteCommand,
  GetStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import type { Readers } from './reader';

/** A regional HTTPS endpoint and the function that answers for it. */
export const ENDPOINT_READERS: Readers = {
  'AWS::ApiGatewayV2::Api': async ({ id: ApiId, region, aws }) => ({
    ...(await aws.apiGateway(region).send(new GetApiCommand({ ApiId }))),
  }),
  'AWS::ApiGatewayV2::ApiMapping': async ({ id: ApiMappingId, asked, region, aws }) => {
    const { DomainName } = asked as { DomainName: string };
    const mapping = await aws.apiGateway(region).send(new GetApiMappingCommand({ ApiMappingId, DomainName }));
    return { DomainName, ...mapping };
  },
  'AWS::ApiGatewayV2::DomainName': async ({ id: DomainName, region, aws }) => ({
    ...(await aws.apiGateway(region).send(new GetDomainNameCommand({ DomainName }))),
  }),
  'AWS::ApiGatewayV2::Integration': async ({ id: IntegrationId, asked, region, aws }) => {
    const { ApiId } = asked as { ApiId: string };
    return { ApiId, ...(await aws.apiGateway(region).send(new GetIntegrationCommand({ ApiId, IntegrationId }))) };
  },
  'AWS::ApiGatewayV2::Route': async ({ id, asked, region, aws }) => {
    const { ApiId } = asked as { ApiId: string };
    // the engine puts the API's before it
    const RouteId = id.replace(/^.*\//, '');
    return { ApiId, ...(await aws.apiGateway(region).send(new GetRouteCommand({ ApiId, RouteId }))) };
  },
  'AWS::ApiGatewayV2::Stage': async ({ id: StageName, asked, region, aws }) => {
    const { ApiId } = asked as { ApiId: string };
    return { ApiId, ...(await aws.apiGateway(region).send(new GetStageCommand({ ApiId, StageName }))) };
  },
  'AWS::Lambda::Permission': async ({ id, asked, region, aws }) => {
    const { FunctionName, Principal } = asked as { FunctionName: string; Principal: string };
    const answer = (await aws.lambda(region, `/2015-03-31/functions/${FunctionName}/policy`)) as { Policy: string };
    const { Statement } = JSON.parse(answer.Policy) as { Statement: Statement[] };
    const statement = Statement.find(({ Sid }) => Sid === id);
    return (
      (statement && {
        FunctionName: statement.Resource,
        Action: statement.Action,
        Principal: statement.Principal.Service === Principal ? Principal : statement.Principal,
        SourceArn: statement.Condition?.ArnLike?.['AWS:SourceArn'],
      }) ??
      {}
    );
  },
};

interface Statement {
  readonly Sid: string;
  readonly Resource: string;
  readonly Action: string;
  readonly Principal: { readonly Service?: string };
  readonly Condition?: { readonly ArnLike?: Record<string, string> };
}
