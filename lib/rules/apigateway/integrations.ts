import type { Resource } from '../assembly/resource';
import { matches } from '../iam/statements';
import type { Rule } from '../rule';
import { fallbackApis } from './fallbacks';
import {
  API,
  defaultRouteOf,
  functionOf,
  INTEGRATION,
  integrationOf,
  LONGEST_WAIT_MS,
  PERMISSION,
  permissionsOf,
} from './model';

const INTEGRATIONS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html';

/** From an API that answers when DNS fails over to its function. */
export const apiIntegrationRules: readonly Rule[] = [
  {
    id: 'api-integrations-call-a-function',
    severity: 'error',
    sentence:
      'The integration of an API that DNS fails over to is a Lambda proxy of format 2.0, of a function in its Region, ' +
      'for which it waits 30 s at most.',
    page: INTEGRATIONS,
    types: [INTEGRATION],
    *check(integration, assembly) {
      if (!fallbackApis(assembly).has(assembly.find(API, integration.at('ApiId').text))) {
        return;
      }
      const wanted = { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' };
      for (const [name, value] of Object.entries(wanted)) {
        const at = integration.at(name);
        if (at.text !== value) {
          yield { at, wrong: `${name} is ${String(at)}`, write: `set it to ${value}` };
        }
      }
      const uri = integration.at('IntegrationUri');
      if (functionOf(integration, assembly)?.stack.region !== integration.stack.region) {
        yield {
          at: uri,
          wrong: `${String(uri)} is no function of this app in ${integration.stack.region}`,
          write: 'set IntegrationUri to the ARN of the function',
        };
      }
      const wait = integration.at('TimeoutInMillis');
      const milliseconds = wait.number ?? LONGEST_WAIT_MS;
      if (milliseconds < 50 || milliseconds > LONGEST_WAIT_MS) {
        yield { at: wait, wrong: `TimeoutInMillis is ${String(wait)}`, write: `set it to 50 to ${LONGEST_WAIT_MS}` };
      }
    },
  },
  {
    id: 'apis-may-call-their-function',
    severity: 'error',
    sentence: 'A permission lets the API that DNS fails over to call its function.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html',
    types: [API],
    *check(api, assembly) {
      const route = fallbackApis(assembly).has(api) ? defaultRouteOf(api, assembly) : undefined;
      const integration = route && integrationOf(route, assembly);
      const fn = integration && functionOf(integration, assembly);
      const { account, region } = api.stack;
      const caller = `arn:aws:execute-api:${region}:${account}:${api.ref}/$default/$default`;
      if (fn && !permissionsOf(fn, assembly).some((permission) => admits(permission, fn, caller))) {
        yield {
          resource: integration,
          wrong: `${fn.path} may not be called by the API: every request is a 500`,
          write: `add an ${PERMISSION} for apigateway.amazonaws.com with the SourceArn of this API`,
        };
      }
    },
  },
];

/** Whether a permission lets an API call a function. */
function admits(permission: Resource, fn: Resource, caller: string): boolean {
  const [source, account] = [permission.at('SourceArn'), permission.at('SourceAccount')];
  return (
    /^lambda:(InvokeFunction|\*)$/i.test(permission.at('Action').text ?? '') &&
    permission.at('Principal').text === 'apigateway.amazonaws.com' &&
    (!source.exists || matches(source.text ?? '', caller)) &&
    (!account.exists || account.text === fn.stack.account)
  );
}
