import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { once } from 'node:events';
import * as net from 'node:net';
import * as path from 'node:path';
import * as tls from 'node:tls';
import { SWITCH_KEY } from '../../../lib/config/names';
import { Clock } from '../../../lib/rehearsal/clock';
import { DeployedSite } from '../../../lib/rehearsal/deployed-site';
import { siteOf } from '../../../lib/rehearsal/site';
import { Assembly } from '../../../lib/rules/assembly/assembly';
import { synthesized } from '../../rules/synthesized';
import { Moto } from '../moto';
import { ENGINE } from '../paths';
import { run } from '../processes';
import { findPython, virtualEnvironment } from '../python';
import { killAll } from './child';
import { Proxy, type Call, type Fate } from './proxy';
import { ZoneDouble } from './zone-double';

export const DOMAIN = 'example.com';

const SECONDARY_REGION = 'us-west-2';

/** What the distribution and the website endpoint have as addresses: see the rehearsal's `DeployedSite`. */
const EDGE = '198.51.100.1';
const WEBSITE = '203.0.113.1';

/** The example site as it would be deployed: AWS's interfaces are moto's, what visitors meet is the rehearsal's. */
export class Stage {
  /** @param name of the directory below .e2e that gets the logs */
  static async start(name: string): Promise<Stage> {
    const assembly = new Assembly(synthesized());
    const { distribution, secondaryRegion } = siteOf(assembly);
    const deployed = new DeployedSite(assembly, distribution, secondaryRegion, new Clock(1));
    const [moto, pem] = await Promise.all([Moto.start(name), selfSigned(DOMAIN), deployed.start()]);
    const stage = new Stage(moto, assembly, deployed, pem);
    await Promise.all([stage.fillBuckets(), stage.listen()]);
    return stage;
  }

  private readonly zones: ZoneDouble[] = [];
  private readonly proxies: Proxy[] = [];
  private readonly edge: tls.Server;

  private constructor(
    readonly moto: Moto,
    readonly assembly: Assembly,
    readonly deployed: DeployedSite,
    /** Key and certificate of the distribution. */
    readonly pem: string,
  ) {
    this.edge = tls.createServer({ key: pem, cert: pem }, (visitor) => {
      const listener = net.connect(this.endpoint(EDGE).https?.port ?? 0, '127.0.0.1');
      visitor.on('error', () => listener.destroy()).pipe(listener);
      listener.on('error', () => visitor.destroy()).pipe(visitor);
    });
  }

  /** Another zone with the site's records and a health check of its own, which nobody else uses. */
  async zone(followed?: () => Promise<boolean>): Promise<ZoneDouble> {
    const listeners = {
      [`${EDGE}:80`]: this.endpoint(EDGE).http?.port ?? 0,
      [`${EDGE}:443`]: (this.edge.address() as net.AddressInfo).port,
      [`${WEBSITE}:80`]: this.endpoint(WEBSITE).http?.port ?? 0,
    };
    const zone = await ZoneDouble.start(this.moto.endpoint, this.assembly, listeners, followed);
    this.zones.push(zone);
    return zone;
  }

  /** Another way to moto, on which something happens to calls. */
  async proxied(fateOf: (call: Call) => Fate | Promise<Fate>): Promise<Proxy> {
    const proxy = await Proxy.start(this.moto.endpoint, fateOf);
    this.proxies.push(proxy);
    return proxy;
  }

  /** Versions in the secondary bucket, and whether somebody has engaged the switch there. */
  async withVersions(): Promise<void> {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await this.s3(SECONDARY_REGION).send(new PutBucketVersioningCommand({ Bucket: DOMAIN, VersioningConfiguration }));
  }

  /** What the switch's object holds; undefined when it is released. */
  async switchBody(): Promise<string | undefined> {
    try {
      const { Body } = await this.s3(SECONDARY_REGION).send(new GetObjectCommand({ Bucket: DOMAIN, Key: SWITCH_KEY }));
      return await Body?.transformToString();
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') {
        return undefined;
      }
      throw error;
    }
  }

  s3(region: string): S3Client {
    return new S3Client({ ...settings(this.moto.endpoint), region, forcePathStyle: true });
  }

  async stop(): Promise<void> {
    killAll();
    this.proxies.forEach((proxy) => proxy.stop());
    await Promise.all(this.zones.map((zone) => zone.stop()));
    this.edge.close();
    await Promise.all([this.moto.stop(), this.deployed.stop()]);
  }

  private endpoint(address: string) {
    const endpoint = this.deployed.endpointAt(address);
    if (!endpoint) {
      throw new Error(`nothing is at ${address}`);
    }
    return endpoint;
  }

  private async listen(): Promise<void> {
    this.edge.listen(0, '127.0.0.1');
    await once(this.edge, 'listening');
  }

  private async fillBuckets(): Promise<void> {
    for (const { name, region, objects } of this.deployed.buckets) {
      const s3 = this.s3(region);
      const LocationConstraint = region as BucketLocationConstraint;
      await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint } }));
      await Promise.all(
        [...objects].map(([Key, { body }]) => s3.send(new PutObjectCommand({ Bucket: name, Key, Body: body }))),
      );
    }
  }
}

/** How a client reaches moto. */
export function settings(endpoint: string) {
  return { endpoint, credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
}

async function selfSigned(name: string): Promise<string> {
  const python = await virtualEnvironment(await findPython());
  const { code, output } = await run(python, [path.join(ENGINE, 'certificate.py'), name], { env: process.env });
  if (code !== 0) {
    throw new Error(output);
  }
  return output;
}
