import type { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { resolveGitHub, type GitHubConfig } from '../lib/config/git-hub';
import { ALL_CHECKS } from '../lib/operate/doctor/all-checks';
import type { Permission } from '../lib/operate/doctor/check';
import { policyOf } from '../lib/operate/doctor/policy';
import { DRIFT_READS } from '../lib/operate/drift/reads';
import { PARITY_PERMISSIONS } from '../lib/operate/parity/policy';
import type { Site } from '../lib/site-config';
import { GitHubAccessStack } from '../lib/stacks/git-hub-access-stack';

/**
 * The stack with the roles of the workflows, which may read what the doctor and parity ask.
 *
 * @throws SiteConfigError
 */
export function addGitHubAccess(app: App, config: GitHubConfig, sites: readonly Site[]): void {
  const github = resolveGitHub(config, sites);
  const own = sites.filter(({ account }) => account === github.account);
  const statements = (...permissions: (readonly Permission[])[]) =>
    own
      .flatMap((site) => policyOf(site, [...ALL_CHECKS, { permissions: permissions.flat() }]).Statement)
      .map((statement) => iam.PolicyStatement.fromJson(statement));
  const looking = statements(PARITY_PERMISSIONS);
  const watching = statements(PARITY_PERMISSIONS, ...Object.values(DRIFT_READS));
  new GitHubAccessStack(app, 'GitHubAccess', { github, looking, watching });
}
