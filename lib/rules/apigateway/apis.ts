import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Problem, Rule } from '../rule';
import { fallbackApis } from './fallbacks';
import { API, defaultRouteOf, integrationOf, routesOf, STAGE } from './model';

const ROUTES = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html';
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
