import { siteFunctions } from '../apigateway/fallbacks';
import { PERMISSION } from '../apigateway/model';
import { s3ActionsOf } from '../iam/actions';
import { identityStatements, mayDo, roleOfArn } from '../iam/roles';
import type { Statement } from '../iam/statements';
import type { Rule } from '../rule';
import { bucketStatements } from '../site';

const FUNCTION = 'AWS::Lambda::Function';
const EXECUTION_ROLE = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html';

/** What serving takes: of S3's actions on objects, and of those on buckets. */
const READING = ['s3:getobject', 's3:getobjectversion', 's3:listbucket'];

/** What functions that serve a site may do, and who may call functions. */
export const functionAccessRules: readonly Rule[] = [
  {
    id: 'site-functions-may-read-their-bucket',
    severity: 'error',
    sentence:
      'The role of a function that DNS fails over to may get every object of the replica that it serves, and list it: else ' +
      'what is missing there is forbidden, with status 403.',
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
    types: [FUNCTION],
    *check(fn, assembly) {
      const role = roleOfArn(fn.at('Role').text, assembly);
      for (const bucket of role ? (siteFunctions(assembly).get(fn) ?? []) : []) {
        const arn = bucket.attribute('Arn');
        const statements = bucketStatements(bucket, assembly);
        const needed = { 's3:GetObject': `${arn}/*`, 's3:ListBucket': arn };
        for (const [action, resource] of Object.entries(needed)) {
          if (role && !mayDo(role, action, resource, statements, assembly)) {
            yield {
              resource: role,
              wrong: `${fn.path} needs ${action} on ${resource}, which its role may not`,
              write: `allow ${action} on ${resource} in a policy of the role`,
            };
          }
        }
      }
    },
  },
  {
    id: 'site-functions-read-their-bucket-alone',
    severity: 'warning',
    sentence: 'The role of a function that DNS fails over to may do nothing in S3 but read the replica that it serves.',
    page: EXECUTION_ROLE,
    types: [FUNCTION],
    *check(fn, assembly) {
      const buckets = siteFunctions(assembly).get(fn);
      const role = roleOfArn(fn.at('Role').text, assembly);
      const arns = [...(buckets ?? [])].map((bucket) => bucket.attribute('Arn'));
      for (const statement of role && buckets ? identityStatements(role, assembly) : []) {
        const excess = statement.effect === 'Allow' ? tooMuch(statement, arns) : undefined;
        if (excess !== undefined) {
          yield {
            resource: role,
            wrong: `the role of ${fn.path} may do ${excess}`,
            write: `allow s3:GetObject and s3:ListBucket on ${arns.join(' and ') || 'the replica'} alone`,
          };
        }
      }
    },
  },
  {
    id: 'function-permissions-name-their-caller',
    severity: 'warning',
    sentence: 'A permission of a service to call a function names what it calls for: else anybody could have it call.',
    page: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
    types: [PERMISSION],
    *check(permission) {
      const names = ['SourceArn', 'SourceAccount', 'PrincipalOrgID', 'EventSourceToken'];
      const principal = permission.at('Principal');
      const isNamed = names.some((name) => permission.at(name).exists);
      if (/\.amazonaws\.com$|^\*$/.test(principal.text ?? '') && !isNamed) {
        yield {
          at: permission.at('SourceArn'),
          wrong: `${String(principal)} may call the function for anybody`,
          write: 'set SourceArn to what calls it',
        };
      }
    },
  },
];

/** What a statement allows in S3 beyond reading some buckets. */
function tooMuch(statement: Statement, buckets: readonly string[]): string | undefined {
  const { actions, resources } = statement;
  const inS3 = actions.filter((pattern) => s3ActionsOf(pattern).length > 0);
  const excess = inS3.find((pattern) => !s3ActionsOf(pattern).every((action) => READING.includes(action)));
  const elsewhere = resources.find((resource) => !buckets.some((arn) => resource === arn || resource === `${arn}/*`));
  if (inS3.length === 0 || (elsewhere !== undefined && !mayBeInS3(elsewhere))) {
    return undefined;
  }
  return excess !== undefined
    ? `${excess} on ${resources.join(', ')}`
    : elsewhere && `${inS3.join(', ')} on ${elsewhere}`;
}

function mayBeInS3(resource: string): boolean {
  return resource === '*' || resource.startsWith('arn:aws:s3:') || resource.startsWith('arn:*');
}
