import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { GitHub } from '../config/git-hub';
import { GitHubRole } from '../constructs/git-hub-role';

export interface GitHubAccessStackProps extends StackProps {
  /** From `resolveGitHub`. */
  readonly github: GitHub;

  /** What looking at the sites takes; only reads. */
  readonly looking: readonly iam.PolicyStatement[];

  /** The same, and what CloudFormation reads to find drift. */
  readonly watching: readonly iam.PolicyStatement[];
}

/** Those of the CDK's bootstrap, in every Region: `cdk deploy` does everything by them. */
const BOOTSTRAP_ROLES = ['deploy', 'file-publishing', 'lookup'];

/**
 * What the workflows of a repository may do on AWS: three roles, and the provider by which AWS knows GitHub's tokens.
 *
 * Off unless `bin/sites.ts` has a `github`: nobody's account trusts a repository unasked.
 *
 * @see docs/pull-requests.md
 */
export class GitHubAccessStack extends Stack {
  constructor(scope: Construct, id: string, props: GitHubAccessStackProps) {
    super(scope, id, {
      ...props,
      stackName: 'github-access',
      env: { account: props.github.account, region: props.github.region },
    });

    const { repository, account, branch, environment } = props.github;
    const providerArn =
      props.github.providerArn ??
      new iam.OidcProviderNative(this, 'Provider', {
        url: 'https://token.actions.githubusercontent.com',
        clientIds: ['sts.amazonaws.com'],
      }).oidcProviderArn;
    const onBranch = { providerArn, subject: `repo:${repository}:ref:refs/heads/${branch}` };
    // also of sites that are no longer in the app, and this one
    const stacks = ['site-*', this.stackName].map((name) => `arn:aws:cloudformation:*:${account}:stack/${name}/*`);

    const read = new GitHubRole(this, 'Read', {
      ...onBranch,
      description: 'diff-comment.yml: reads templates of deployed stacks',
      variable: 'AWS_READ_ROLE',
    });
    read.role.addToPrincipalPolicy(allow(['cloudformation:GetTemplate'], stacks));

    const watch = new GitHubRole(this, 'Watch', {
      ...onBranch,
      description: 'watch.yml: drift, doctor and parity',
      variable: 'AWS_WATCH_ROLE',
    });
    props.watching.forEach((statement) => watch.role.addToPrincipalPolicy(statement));
    const drift = ['DescribeStackResourceDrifts', 'DetectStackDrift', 'DetectStackResourceDrift'];
    watch.role.addToPrincipalPolicy(
      allow(
        drift.map((action) => `cloudformation:${action}`),
        stacks,
      ),
    );
    // they know no resources
    watch.role.addToPrincipalPolicy(
      allow(
        ['cloudformation:BatchDescribeTypeConfigurations', 'cloudformation:DescribeStackDriftDetectionStatus'],
        ['*'],
      ),
    );

    const deploy = new GitHubRole(this, 'Deploy', {
      providerArn,
      subject: `repo:${repository}:environment:${environment}`,
      description: 'deploy.yml: deploys, then the doctor',
      variable: 'AWS_DEPLOY_ROLE',
      // sites are deployed one after the other, and the doctor comes last
      maxSessionDuration: Duration.hours(2),
    });
    props.looking.forEach((statement) => deploy.role.addToPrincipalPolicy(statement));
    deploy.role.addToPrincipalPolicy(
      allow(
        ['sts:AssumeRole'],
        BOOTSTRAP_ROLES.map((name) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-role-${account}-*`),
      ),
    );
  }
}

function allow(actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions, resources });
}
