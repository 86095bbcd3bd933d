import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
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
};

/** The role of the app that an ARN names. */
export function roleOfArn(arn: string | undefined, assembly: Assembly): Resource | undefined {
  return arn === undefined ? undefined : assembly.once(rolesByArn).get(arn);
}

function rolesByArn(assembly: Assembly): Map<string, Resource> {
  return new Map(assembly.all(ROLE).map((role) => [role.attribute('Arn'), role]));
}

/** What a role may do by its own policies, wherever in the app they are attached. */
export function identityStatements(role: Resource, assembly: Assembly): Statement[] {
  const attached = assembly.once(policiesByRole).get(role.ref) ?? [];
  const managed = role
    .at('ManagedPolicyArns')
    .texts.flatMap((arn) => assembly.find('AWS::IAM::ManagedPolicy', arn) ?? []);
  const documents = [...attached, ...managed].map((policy) => policy.at('PolicyDocument'));
  const inline = role.at('Policies').list.map((policy) => policy.at('PolicyDocument'));
  return [...[...documents, ...inline].flatMap(statementsOf), ...awsManaged(role)];
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

function awsManaged(role: Resource): Statement[] {
  const at = role.at('ManagedPolicyArns');
  return at.texts.flatMap((arn) => {
    const actions = AWS_MANAGED[/^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? ''];
    const except = { actions: [], resources: [], principals: [] };
    return actions ? [{ at, effect: 'Allow', actions, resources: ['*'], principals: [], conditions: [], except }] : [];
  });
}

/** Whether a role may do something to a resource by its own policies, or by that resource's. */
export function mayDo(
  role: Resource,
  action: string,
  arn: string,
  statements: { readonly own: readonly Statement[]; readonly resource: readonly Statement[] },
): boolean {
  const requester = assumed(role);
  const about = [
    ...statements.own.filter((statement) => appliesToItself(statement, action, arn, requester)),
    ...statements.resource.filter((statement) => applies(statement, action, arn, requester)),
  ];
  return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny');
}

/** Whether a service may assume a role to act for a resource. */
export function mayAssume(service: string, role: Resource, arn: string): boolean {
  const { account } = role.stack;
  const requester = serviceFor(service, arn, account);
  // a trust policy has no Resource: it is about its role
  const about = statementsOf(role.at('AssumeRolePolicyDocument')).filter((statement) =>
    applies({ ...statement, resources: ['*'] }, 'sts:AssumeRole', role.attribute('Arn'), requester),
  );
  return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny');
}
