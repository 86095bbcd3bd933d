import type { Value } from '../assembly/value';
import type { Problem, ResourceRule, Rule } from '../rule';
import { POLICY_HOLDERS, writtenStatements, type PolicyKind } from './documents';

const GRAMMAR = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';
const PAGES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_';

const PARTS = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

function statementRule(
  id: string,
  sentence: string,
  page: string,
  check: (statement: Value, kind: PolicyKind) => Iterable<Problem>,
): ResourceRule {
  return {
    id,
    severity: 'error',
    sentence,
    page,
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { kind, at } of writtenStatements(resource)) {
        yield* check(at, kind);
      }
    },
  };
}

/** What each statement of a policy must have: AWS refuses others as malformed. */
export const statementRules: readonly Rule[] = [
  statementRule(
    'statements-have-known-parts',
    'A statement has only the parts that the grammar of policies knows.',
    GRAMMAR,
    function* (statement) {
      for (const [name, at] of statement.entries) {
        if (!PARTS.includes(name)) {
          yield { at, wrong: `a statement has no ${name}`, write: `write one of ${PARTS.join(', ')}` };
        }
      }
    },
  ),
  statementRule(
    'statements-allow-or-deny',
    'The Effect of a statement is Allow or Deny.',
    `${PAGES}effect.html`,
    function* (statement) {
      const at = statement.at('Effect');
      if (at.text !== 'Allow' && at.text !== 'Deny') {
        yield { at, wrong: `the statement has the Effect ${String(at)}`, write: 'write Allow or Deny' };
      }
    },
  ),
  statementRule(
    'statements-name-actions',
    'A statement has either Action or NotAction, and that names something.',
    `${PAGES}action.html`,
    (statement) => oneOfBoth(statement, 'Action'),
  ),
  statementRule(
    'statements-name-resources',
    'A statement has either Resource or NotResource, each an ARN or *; one of a trust policy has neither.',
    `${PAGES}resource.html`,
    function* (statement, kind) {
      if (kind === 'trust') {
        yield* neither(statement, 'Resource', 'a trust policy is about its role alone');
        return;
      }
      yield* oneOfBoth(statement, 'Resource');
      for (const at of [...statement.at('Resource').list, ...statement.at('NotResource').list]) {
        // a token begins with what only a deployment knows
        if (!/^(\*|arn:.+:.+|\$\{.+)$/.test(at.text ?? '')) {
          yield { at, wrong: `the resource ${String(at)} is no ARN`, write: 'write an ARN, or *' };
        }
      }
    },
  ),
  statementRule(
    'statements-name-principals',
    'A statement of a trust policy or of a resource has either Principal or NotPrincipal, any other has neither.',
    `${PAGES}principal.html`,
    function* (statement, kind) {
      if (kind === 'identity') {
        yield* neither(statement, 'Principal', 'the policy is about whom it is attached to');
      } else {
        yield* oneOfBoth(statement, 'Principal');
      }
    },
  ),
];

function* oneOfBoth(statement: Value, name: string): Generator<Problem> {
  const [at, negated] = [statement.at(name), statement.at(`Not${name}`)];
  if (at.exists && negated.exists) {
    yield { at: negated, wrong: `the statement has ${name} and Not${name}`, write: `write one of them` };
  } else if (![at, negated].some((value) => value.list.length > 0 && String(value) !== '{}')) {
    yield { at, wrong: `the statement has no ${name}`, write: `add ${name}` };
  }
}

function* neither(statement: Value, name: string, why: string): Generator<Problem> {
  for (const at of [statement.at(name), statement.at(`Not${name}`)]) {
    if (at.exists) {
      yield { at, wrong: `the statement has a ${name}, but ${why}`, write: 'remove it' };
    }
  }
}
