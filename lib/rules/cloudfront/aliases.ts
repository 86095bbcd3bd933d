import type { Assembly } from '../assembly/assembly';
import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { groupBy, hostName } from '../site';
import { inForm } from './checks';
import { configOf, DISTRIBUTION, namesLeadingTo } from './model';

const CNAMES = 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html';

const LABEL = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
const ALIAS = new RegExp(`^(?=.{1,253}$)(\\*\\.)?(${LABEL}\\.)+${LABEL}$`, 'i');

/** Alternate names of distributions: what they are, and that DNS and CloudFront agree on them. */
export const aliasRules: readonly Rule[] = [
  {
    id: 'cloudfront-aliases-are-host-names',
    severity: 'error',
    sentence: 'An alternate name of a distribution is a host name, with at most a wildcard as its first label.',
    page: CNAMES,
    types: [DISTRIBUTION],
    *check(distribution) {
      for (const alias of configOf(distribution).at('Aliases').list) {
        yield* inForm(alias, ALIAS, 'write a host name such as www.example.com, without scheme, path or final dot');
      }
    },
  },
  {
    id: 'cloudfront-aliases-are-unique',
    severity: 'error',
    sentence: 'An alternate name belongs to one distribution, and stands there once.',
    page: CNAMES,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      for (const alias of configOf(distribution).at('Aliases').list) {
        const holders = assembly.once(aliasesByName).get(hostName(alias.text)) ?? [];
        if (holders.length > 1) {
          yield {
            at: alias,
            wrong: `${String(alias)} stands ${holders.length} times among the alternate names of this app's distributions`,
            write: 'leave it to one distribution, once',
          };
        }
      }
    },
  },
  {
    id: 'cloudfront-aliases-have-records',
    severity: 'warning',
    sentence: 'If any alias of a distribution has a record in this app, every alias has one.',
    page: CNAMES,
    types: [DISTRIBUTION],
    *check(distribution, assembly) {
      const names = new Set(namesLeadingTo(distribution, assembly));
      for (const alias of names.size > 0 ? configOf(distribution).at('Aliases').list : []) {
        const name = hostName(alias.text);
        if (!name.startsWith('*.') && !names.has(name)) {
          yield {
            at: alias,
            wrong: `no record sends ${name} to the distribution, so that it neither resolves nor fails over`,
            write: `add its failover records, or take ${name} out of Aliases`,
          };
        }
      }
    },
  },
];

function aliasesByName(assembly: Assembly): Map<string, Value[]> {
  return groupBy(
    assembly.all(DISTRIBUTION).flatMap((distribution) => configOf(distribution).at('Aliases').list),
    (alias) => hostName(alias.text),
  );
}
