import { z } from 'zod';

export interface PullRequestQuery {
  /** Of GitHub's REST API: `https://api.github.com`. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  /** `owner:branch` of the pull request's head, which may be a fork's. */
  readonly head: string;
  /** Commit that the run was about. */
  readonly sha: string;
}

const answer = z.array(z.object({ number: z.number().int().positive(), head: z.object({ sha: z.string() }) }));

/** Milliseconds. */
const PATIENCE = 20_000;

/**
 * Number of the open pull request of which the head is this very commit; `undefined` when it has moved on, or is closed.
 *
 * @throws Error that says what GitHub answered
 * @see https://docs.github.com/rest/pulls/pulls#list-pull-requests
 */
export async function findPullRequest(query: PullRequestQuery): Promise<number | undefined> {
  const { api, repository, token, head, sha } = query;
  const response = await fetch(`${api}/repos/${repository}/pulls?state=open&head=${encodeURIComponent(head)}`, {
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) {
    throw new Error(`GitHub answers ${response.status} for the pull requests of ${repository}`);
  }
  return answer.parse(await response.json()).find((found) => found.head.sha === sha)?.number;
}
