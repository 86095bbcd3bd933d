import * as fs from 'node:fs';
import * as path from 'node:path';
import cdkJson from '../../cdk.json';
import type { SiteConfig } from '../../lib/site-config';
import { ACCOUNT } from './clients';
import { ROOT } from './paths';
import { cleanEnvironment, run, type Outcome } from './processes';

/** Of the output of a command that failed: the rest is in its log. */
const LINES_SHOWN = 60;

const DEPLOYING = ['--require-approval', 'never', '--progress', 'events'];

const APP = 'node -r ./bin/typescript.js test/e2e/app.ts';

/** This project's npm scripts, run with the pinned CDK CLI against the engine. */
export class Cdk {
  /** The cloud assembly of the last command. */
  readonly assembly: string;

  private readonly sites: string;
  private commands = 0;

  constructor(
    private readonly directory: string,
    private readonly endpoint: string,
  ) {
    this.assembly = path.join(directory, 'cdk.out');
    this.sites = path.join(directory, 'sites.json');
  }

  /** What the next commands deploy: the list of `bin/sites.ts`. */
  configure(sites: readonly SiteConfig[]): void {
    fs.writeFileSync(this.sites, JSON.stringify(sites, undefined, 2));
  }

  async bootstrap(regions: readonly string[]): Promise<void> {
    await this.succeed('cdk', ['bootstrap', ...regions.map((region) => `aws://${ACCOUNT}/${region}`)]);
  }

  /** @param endpoint that of what stands between the CLI and the engine */
  async deploy(endpoint = this.endpoint): Promise<string> {
    return (await this.succeed('deploy', DEPLOYING, endpoint)).output;
  }

  /** A deployment that is expected to fail; answers its output. */
  async deployInVain(): Promise<string> {
    const { code, output } = await this.run('deploy', DEPLOYING);
    expect(code).toBe(1);
    return output;
  }

  /** Fails when anything differs. */
  async diff(): Promise<string> {
    return (await this.succeed('diff', ['--fail'])).output;
  }

  /** What the app synthesizes when it is started as the operator's commands start it; answers the directory. */
  async synthesizeWithoutCli(): Promise<string> {
    const directory = path.join(this.directory, 'synthesized');
    const [command = '', ...args] = APP.split(' ');
    const CDK_CONTEXT_JSON = JSON.stringify({ ...cdkJson.context, sites: this.sites });
    const env = cleanEnvironment({ CDK_OUTDIR: directory, CDK_CONTEXT_JSON });
    const { code, output } = await run(command, args, { cwd: ROOT, env });
    if (code !== 0) {
      throw new Error(output);
    }
    return directory;
  }

  async destroy(): Promise<Outcome> {
    return this.run('destroy', ['--force']);
  }

  /** One of the operator's commands; answers what it prints for machines. */
  async operate(command: string, ...args: string[]): Promise<unknown> {
    const { code, output } = await this.npm(command, [...args, '--sites', this.sites, '--json'], this.endpoint);
    if (code !== 0) {
      throw new Error(output);
    }
    return JSON.parse(output.slice(output.indexOf('{'))) as unknown;
  }

  private async succeed(script: string, args: string[], endpoint = this.endpoint): Promise<Outcome> {
    const outcome = await this.run(script, args, endpoint);
    if (outcome.code !== 0) {
      const end = outcome.output.split('\n').slice(-LINES_SHOWN).join('\n');
      throw new Error(`npm run ${script} ended with ${outcome.code}; the end of its log in ${this.directory}:\n${end}`);
    }
    return outcome;
  }

  private async run(script: string, args: string[], endpoint = this.endpoint): Promise<Outcome> {
    const common = ['--app', APP, '-c', `sites=${this.sites}`, '--output', this.assembly, '--no-notices'];
    return this.npm(script, [...args, ...common], endpoint);
  }

  private async npm(script: string, args: string[], endpoint: string): Promise<Outcome> {
    this.commands += 1;
    return run('npm', ['run', script, '--', ...args], {
      cwd: ROOT,
      log: path.join(this.directory, `${String(this.commands).padStart(2, '0')}-${script}.log`),
      env: cleanEnvironment({
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: ACCOUNT,
        AWS_SECRET_ACCESS_KEY: 'any',
        AWS_REGION: 'us-east-2',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: 'true',
        // nothing is written outside the checkout
        HOME: path.join(this.directory, 'home'),
        TMPDIR: path.join(this.directory, 'tmp'),
        npm_config_logs_max: '0',
        npm_config_update_notifier: 'false',
        NO_COLOR: '1',
      }),
    });
  }
}
