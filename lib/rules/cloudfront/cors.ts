import type { Rule } from '../rule';
import { nameOf, oneOf, required } from './checks';
import { RESPONSE_HEADERS_POLICY } from './policies';

const UNDERSTANDING =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html';

/** Headers for the scripts of other sites, and for measuring. */
export const corsRules: readonly Rule[] = [
  {
    id: 'cloudfront-cors-headers',
    severity: 'error',
    sentence: 'CORS headers are complete, and credentials are for named origins.',
    page: UNDERSTANDING,
    types: [RESPONSE_HEADERS_POLICY],
    *check(policy) {
      const cors = policy.at('ResponseHeadersPolicyConfig.CorsConfig');
      const lists = ['AccessControlAllowHeaders', 'AccessControlAllowMethods', 'AccessControlAllowOrigins'];
      for (const at of cors.exists ? lists.map((name) => cors.at(`${name}.Items`)) : []) {
        if (at.list.length === 0) {
          yield { at, wrong: `${nameOf(at)} is empty`, write: 'list one at least' };
        }
        if (
          cors.at('AccessControlAllowCredentials').flag === true &&
          at.texts.some((text) => text === '*' || text === 'ALL')
        ) {
          yield { at, wrong: `${nameOf(at)} is everything, with credentials`, write: 'list them by name' };
        }
      }
      for (const name of cors.exists ? ['AccessControlAllowCredentials', 'OriginOverride'] : []) {
        yield* required(cors.at(name), `set ${name}`);
      }
      for (const method of cors.at('AccessControlAllowMethods.Items').list) {
        yield* oneOf(method, ['GET', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'ALL']);
      }
    },
  },
  {
    id: 'cloudfront-server-timing',
    severity: 'error',
    sentence: 'Server-Timing is sampled for 0 to 100 per cent of responses.',
    page: UNDERSTANDING,
    types: [RESPONSE_HEADERS_POLICY],
    *check(policy) {
      const at = policy.at('ResponseHeadersPolicyConfig.ServerTimingHeadersConfig.SamplingRate');
      if (at.number !== undefined && !(at.number >= 0 && at.number <= 100)) {
        yield { at, wrong: `${nameOf(at)} is ${at.number}`, write: 'write a number from 0 to 100' };
      }
    },
  },
];
