import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import type { Value } from '../assembly/value';
import { groupBy } from '../site';
import { applies, appliesToItself } from './requests';
import { assumed, serviceFor } from './requesters';
import { statementsOf, type Statement } from './statements';

export const ROLE = 'AWS::IAM::Role';

/** Policies that AWS keeps, as far as they are about buckets; the statements of others are not known here. */
const AWS_MANAGED: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  PowerUserAccess: ['*'],
  AmazonS3FullAccess: ['s3:*'],
  AmazonS3ReadOnlyAccess: ['s3:get*', 's3:list*', 's3:describe*'],
  ReadOnlyAccess: ['s3:get*', 's3:list*', 's3:describe*'],
  AWSDenyAll: ['*'],
};

/** The role of the app that an ARN names. */
export function roleOfArn(arn: string | undefined, assembly: Assembly): Resource | undefined {
  return arn === undefined ? undefined : assembly.once(rolesByArn).get(arn);
}

function rolesByArn(assembly: Assembly): Map<string, Resource> {
  return new Map(assembly.all(ROLE).map((role) => [role.attribute('Arn'), role]));
}

/** The policies of a role that are resources of their own. */
export function policiesOf(role: Resource, assembly: Assembly): readonly Resource[] {
  return assembly.once(policiesByRole).get(role.ref) ?? [];
}

/** What a role may do by its own policies, wherever in the app they are attached. */
export function identityStatements(role: Resource, assembly: Assembly): Statement[] {
  const documents = [...policiesOf(role, assembly), ...role.at('Policies').list].map((policy) =>
    policy.at('PolicyDocument'),
  );
  return [...documents.flatMap(statementsOf), ...managedStatements(role.at('ManagedPolicyArns'), assembly)];
}

/** What managed policies say, by their ARNs; nothing for those that are neither here nor known. */
function managedStatements(arns: Value, assembly: Assembly): Statement[] {
  return arns.list.flatMap((at) => {
    const policy = assembly.find('AWS::IAM::ManagedPolicy', at.text);
    return policy ? statementsOf(policy.at('PolicyDocument')) : awsManaged(at);
  });
}

function policiesByRole(assembly: Assembly): Map<string, Resource[]> {
  const attachments = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    assembly.all(type).flatMap((policy) => policy.at('Roles').texts.map((role) => ({ role, policy }))),
  );
  const single = assembly
    .all('AWS::IAM::RolePolicy')
    .map((policy) => ({ role: policy.at('RoleName').text ?? '', policy }));
  return new Map(
    [...groupBy([...attachments, ...single], ({ role }) => role)].map(([role, found]) => [
      role,
      found.map(({ policy }) => policy),
    ]),
  );
}

function awsManaged(at: Value): Statement[] {
  const name = /^arn:aws:iam::aws:policy\/(.+)$/.exec(at.text ?? '')?.[1] ?? '';
  const actions = AWS_MANAGED[name];
  const effect = name === 'AWSDenyAll' ? 'Deny' : 'Allow';
  const except = { actions: [], resources: [], principals: [] };
  return actions ? [{ at, effect, actions, resources: ['*'], principals: [], conditions: [], except }] : [];
}

/** Whether the boundary of a role, if it has one that is known, leaves it something. */
function isWithinBoundary(role: Resource, action: string, arn: string, assembly: Assembly): boolean {
  const requester = assumed(role);
  const boundary = managedStatements(role.at('PermissionsBoundary'), assembly);
  const about = boundary.filter((statement) => appliesToItself(statement, action, arn, requester));
  return boundary.length === 0 || isAllowedBy(about);
}

function isAllowedBy(statements: readonly Statement[]): boolean {
  return statements.some(({ effect }) => effect === 'Allow') && !statements.some(({ effect }) => effect === 'Deny');
}

/** Whether a role may do something to a resource by its own policies, or by that resource's. */
export function mayDo(
  role: Resource,
  action: string,
  arn: string,
  resourcePolicy: readonly Statement[],
  assembly: Assembly,
): boolean {
  const requester = assumed(role);
  const about = [
    ...identityStatements(role, assembly).filter((statement) => appliesToItself(statement, action, arn, requester)),
    ...resourcePolicy.filter((statement) => applies(statement, action, arn, requester)),
  ];
  return isAllowedBy(about) && isWithinBoundary(role, action, arn, assembly);
}

/** Whether a service may assume a role to act for a resource. */
export function mayAssume(service: string, role: Resource, arn: string): boolean {
  const { account } = role.stack;
  const requester = serviceFor(service, arn, account);
  // a trust policy has no Resource: it is about its role
  const about = statementsOf(role.at('AssumeRolePolicyDocument')).filter((statement) =>
    applies({ ...statement, resources: ['*'] }, 'sts:AssumeRole', role.attribute('Arn'), requester),
  );
  return isAllowedBy(about);
}
