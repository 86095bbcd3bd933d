import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { environmentFor, PRIMARY, SECONDARY } from '../../operate/parity/compare';
import { ListingServer } from '../../operate/parity/listing-server';
import { webServer } from '../../operate/loopback';
import { ROOT } from '../paths';
import { cleanEnvironment } from '../processes';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What would run, or end the page's style or an attribute, were it not text. */
export const HOSTILE = [
  `<script>document.title="it runs"</script>`,
  `</style></title><img src=https://example.net/x.png onerror="document.title='it runs'">`,
  `"' onmouseover='document.title=1' x="`,
];

/** Runs a command of ours to its end. */
export function failover(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['-r', './bin/typescript.js', 'bin/failover.ts', ...args], {
    cwd: ROOT,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += String(text)));
  child.stderr.on('data', (text) => (output.stderr += String(text)));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...output })));
}

/**
 * What `npm run e2e -- drill.e2e` leaves in .e2e/drill/results of its first drill: it would take as long as all the others.
 * Recorded anew by copying that file, with somebody else's name in `by`.
 */
const DRILL = path.join(ROOT, 'test/report/recorded/drill.json');

/** Has the real commands keep what they find: of a rehearsal, buckets that differ, and credentials of somebody else. */
export async function fill(results: string): Promise<void> {
  fs.rmSync(results, { recursive: true, force: true });
  const drills = path.join(results, 'example.com/drills');
  fs.mkdirSync(drills, { recursive: true });
  fs.copyFileSync(DRILL, path.join(drills, 'drill.json'));
  const statuses = await Promise.all([rehearsed(results), compared(results), examined(results)]);
  // a rehearsal keeps its promises as far as a busy machine lets it
  expect(statuses).toEqual([expect.any(Number), 1, 1]);
}

async function rehearsed(results: string): Promise<number | null> {
  const args = ['rehearse', '--speed', '60', '--picture', `${results}-rehearsal.svg`, '--results', results];
  const { status, stderr } = await failover(args);
  expect(stderr).toContain('the timeline is in');
  return status;
}

async function compared(results: string): Promise<number | null> {
  const same = [{ key: 'index.html', size: 1234 }];
  const missing = HOSTILE.map((name) => ({ key: `${name}.html`, size: 5000 }));
  const server = await ListingServer.start({ [PRIMARY]: [...same, ...missing], [SECONDARY]: same });
  try {
    return (await failover(['parity', '--results', results], environmentFor(server.url))).status;
  } finally {
    await server.close();
  }
}

async function examined(results: string): Promise<number | null> {
  const { server, port } = await webServer((_, response) => {
    response.setHeader('content-type', 'text/xml').end(`<GetCallerIdentityResponse><GetCallerIdentityResult>
      <Arn>arn:aws:iam::999999999999:user/ops</Arn><UserId>AIDAEXAMPLE</UserId><Account>999999999999</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>`);
  });
  try {
    return (await failover(['doctor', '--results', results], environmentFor(`http://127.0.0.1:${port}`))).status;
  } finally {
    server.close().closeAllConnections();
  }
}
