import * as fs from 'node:fs';
import * as path from 'node:path';
import { ChildServer, freePort } from './child-server';
import { ACCOUNT } from './clients';
import { ENGINE } from './paths';
import { findPython, virtualEnvironment } from './python';

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
    const endpoint = `http://127.0.0.1:${port}`;
    const temporary = path.join(directory, 'tmp');
    fs.mkdirSync(temporary, { recursive: true });
    const server = await ChildServer.start({
      command: python,
      args: [path.join(ENGINE, 'launcher.py'), path.join(directory, 'mended.json')],
      cwd: directory,
      env: {
        TMPDIR: temporary,
        GATEWAY_PORT: String(port),
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        // visitors sign nothing: who asks a site is in its account
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        // its other listeners have fixed ports
        SFTP_ENABLED: '0',
        IOT_MTLS_ENABLED: '0',
        PYTHONDONTWRITEBYTECODE: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      log: path.join(directory, 'engine.log'),
      readyUrl: `${endpoint}/_ministack/ready`,
    });
    return new Engine(server, endpoint, directory);
  }

  private constructor(
    private readonly server: ChildServer,
    readonly endpoint: string,
    private readonly directory: string,
  ) {}

  /** What the launcher says that it mended. */
  mended(): Mended {
    return JSON.parse(fs.readFileSync(path.join(this.directory, 'mended.json'), 'utf8')) as Mended;
  }

  /** Ends the engine and its Lambda workers, and deletes their files but for the log. */
  async stop(): Promise<void> {
    await this.server.stop();
    fs.rmSync(path.join(this.directory, 'tmp'), { recursive: true, force: true, maxRetries: 5 });
  }
}
