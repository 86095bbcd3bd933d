import type { Assembly } from '../assembly/assembly';
import type { Resource } from '../assembly/resource';
import { mayDo } from '../iam/roles';

/** Policies of AWS that say nothing about buckets and distributions. */
const ABOUT_LOGS = /:policy\/service-role\/AWSLambda(Basic|VPCAccess)ExecutionRole$/;

/** Whether a role may do something, by its policies; undefined when it has some that are not to be read here. */
export function may(role: Resource, action: string, resource: string, assembly: Assembly): boolean | undefined {
  const others = role.at('ManagedPolicyArns').texts.filter((arn) => !ABOUT_LOGS.test(arn));
  return mayDo(role, action, resource, [], assembly) || (others.length > 0 ? undefined : false);
}

/** Whether a role may write logs: into a group, or into whichever. */
export function mayWriteLogs(role: Resource, assembly: Assembly, group?: Resource): boolean {
  const streams = group?.attribute('Arn').replace(/\*$/, 'log-stream:any') ?? '*';
  return role.at('ManagedPolicyArns').list.length > 0 || may(role, 'logs:PutLogEvents', streams, assembly) !== false;
}
