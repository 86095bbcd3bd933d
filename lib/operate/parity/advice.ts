import type { ParityReport } from './report';

/** What to do about what differs: each sentence is for something that is there. */
export function advice({ site, missing, stale, extra, headers, denied }: ParityReport): string[] {
  const has = (status: 'PENDING' | 'NONE' | 'FAILED' | 'COMPLETED' | 'REPLICA' | 'UNKNOWN') =>
    [missing, stale].some(({ statuses }) => statuses[status] !== undefined);
  const notAll = [missing, stale].some(({ objects, examined }) => examined < objects);
  const lines: [boolean, string][] = [
    [
      denied.length > 0,
      `UNKNOWN: to tell more, ${denied.join(' and ')} must be allowed (docs/parity.md has the whole policy)`,
    ],
    [has('PENDING'), 'PENDING: S3 is at it; wait. Longer than 15 minutes: "Replication lag" in docs/runbook.md'],
    [
      has('NONE') || has('FAILED') || notAll,
      `NONE (older than the rule) and FAILED: S3 does not try again by itself. \`npm run parity -- --repair --site ${site}\` ` +
        'has it done; mend first what made them fail: "Failed replication" in docs/runbook.md',
    ],
    [
      has('COMPLETED') || has('REPLICA'),
      'COMPLETED: somebody changed or deleted the copy. REPLICA: it came from another bucket. No repair takes these: ' +
        'copy each onto itself in the primary, as "Failed replication" in docs/runbook.md says',
    ],
    [
      extra.objects > 0,
      'extra: deleted in the primary, or written to the secondary by somebody else. Visitors would find them after a ' +
        'failover. Nothing here deletes them: look, then `aws s3 rm`',
    ],
    [
      (headers?.differing ?? 0) > 0,
      'headers: copy the object onto itself in the primary, or change the page and deploy; the new version is replicated with its headers',
    ],
  ];
  return lines.filter(([isSo]) => isSo).map(([, text]) => text);
}
