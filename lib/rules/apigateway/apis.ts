import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';
import { matches } from '../iam/statements';
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
  routesOf,
  STAGE,
} from './model';

const ROUTES = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html';
const INTEGRATIONS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html';
const THROTTLING = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html';

/** Requests a second that a site has at once when everybody comes from CloudFront; less is a wall, not a guard. */
const LEAST_RATE = 200;

/** APIs that answer when DNS fails over. */
export const apiRules: readonly Rule[] = [
  {
    id: 'apis-answer-every-path',
    severity: 'error',
    sentence: 'An API that DNS fails over to speaks HTTP and has a $default route to an integration, open to everyone.',
    page: ROUTES,
    types: [API],
    *check(api, assembly) {
      if (!fallbackApis(assembly).has(api)) {
        return;
      }
      const protocol = api.at('ProtocolType');
      if (protocol.text !== 'HTTP') {
        yield { at: protocol, wrong: `the API speaks ${String(protocol)}`, write: 'set ProtocolType to HTTP' };
      }
      const route = defaultRouteOf(api, assembly);
      if (!route && !api.at('Target').exists) {
        yield {
          wrong: 'the API has no $default route: what no other route takes is a 404',
          write: 'add a route with RouteKey $default',
        };
      } else if (route && !integrationOf(route, assembly)) {
        const at = route.at('Target');
        yield {
          resource: route,
          at,
          wrong: `the route leads to ${String(at)}, which is no integration of its API`,
          write: 'set Target to integrations/ and a Ref of the integration',
        };
      }
      yield* closedRoutes(api, assembly);
    },
  },
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
  {
    id: 'api-stages-serve-a-surge',
    severity: 'error',
    sentence: `An API that DNS fails over to takes ${LEAST_RATE} requests a second and at once, or more: all visitors come together.`,
    page: THROTTLING,
    types: [STAGE],
    *check(stage, assembly) {
      const isFallback = fallbackApis(assembly).has(assembly.find(API, stage.at('ApiId').text));
      const settings = [stage.at('DefaultRouteSettings'), ...stage.at('RouteSettings').entries.map(([, one]) => one)];
      for (const one of isFallback ? settings : []) {
        const limits = ['ThrottlingRateLimit', 'ThrottlingBurstLimit'].map((name) => one.at(name));
        for (const at of limits.some((limit) => limit.exists) ? limits : []) {
          if ((at.number ?? 0) < LEAST_RATE) {
            yield {
              at,
              wrong: `the stage takes ${String(at)} requests, the others are answered with 429`,
              write: `set it to ${LEAST_RATE} or more, and the other limit of the two as well`,
            };
          }
        }
      }
    },
  },
];

function* closedRoutes(api: Resource, assembly: Assembly): Generator<Problem> {
  for (const route of routesOf(api, assembly)) {
    const at = route.at('AuthorizationType');
    if (at.exists && at.text !== 'NONE') {
      yield {
        resource: route,
        at,
        wrong: `visitors of ${String(route.at('RouteKey'))} need a signature or a token (${String(at)})`,
        write: 'remove AuthorizationType',
      };
    }
  }
}

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
