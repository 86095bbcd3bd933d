import type { Command } from 'commander';

interface PullRequestNumberOptions {
  readonly head: string;
  readonly sha: string;
}

export function addPullRequestNumber(program: Command): void {
  program
    .command('pull-request-number')
    .description('prints the number of the open pull request that a commit is the head of, or nothing')
    .requiredOption('--head <owner:branch>', 'where the commit is')
    .requiredOption('--sha <sha>', 'the commit')
    .addHelpText(
      'after',
      '\nReads GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL, as a workflow of GitHub has them.' +
        '\nExit status: 0 GitHub answered; 2 it could not be asked.',
    )
    .action(run);
}

async function run({ head, sha }: PullRequestNumberOptions): Promise<void> {
  const { GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token, GITHUB_API_URL: api } = process.env;
  if (!repository || !token || !api) {
    throw new Error(
      'GITHUB_REPOSITORY, GITHUB_TOKEN and GITHUB_API_URL must be set, as they are in a workflow of GitHub',
    );
  }
  const { findPullRequest } = await import('../../lib/pull-request/find-pull-request.ts');
  const found = await findPullRequest({ api, repository, token, head, sha });
  if (found !== undefined) {
    console.log(String(found));
  }
}
