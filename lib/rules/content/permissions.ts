import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { concerns, statementsOf, type Statement } from '../iam/statements';
import { groupBy } from '../site';

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

/** Policies of AWS that say nothing about buckets and distributions. */
const ABOUT_LOGS = /:policy\/service-role\/AWSLambda(Basic|VPCAccess)ExecutionRole$/;

export function roleOfArn(arn: string | undefined, assembly: Assembly): Resource | undefined {
  return assembly.once(rolesByArn).get(arn);
}

/** The policies of a role that are resources of their own. */
export function policiesOf(role: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(policiesByRole).get(role.ref) ?? [];
}

/** Whether a role may do something, by its own policies; undefined when it has others as well. */
export function may(role: Resource, action: string, resource: string, assembly: Assembly): boolean | undefined {
  const isAllowed = statements(role, assembly).some(
    (statement) => statement.effect === 'Allow' && concerns(statement, action, resource),
  );
  const others = role.at('ManagedPolicyArns').texts.filter((arn) => !ABOUT_LOGS.test(arn));
  return isAllowed ? true : others.length > 0 ? undefined : false;
}

export function mayWriteLogs(role: Resource, assembly: Assembly): boolean {
  return role.at('ManagedPolicyArns').list.length > 0 || may(role, 'logs:PutLogEvents', '*', assembly) !== false;
}

function statements(role: Resource, assembly: Assembly): Statement[] {
  return [
    ...role.at('Policies').list.map((policy) => policy.at('PolicyDocument')),
    ...policiesOf(role, assembly).map((policy) => policy.at('PolicyDocument')),
  ].flatMap(statementsOf);
}

function rolesByArn(assembly: Assembly): Map<string | undefined, Resource> {
  return new Map(assembly.all('AWS::IAM::Role').map((role) => [role.attribute('Arn'), role]));
}

function policiesByRole(assembly: Assembly): Map<string, Resource[]> {
  const pairs = POLICIES.flatMap((type) => assembly.all(type)).flatMap((policy) =>
    [...policy.at('Roles').texts, ...policy.at('RoleName').texts].map((role) => ({ role, policy })),
  );
  return new Map(
    [...groupBy(pairs, ({ role }) => role)].map(([role, those]) => [role, those.map(({ policy }) => policy)]),
  );
}
