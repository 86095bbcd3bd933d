import type { Site } from '../../site-config';
import type { Check, Permission } from './check';
import { DESCRIBE_STACKS } from './stack-permissions';

/** A policy as IAM takes it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/**
 * What the checks may do, and nothing else: a statement for all actions on the same resources.
 *
 * Checks that a site does not need give no resources, and so no statement.
 */
export function policyOf(site: Site, checks: readonly Pick<Check, 'permissions' | 'needless'>[]): PolicyDocument {
  const needed = checks.filter((check) => check.needless?.(site) === undefined);
  // whether the site is deployed is asked before checks of deployed sites
  const permissions = [DESCRIBE_STACKS, ...needed.flatMap((check) => check.permissions)];
  const resources = resourcesByAction(site, permissions);
  const actions = new Map<string, string[]>();
  for (const action of [...resources.keys()].sort()) {
    const key = JSON.stringify(resources.get(action));
    actions.set(key, [...(actions.get(key) ?? []), action]);
  }
  return {
    Version: '2012-10-17',
    Statement: [...actions]
      .map(([key, Action]) => ({ Effect: 'Allow' as const, Action, Resource: JSON.parse(key) as string[] }))
      .filter(({ Resource }) => Resource.length > 0),
  };
}

function resourcesByAction(site: Site, permissions: readonly Permission[]): Map<string, string[]> {
  const byAction = new Map<string, string[]>();
  for (const { action, resources } of permissions) {
    const all = [...new Set([...(byAction.get(action) ?? []), ...resources(site)])].sort();
    byAction.set(action, all.includes('*') ? ['*'] : all);
  }
  return byAction;
}
