import * as fs from 'node:fs';
import * as path from 'node:path';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import type { SiteConfig } from '../../lib/site-config';
import { Cdk } from './cdk';
import { ACCOUNT, Clients, REGIONS } from './clients';
import { Engine } from './engine';
import { STATE } from './paths';

/** An account of its own with a bootstrapped CDK and a hosted zone, and the site that is deployed to it. */
export class Scenario {
  /**
   * @param name of the directory below .e2e that gets its logs and files
   * @param fill writes the site's content to a directory
   */
  static async start(name: string, domainName: string, fill: (content: string) => void): Promise<Scenario> {
    const directory = path.join(STATE, name);
    fs.rmSync(directory, { recursive: true, force: true });
    fs.mkdirSync(directory, { recursive: true });
    const engine = await Engine.start(directory);
    try {
      const aws = new Clients(engine.endpoint);
      const { HostedZone } = await aws.route53.send(
        new CreateHostedZoneCommand({ Name: domainName, CallerReference: name }),
      );
      const hostedZoneId = String(HostedZone?.Id).replace('/hostedzone/', '');
      const cdk = new Cdk(directory, engine.endpoint);
      const scenario = new Scenario(directory, engine, aws, cdk, { domainName, hostedZoneId, account: ACCOUNT });
      fill(scenario.content);
      scenario.change({});
      await cdk.bootstrap(REGIONS);
      return scenario;
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }

  private constructor(
    readonly directory: string,
    readonly engine: Engine,
    readonly aws: Clients,
    readonly cdk: Cdk,
    private site: SiteConfig,
  ) {}

  /** The directory that the site publishes. */
  get content(): string {
    return path.join(this.directory, 'content');
  }

  get config(): SiteConfig {
    return this.site;
  }

  get hostedZoneId(): string {
    return this.site.hostedZoneId;
  }

  /** Changes settings of the site, for the commands that follow. */
  change(settings: Partial<SiteConfig>): void {
    this.site = { ...this.site, contentPath: this.content, ...settings };
    this.cdk.configure([this.site]);
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    for (const name of ['cdk.out', 'synthesized', 'home', 'content']) {
      fs.rmSync(path.join(this.directory, name), { recursive: true, force: true });
    }
  }
}
