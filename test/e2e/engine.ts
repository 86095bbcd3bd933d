import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENGINE } from './paths';
import { cleanEnvironment } from './processes';
import { findPython, virtualEnvironment } from './python';

const START_SECONDS = 30;
const STOP_SECONDS = 5;

/** Names of the defects that a module of `engine/` mended, by the module's file name. */
export type Mended = Record<string, string[]>;

/** ministack on a free port of 127.0.0.1: an AWS without anything in it, gone with the process that started it. */
export class Engine {
  /**
   * Starts an engine whose files are all in `directory`.
   *
   * @throws Error with its log when it is not ready in time
   */
  static async start(directory: string): Promise<Engine> {
    const python = await virtualEnvironment(await findPython());
    const port = await freePort();
    const temporary = path.join(directory, 'tmp');
    fs.mkdirSync(temporary, { recursive: true });
    const log = path.join(directory, 'engine.log');
    const report = path.join(directory, 'mended.json');
    const output = fs.openSync(log, 'w');
    const child = spawn(python, [path.join(ENGINE, 'launcher.py'), report], {
      cwd: directory,
      env: cleanEnvironment({
        TMPDIR: temporary,
        GATEWAY_PORT: String(port),
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        // its other listeners have fixed ports
        SFTP_ENABLED: '0',
        IOT_MTLS_ENABLED: '0',
        PYTHONDONTWRITEBYTECODE: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
      }),
      // the launcher ends when the pipe does, and ends its process group with it
      stdio: ['pipe', output, output],
      detached: true,
    });
    fs.closeSync(output);
    const engine = new Engine(child, `http://127.0.0.1:${port}`, directory);
    try {
      await engine.ready();
    } catch (error) {
      await engine.stop();
      throw new Error(`the engine did not start, its log (${log}):\n${fs.readFileSync(log, 'utf8')}`, { cause: error });
    }
    return engine;
  }

  private constructor(
    private readonly child: ChildProcess,
    readonly endpoint: string,
    private readonly directory: string,
  ) {}

  /** What the launcher says that it mended. */
  mended(): Mended {
    return JSON.parse(fs.readFileSync(path.join(this.directory, 'mended.json'), 'utf8')) as Mended;
  }

  /** Ends the engine and its Lambda workers, and deletes their files but for the log. */
  async stop(): Promise<void> {
    const { child } = this;
    if (this.running()) {
      child.kill('SIGTERM');
      await this.ended(STOP_SECONDS);
    }
    try {
      // it waits for what a custom resource is doing; and its workers are in its group
      process.kill(-Number(child.pid), 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
    await this.ended(STOP_SECONDS);
    fs.rmSync(path.join(this.directory, 'tmp'), { recursive: true, force: true, maxRetries: 5 });
  }

  private running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async ready(): Promise<void> {
    const end = Date.now() + START_SECONDS * 1000;
    while (this.running() && Date.now() < end) {
      const answer = await fetch(`${this.endpoint}/_ministack/ready`).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await sleep(100);
    }
    throw new Error(`no answer within ${START_SECONDS} s`);
  }

  private async ended(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (this.running() && Date.now() < end) {
      await sleep(50);
    }
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
