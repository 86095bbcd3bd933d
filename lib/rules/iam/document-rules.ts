import type { Value } from '../assembly/value';
import type { Rule } from '../rule';
import { documentsOf, POLICY_HOLDERS } from './documents';

const PAGES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_';

/** What a policy as a whole must have. */
export const documentRules: readonly Rule[] = [
  {
    id: 'policies-have-statements',
    severity: 'error',
    sentence: 'A policy is of the version 2012-10-17, or 2008-10-17 without variables, and has a statement.',
    page: `${PAGES}version.html`,
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { at } of documentsOf(resource)) {
        const version = at.at('Version');
        const isOld = !version.exists || version.text === '2008-10-17';
        if (version.text !== '2012-10-17' && (!isOld || hasVariables(at.at('Statement')))) {
          yield { at: version, wrong: `the policy has the version ${String(version)}`, write: 'write 2012-10-17' };
        }
        if (at.at('Statement').list.length === 0) {
          yield {
            at: at.at('Statement'),
            wrong: 'the policy has no statement',
            write: 'add one, or remove the policy',
          };
        }
        for (const [name, part] of at.entries) {
          if (!['Version', 'Id', 'Statement'].includes(name)) {
            yield { at: part, wrong: `a policy has no ${name}`, write: 'write Version and Statement only' };
          }
        }
      }
    },
  },
  {
    id: 'statement-ids-are-unique',
    severity: 'error',
    sentence: 'No two statements of a policy have the same Sid, and those of IAM are of letters and digits.',
    page: `${PAGES}sid.html`,
    types: POLICY_HOLDERS,
    *check(resource) {
      for (const { at: document } of documentsOf(resource)) {
        const seen = new Set<string>();
        for (const statement of document.at('Statement').list) {
          const at = statement.at('Sid');
          if (at.text !== undefined && seen.has(at.text)) {
            yield { at, wrong: `the Sid ${at.text} is there twice`, write: 'give each statement a Sid of its own' };
          }
          if (at.text !== undefined && resource.type.startsWith('AWS::IAM::') && !/^[A-Za-z0-9]*$/.test(at.text)) {
            yield { at, wrong: `the Sid ${at.text} has other characters`, write: 'use letters and digits only' };
          }
          seen.add(at.text ?? '');
        }
      }
    },
  },
];

function hasVariables(statements: Value): boolean {
  return statements.list.some((statement) => /\$\{(aws|s3|iam):/.test(String(statement)));
}
