import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '../processes';
import { PATH, startError } from './debian';

const START_SECONDS = 10;
const STOP_SECONDS = 5;

/** What gdnsd watches, and what it answers by that. */
export interface GdnsdProps {
  /** Where it has its files; not there yet. */
  readonly directory: string;
  /** A free port of 127.0.0.1. */
  readonly port: number;
  /** A zone that is this name alone. */
  readonly name: string;
  /** The address that it answers while that is healthy. */
  readonly primary: string;
  /** The address that it answers else. */
  readonly secondary: string;
  /** Asked at both addresses. */
  readonly check: {
    readonly port: number;
    readonly host: string;
    readonly path: string;
    /** In seconds. */
    readonly interval: number;
    readonly threshold: number;
  };
}

/** A name server by others that fails over by itself. */
export class Gdnsd {
  /**
   * Starts it, after its first look at both addresses.
   *
   * @throws Error with the package that has it when it is missing, with its log when it is not ready in time
   */
  static async start(props: GdnsdProps): Promise<Gdnsd> {
    writeFiles(props);
    const child = spawn('gdnsd', ['-c', props.directory, 'start'], {
      // it tells its answers of a change a second later at the least, but for its own tests
      env: cleanEnvironment({ PATH, GDNSD_TESTSUITE_NODELAY: '1' }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child, 'spawn').catch((error: Error) => {
      throw startError('gdnsd', 'gdnsd', error);
    });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    const gdnsd = new Gdnsd(child);
    const end = Date.now() + START_SECONDS * 1000;
    while (!log.includes('DNS listeners started')) {
      if (!gdnsd.running || Date.now() > end) {
        await gdnsd.stop();
        throw new Error(`gdnsd did not start within ${START_SECONDS} s:\n${log}`);
      }
      await sleep(20);
    }
    return gdnsd;
  }

  private constructor(private readonly child: ChildProcess) {}

  async stop(): Promise<void> {
    if (this.running) {
      const ended = once(this.child, 'exit');
      const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_SECONDS * 1000);
      this.child.kill();
      await ended.finally(() => clearTimeout(late));
    }
  }

  private get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }
}

/** @see https://gdnsd.org/man-gdnsd.config.html */
function writeFiles({ directory, port, name, primary, secondary, check }: GdnsdProps): void {
  fs.mkdirSync(path.join(directory, 'zones'), { recursive: true });
  const config = `
    options => {
      listen => 127.0.0.1:${port}
      run_dir => ${directory}/run
      state_dir => ${directory}/state
    }
    service_types => {
      health => {
        plugin => http_status
        port => ${check.port}
        vhost => ${check.host}
        url_path => ${check.path}
        interval => ${check.interval}
        timeout => 1
        up_thresh => ${check.threshold}
        down_thresh => ${check.threshold}
        # failures count in a row alone, as Route 53 counts them
        ok_thresh => 1
      }
    }
    plugins => {
      simplefo => {
        site => { service_types => health, primary => ${primary}, secondary => ${secondary} }
      }
    }
  `;
  const zone = ['@ SOA ns hostmaster 1 7200 900 1209600 60', '@ NS ns', 'ns A 127.0.0.1', '@ 60 DYNA simplefo!site'];
  fs.writeFileSync(path.join(directory, 'config'), config);
  fs.writeFileSync(path.join(directory, 'zones', name), `${zone.join('\n')}\n`);
}
