import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { scripts } from '../../../package.json';
import type { ParityReport } from '../../../lib/operate/parity/report';
import type { SiteConfig } from '../../../lib/site-config';
import { ACCOUNT } from '../clients';
import { ROOT } from '../paths';
import { cleanEnvironment } from '../processes';

export const SITE: SiteConfig = { domainName: 'example.com', hostedZoneId: 'Z0123456789EXAMPLE', account: ACCOUNT };

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Of the whole process, from its start. */
  readonly seconds: number;
  readonly peakMebibytes: number;
  /** Of a processor. */
  readonly cpuSeconds: number;
}

/** `npm run parity` without npm, on the engine at an endpoint. */
export async function parity(directory: string, endpoint: string, ...args: string[]): Promise<Outcome> {
  const sites = path.join(directory, 'sites.json');
  fs.writeFileSync(sites, JSON.stringify([SITE]));
  const usage = path.join(directory, 'usage.json');
  // with the limit of memory that is set there, which V8 would not think of by itself
  const [, ...command] = scripts.parity.split(' ');
  const env = { ...engineEnvironment(endpoint), NODE_OPTIONS: `-r ${REPORTER}`, USAGE_FILE: usage };
  const outcome = await timed(
    process.execPath,
    [...command, '--sites', sites, '--results', path.join(directory, 'results'), ...args],
    env,
  );
  return {
    ...outcome,
    ...(JSON.parse(fs.readFileSync(usage, 'utf8')) as Pick<Outcome, 'peakMebibytes' | 'cpuSeconds'>),
  };
}

const REPORTER = JSON.stringify(path.join(__dirname, 'report-usage.js'));

export function reportOf({ stdout }: Pick<Outcome, 'stdout'>): ParityReport {
  return JSON.parse(stdout) as ParityReport;
}

/** What leads a tool of AWS to an engine, and to nothing else. */
export function engineEnvironment(endpoint: string): NodeJS.ProcessEnv {
  return cleanEnvironment({
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
}

/** Runs a command to its end, whatever that is. */
export async function timed(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Pick<Outcome, 'status' | 'stdout' | 'stderr' | 'seconds'>> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      if (child.exitCode === null) {
        reject(new Error(`${command} was ended by a signal, or did not start`, { cause: error }));
        return;
      }
      resolve({ status: child.exitCode, stdout, stderr, seconds: (performance.now() - start) / 1000 });
    });
  });
}
