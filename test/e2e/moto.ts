import * as fs from 'node:fs';
import * as path from 'node:path';
import { ChildServer, freePort } from './child-server';
import { ENGINE, STATE } from './paths';
import { findPython, virtualEnvironment } from './python';

/** moto's server on a free port of 127.0.0.1: another AWS, with some services that ministack has not. */
export class Moto {
  /**
   * @param name of the directory below .e2e that gets its log
   * @param settings of moto's own, as environment variables
   * @throws Error with its log when it is not ready in time
   */
  static async start(name: string, settings: Readonly<Record<string, string>> = {}): Promise<Moto> {
    const directory = path.join(STATE, name);
    fs.mkdirSync(directory, { recursive: true });
    const python = await virtualEnvironment(await findPython());
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const server = await ChildServer.start({
      command: python,
      args: [path.join(ENGINE, 'moto_launcher.py'), String(port)],
      cwd: directory,
      env: { PYTHONDONTWRITEBYTECODE: '1', AWS_EC2_METADATA_DISABLED: 'true', ...settings },
      log: path.join(directory, 'moto.log'),
      readyUrl: `${endpoint}/moto-api/`,
    });
    return new Moto(server, endpoint);
  }

  private constructor(
    private readonly server: ChildServer,
    readonly endpoint: string,
  ) {}

  /** Forgets everything that it was told. */
  async reset(): Promise<void> {
    await fetch(`${this.endpoint}/moto-api/reset`, { method: 'POST' });
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}
