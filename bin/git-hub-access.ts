import type { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { resolveGitHub, type GitHubConfig } from '../lib/config/git-hub';
import { ALL_CHECKS } from '../lib/operate/doctor/all-checks';
import { policyOf } from '../lib/operate/doctor/policy';
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
  const looking = sites
    .filter(({ account }) => account === github.account)
    .flatMap((site) => policyOf(site, [...ALL_CHECKS, { permissions: PARITY_PERMISSIONS }]).Statement)
    .map((statement) => iam.PolicyStatement.fromJson(statement));
  new GitHubAccessStack(app, 'GitHubAccess', { github, looking });
}
