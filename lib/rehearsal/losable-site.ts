import { Assembly } from '../rules/assembly/assembly';
import type { AssemblySource } from '../rules/assembly/assembly-source';
import type { Resource } from '../rules/assembly/resource';
import { watchedKey } from '../rules/route53/checks';
import type { DeployedSite } from './deployed-site';
import type { Bucket } from './s3/bucket';
import type { StoredObject } from './s3/bucket';
import type { Outage } from './http/listener-group';
import { withoutCheckers } from './locked-out';
import type { Loss, S3Region } from './s3/s3-region';
import type { Losses } from './scenarios';
import type { RehearsedSite } from './site';

/** What a scenario takes from a deployed site, and gives back. */
export class LosableSite implements Losses {
  private healthObject?: StoredObject;

  constructor(
    private readonly source: AssemblySource,
    private readonly site: DeployedSite,
    private readonly parts: RehearsedSite,
  ) {}

  get primaryRegion(): string {
    return this.primary.region;
  }

  get secondaryRegion(): string {
    return this.secondary.region;
  }

  async loseS3(region: string, how: Loss): Promise<void> {
    await this.s3(region).lose(how);
  }

  async restoreS3(region: string): Promise<void> {
    await this.s3(region).restore();
  }

  async loseCloudFront(how: Outage): Promise<void> {
    await this.site.edges.lose(how);
  }

  async restoreCloudFront(): Promise<void> {
    await this.site.edges.lose(undefined);
  }

  async loseApi(): Promise<void> {
    await this.site.api.lose('refused');
  }

  async restoreApi(): Promise<void> {
    await this.site.api.lose(undefined);
  }

  deleteHealthObject(): void {
    this.healthObject = this.primary.objects.get(this.healthKey);
    this.primary.delete(this.healthKey);
  }

  restoreHealthObject(): void {
    if (this.healthObject) {
      this.primary.put(this.healthKey, this.healthObject.body, this.healthObject.headers);
    }
  }

  loseCheckersStatements(): void {
    const assembly = new Assembly(this.lockedOut.reduce(withoutCheckers, this.source));
    this.lockedOut.forEach(({ region }) => (this.s3(region).assembly = assembly));
  }

  restoreCheckersStatements(): void {
    this.lockedOut.forEach(({ region }) => (this.s3(region).assembly = new Assembly(this.source)));
  }

  engageSwitch(): void {
    this.secondary.put(this.switchKey, Buffer.from('engaged by a rehearsal\n'));
  }

  releaseSwitch(): void {
    this.secondary.delete(this.switchKey);
  }

  private get healthKey(): string {
    return watchedKey(this.parts.primaryCheck);
  }

  private get switchKey(): string {
    return this.parts.switch?.key ?? fail("an operator's switch");
  }

  /** The buckets that checkers read. */
  private get lockedOut(): readonly Bucket[] {
    return this.parts.switch ? [this.primary, this.secondary] : [this.primary];
  }

  private s3(region: string): S3Region {
    const s3 = this.site.regions.get(region);
    return s3 ?? fail(`a bucket in ${region}`);
  }

  private get primary(): Bucket {
    return this.bucket(this.parts.primary);
  }

  private get secondary(): Bucket {
    return this.bucket(this.parts.secondary);
  }

  private bucket(resource: Resource): Bucket {
    return this.site.buckets.find(({ name }) => name === resource.ref) ?? fail(`the bucket ${resource.ref}`);
  }
}

function fail(what: string): never {
  throw new Error(`the app must have ${what} to be rehearsed`);
}
