import type { Rule } from '../rule';
import { nameOf, oneOf, quantityProblem, repeated } from './checks';
import { behaviorsOf, bucketOf, configOf, DISTRIBUTION, membersOf, originGroupsOf, originsOf } from './model';
import { replicasOf } from './s3-origins';

const FAILOVER =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html';

const STATUS_CODES = ['400', '403', '404', '416', '429', '500', '502', '503', '504'];
const READING_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Origin groups: CloudFront's own failover. */
export const originGroupRules: readonly Rule[] = [
  {
    id: 'cloudfront-origin-group-members',
    severity: 'error',
    sentence: 'An origin group has two members, which are different origins of the distribution.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution) {
      const ids = new Set(originsOf(distribution).map((origin) => origin.at('Id').text));
      const groups = originGroupsOf(distribution);
      if (groups.length > 0) {
        yield* quantityProblem(configOf(distribution).at('OriginGroups'));
      }
      for (const group of groups) {
        const members = membersOf(group);
        const at = group.at('Members');
        if (new Set(members).size !== 2 || members.length !== 2) {
          yield { at, wrong: `${nameOf(at)} are ${members.join(', ') || 'none'}`, write: 'name two different origins' };
        }
        for (const member of members.filter((id) => !ids.has(id))) {
          yield {
            at,
            wrong: `${String(member)} is no origin of the distribution`,
            write: `write one of ${[...ids].join(', ')}`,
          };
        }
        yield* quantityProblem(at);
      }
    },
  },
  {
    id: 'cloudfront-origin-group-status-codes',
    severity: 'error',
    sentence: 'An origin group fails over on status codes that CloudFront takes, one at least.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const group of originGroupsOf(distribution)) {
        const at = group.at('FailoverCriteria.StatusCodes');
        const codes = at.at('Items').list;
        if (codes.length === 0) {
          yield { at, wrong: `${nameOf(at)} has none`, write: 'list 500, 502, 503 and 504' };
        }
        for (const code of codes) {
          yield* oneOf(code, STATUS_CODES);
        }
        yield* repeated(codes, (code) => code.text);
        yield* quantityProblem(at);
      }
    },
  },
  {
    id: 'cloudfront-origin-group-sees-lost-connections',
    severity: 'warning',
    sentence:
      'An origin group lists 500, 502, 503 and 504: without these, errors, lost connections or timeouts do not fail over.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const group of originGroupsOf(distribution)) {
        const at = group.at('FailoverCriteria.StatusCodes.Items');
        const missing = ['500', '502', '503', '504'].filter((code) => !at.texts.includes(code));
        if (at.exists && missing.length > 0) {
          yield { at, wrong: `${nameOf(at)} has no ${missing.join(', ')}`, write: `add ${missing.join(', ')}` };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-group-order',
    severity: 'error',
    sentence: 'The first member of an origin group is the bucket that is replicated, the second its replica.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const origins = originsOf(distribution);
      for (const group of originGroupsOf(distribution)) {
        const [first, second] = membersOf(group)
          .map((id) => origins.find((origin) => origin.at('Id').text === id))
          .map((origin) => origin && bucketOf(origin, assembly));
        if (first && second && first !== second && !replicasOf(first, assembly).includes(second)) {
          yield {
            at: group.at('Members'),
            wrong: `${first.ref} comes first, but is not replicated to ${second.ref}`,
            write: 'name the primary bucket first and its replica second',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-group-methods',
    severity: 'error',
    sentence: 'A behavior of an origin group allows GET, HEAD and OPTIONS at most.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution) {
      const groups = new Set(originGroupsOf(distribution).map((group) => group.at('Id').text));
      for (const behavior of behaviorsOf(distribution)) {
        const at = behavior.at('AllowedMethods');
        if (
          groups.has(behavior.at('TargetOriginId').text) &&
          at.texts.some((name) => !READING_METHODS.includes(name))
        ) {
          yield { at, wrong: `${nameOf(at)} are ${at.texts.join(', ')}`, write: 'allow GET, HEAD and OPTIONS at most' };
        }
      }
    },
  },
  {
    id: 'cloudfront-origin-groups-are-used',
    severity: 'warning',
    sentence: 'Every origin group is the target of a behavior: by itself it fails nothing over.',
    page: FAILOVER,
    types: [DISTRIBUTION],
    *check(distribution) {
      const targets = new Set(behaviorsOf(distribution).map((behavior) => behavior.at('TargetOriginId').text));
      for (const group of originGroupsOf(distribution)) {
        if (!targets.has(group.at('Id').text)) {
          yield {
            at: group,
            wrong: `no behavior targets ${String(group.at('Id'))}`,
            write: 'make it the TargetOriginId of DefaultCacheBehavior',
          };
        }
      }
    },
  },
];
