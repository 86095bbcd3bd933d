import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { addGitHubAccess } from '../../bin/git-hub-access';
import { EXAMPLE, exampleSite, unvalidatedApp } from '../helpers';

const WORKFLOWS = path.join(__dirname, '../../.github/workflows');

/** What both the action and IAM take unless told otherwise, in seconds. */
const DEFAULT = 3_600;

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly 'timeout-minutes': number; readonly steps: readonly { readonly with?: Record<string, unknown> }[] }
  >;
}

/** How long each job that takes a role may run, and has the role, in seconds. */
function sessionsOf(file: string): { job: number; asked: number }[] {
  const { jobs } = parse(fs.readFileSync(path.join(WORKFLOWS, file), 'utf8')) as Workflow;
  return Object.values(jobs).flatMap(({ steps, 'timeout-minutes': minutes }) =>
    steps
      .filter((step) => step.with?.['role-to-assume'] !== undefined)
      .map((step) => ({ job: minutes * 60, asked: Number(step.with?.['role-duration-seconds'] ?? DEFAULT) })),
  );
}

/** How long IAM gives a role of the stack, in seconds. */
function allowed(role: string): number {
  const app = unvalidatedApp();
  addGitHubAccess(app, { repository: 'octo/site', account: EXAMPLE.account }, [exampleSite()]);
  const roles = Template.fromStack(app.node.findChild('GitHubAccess') as Stack).findResources('AWS::IAM::Role');
  const [, found] = Object.entries(roles).find(([id]) => id.startsWith(role)) ?? [];
  const { MaxSessionDuration } = (found as { Properties: { MaxSessionDuration?: number } }).Properties;
  return MaxSessionDuration ?? DEFAULT;
}

test.each([
  ['Read', 'diff-comment.yml'],
  ['Watch', 'watch.yml'],
  ['Deploy', 'deploy.yml'],
])('the role %s, which IAM gives for as long as %s asks, does not end before the job', (role, file) => {
  const [session, ...others] = sessionsOf(file);
  expect(others).toEqual([]);
  expect(session?.asked).toBe(allowed(role));
  expect(session?.asked).toBeGreaterThanOrEqual(session?.job ?? Infinity);
});
