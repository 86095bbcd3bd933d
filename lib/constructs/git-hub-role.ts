import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnOutput, type Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface GitHubRoleProps {
  /** Of GitHub's OIDC provider. */
  readonly providerArn: string;

  /** Whose jobs may take it: the `sub` of their tokens, `repo:owner/name:ref:refs/heads/main`. Nothing in it is a pattern. */
  readonly subject: string;

  /** What it is for, in the IAM console. */
  readonly description: string;

  /** Variable of the repository that names it. */
  readonly variable: string;

  /**
   * How long a job may have it.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * A role that jobs of one kind take by the token that GitHub gives them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export class GitHubRole extends Construct {
  /** Takes what it may do. */
  readonly role: iam.IRole;

  constructor(scope: Construct, id: string, props: GitHubRoleProps) {
    super(scope, id);

    const issuer = 'token.actions.githubusercontent.com';
    this.role = new iam.Role(this, 'Role', {
      description: props.description,
      maxSessionDuration: props.maxSessionDuration,
      assumedBy: new iam.WebIdentityPrincipal(props.providerArn, {
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: props.subject },
      }),
    });
    new CfnOutput(this, 'Arn', { value: this.role.roleArn, description: `for the variable ${props.variable}` });
  }
}
