import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../paths';
import { cleanEnvironment } from '../processes';
import { EXAMPLE } from '../../helpers';
import type { EntryWorld } from './entry';
import type { Stage } from './stage';
import type { ZoneDouble } from './zone-double';

/** How many times faster a drill's time runs: slow enough for what is timed, fast for what is not. */
const TIMED = 30;
const UNTIMED = 75;

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until it has said something. */
  readonly said: (what: string) => Promise<void>;
}

export interface ChildOptions {
  readonly killAfter?: string;
  /** Whether its promises are looked at. @default false */
  readonly timed?: boolean;
  /** @default - moto's */
  readonly endpoint?: string;
  /** What somebody at its terminal types. @default - there is no terminal */
  readonly typed?: string;
}

const running = new Set<ChildProcess>();

/** Of those that a failed test left. */
export function killAll(): void {
  running.forEach((child) => child.kill('SIGKILL'));
}

/** Runs `failover drill` for the site of a zone. */
export function start(stage: Stage, zone: ZoneDouble, args: readonly string[], options: ChildOptions = {}): Started {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'drill-'));
  const sites = path.join(directory, 'sites.json');
  fs.writeFileSync(
    sites,
    JSON.stringify([{ ...EXAMPLE, hostedZoneId: zone.id, manualSwitch: zone.switchCheckId !== undefined }]),
  );
  const { killAfter, endpoint = stage.moto.endpoint, typed } = options;
  const world: EntryWorld = {
    places: zone.places,
    authority: stage.pem,
    speed: options.timed ? TIMED : UNTIMED,
    killAfter,
  };
  const picture = args.includes('--picture') ? [] : ['--picture', path.join(directory, 'drill.svg')];
  const kept = args.includes('--results') ? [] : ['--results', path.join(directory, 'results')];
  const entry = [
    '-r',
    './bin/typescript.js',
    'test/e2e/drill/entry.ts',
    'drill',
    '--sites',
    sites,
    ...kept,
    ...picture,
  ];
  const node = [process.execPath, ...entry, ...args];
  // of util-linux: it gives a command a terminal
  const [command = '', ...rest] =
    typed === undefined ? node : ['script', '-qec', `stty cols 80; ${node.join(' ')}`, '/dev/null'];
  const child = spawn(command, rest, {
    cwd: ROOT,
    env: cleanEnvironment({
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'any',
      AWS_SECRET_ACCESS_KEY: 'any',
      AWS_CONFIG_FILE: '/dev/null',
      DRILL_WORLD: JSON.stringify(world),
    }),
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  child.stdin?.write(`${typed}\n`);
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (data) => (stdout += String(data)));
  child.stderr?.on('data', (data) => (stderr += String(data)));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (status, signal) => {
      running.delete(child);
      fs.rmSync(directory, { recursive: true, force: true });
      resolve({ status, signal, stdout, stderr });
    }),
  );
  void zone.follow(ended);
  const said = async (what: string) => {
    while (!stderr.includes(what)) {
      const isOver = await Promise.race([ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 10))]);
      if (isOver === true && !stderr.includes(what)) {
        throw new Error(`it never said "${what}":\n${stderr}`);
      }
    }
  };
  return { child, ended, said };
}

export function drill(...started: Parameters<typeof start>): Promise<Ended> {
  return start(...started).ended;
}
