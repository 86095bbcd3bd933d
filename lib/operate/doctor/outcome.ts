import { awsErrorMessage, deniedAction, isAccessDenied } from '../aws-error';
import type { DeployedStack } from '../site-stacks';
import type { Check, Examination, Finding } from './check';

/** What became of a check. */
export type Outcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly findings: readonly Finding[] }
  /** The site's configuration gives it nothing to look at. */
  | { readonly outcome: 'needless'; readonly why: string }
  /** It is about a deployed site, and this one is not. */
  | { readonly outcome: 'not deployed' }
  /** Nobody knows: AWS refused it for want of one of `permissions`, or what `why` says came between. */
  | { readonly outcome: 'not asked'; readonly why: string; readonly permissions?: readonly string[] };

/** A stack in one of these has no resources: the first deployment was prepared only, or was taken back. */
const WITHOUT_RESOURCES = ['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'];

/**
 * Whether the site is deployed: what its checks rest on.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export function isDeployed(website: DeployedStack | undefined): boolean {
  return website !== undefined && !WITHOUT_RESOURCES.includes(website.status);
}

/** What a check finds; whatever it throws is no more than a check that was not asked. */
export async function outcomeOf(check: Check, examination: Examination): Promise<Outcome> {
  const why = check.needless?.(examination.site);
  if (why !== undefined) {
    return { outcome: 'needless', why };
  }
  try {
    if (check.of === 'a deployed site' && !isDeployed(await examination.stack('Website'))) {
      return { outcome: 'not deployed' };
    }
    const findings = await check.examine(examination);
    return findings.length === 0 ? { outcome: 'passed' } : { outcome: 'failed', findings };
  } catch (error) {
    return notAsked(error, check);
  }
}

function notAsked(error: unknown, check: Check): Outcome {
  const why = awsErrorMessage(error);
  if (!isAccessDenied(error)) {
    return { outcome: 'not asked', why };
  }
  // not every service says which
  const action = deniedAction(error);
  const permissions = action === undefined ? check.permissions.map((permission) => permission.action) : [action];
  return { outcome: 'not asked', why, permissions };
}
