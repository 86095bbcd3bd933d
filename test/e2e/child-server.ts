import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from './processes';

const START_SECONDS = 30;
const STOP_SECONDS = 5;

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** File that gets its output. */
  readonly log: string;
  /** Answers with a status of success once it is ready. */
  readonly readyUrl: string;
}

/** A server in a process group of its own, which ends when the process that started it does. */
export class ChildServer {
  /** @throws Error with its log when it is not ready in time */
  static async start(props: ServerCommand): Promise<ChildServer> {
    const output = fs.openSync(props.log, 'w');
    const child = spawn(props.command, props.args, {
      cwd: props.cwd,
      env: cleanEnvironment(props.env),
      // the launcher ends when the pipe does, and ends its process group with it
      stdio: ['pipe', output, output],
      detached: true,
    });
    fs.closeSync(output);
    const server = new ChildServer(child);
    try {
      await server.ready(props.readyUrl);
    } catch (error) {
      await server.stop();
      const log = fs.readFileSync(props.log, 'utf8');
      throw new Error(`${props.args.join(' ')} did not start, its log (${props.log}):\n${log}`, { cause: error });
    }
    return server;
  }

  private constructor(private readonly child: ChildProcess) {}

  /** Ends the server and all that it started. */
  async stop(): Promise<void> {
    const { child } = this;
    if (this.running()) {
      child.kill('SIGTERM');
      await this.ended(STOP_SECONDS);
    }
    try {
      // it may wait for something that it is doing; and what it started is in its group
      process.kill(-Number(child.pid), 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
    await this.ended(STOP_SECONDS);
  }

  private running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async ready(url: string): Promise<void> {
    const end = Date.now() + START_SECONDS * 1000;
    while (this.running() && Date.now() < end) {
      const answer = await fetch(url).catch(() => undefined);
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

/** A port of 127.0.0.1 that nothing listens on just now. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
