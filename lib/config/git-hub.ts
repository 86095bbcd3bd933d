import { z } from 'zod';
import type { Site } from '../site-config';
import { region } from './field-types';
import { describe, fieldProblems, SiteConfigError } from './problems';
import { US_EAST_1 } from './regions';

const ID = '[A-Za-z0-9][\\w.-]*(?:@\\d+)?';
const REPOSITORY_RULE =
  'must be owner/name, or owner@id/name@id for a repository that was made or renamed since 15 July 2026';
const BRANCH_RULE = 'must be the name of a branch';
const ENVIRONMENT_RULE = 'must be the name of an environment';

/** What `bin/sites.ts` says of the repository whose workflows may reach AWS. */
export const gitHubFields = z.strictObject(
  {
    /**
     * The repository as GitHub's tokens name it: `owner/name`, with ids (`owner@1/name@2`) where they carry some.
     *
     * @see https://docs.github.com/en/actions/reference/security/oidc
     */
    repository: z.string(REPOSITORY_RULE).regex(new RegExp(`^${ID}/${ID}$`), REPOSITORY_RULE),

    /** AWS account of the sites that the workflows look at and deploy: 12 digits. */
    account: z.string('must be a string of 12 digits').regex(/^\d{12}$/, 'must be a string of 12 digits'),

    /**
     * Region of the stack; IAM itself has none.
     *
     * @default 'us-east-1'
     */
    region: region.default(US_EAST_1),

    /**
     * The default branch: what runs there may look.
     *
     * @default 'main'
     */
    branch: z
      .string(BRANCH_RULE)
      .regex(/^[\w./-]+$/, BRANCH_RULE)
      .default('main'),

    /**
     * The environment of `deploy.yml`: what somebody approved there may deploy.
     *
     * @default 'production'
     */
    environment: z
      .string(ENVIRONMENT_RULE)
      .regex(/^[\w.-]+$/, ENVIRONMENT_RULE)
      .default('production'),

    /**
     * ARN of GitHub's OIDC provider, when the account has it: there can be one.
     *
     * @default - the stack makes it
     */
    providerArn: z
      .string('must be the ARN of an OIDC provider')
      .regex(
        /^arn:aws:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
        "must be the ARN of GitHub's OIDC provider",
      )
      .optional(),
  },
  'must be an object with the fields of lib/config/git-hub.ts',
);

/** The repository as `bin/sites.ts` describes it. */
export type GitHubConfig = z.input<typeof gitHubFields>;

/** The same with every default. */
export type GitHub = z.output<typeof gitHubFields>;

/**
 * Validates it and fills in its defaults.
 *
 * @param sites which of them are in its account
 * @throws SiteConfigError that lists every problem
 */
export function resolveGitHub(config: GitHubConfig, sites: readonly Pick<Site, 'account'>[]): GitHub {
  const { data, error } = gitHubFields.safeParse(config);
  const problems = error ? fieldProblems(error, config, 'lib/config/git-hub.ts') : [];
  if (data && !sites.some(({ account }) => account === data.account)) {
    problems.push({ path: ['account'], rule: 'must be the account of a site', value: data.account });
  }
  if (data?.providerArn !== undefined && !data.providerArn.startsWith(`arn:aws:iam::${data.account}:`)) {
    problems.push({ path: ['providerArn'], rule: `must be in the account ${data.account}`, value: data.providerArn });
  }
  if (!data || problems.length > 0) {
    throw new SiteConfigError(
      problems.map((problem) => describe('github', problem)),
      'GitHub',
    );
  }
  return data;
}
