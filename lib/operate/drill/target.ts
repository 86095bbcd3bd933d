import type { Aws } from '../aws';
import type { Clock } from '../clock';

/** The health check that a drill is about, and what it takes to change it. */
export interface Target {
  readonly aws: Aws;
  readonly healthCheckId: string;
  /** Of its site. */
  readonly domainName: string;
  readonly clock: Clock;
  /** Told what stands in the way. */
  readonly tell: (text: string) => void;
}

/** What anybody types who finishes a drill that cannot; it names the site, as there may be several. */
export function restoreCommand(domainName: string, ...options: readonly string[]): string {
  return ['npm run drill -- --restore', ...options, `--site ${domainName}`].join(' ');
}
