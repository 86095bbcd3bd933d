import { Assembly } from '../rules/assembly/assembly';
import type { AssemblySource } from '../rules/assembly/assembly-source';
import type { Resource } from '../rules/assembly/resource';
import { isForEveryone } from '../rules/iam/statements';
import { bucketPolicies, bucketStatements } from '../rules/site';
import type { DeployedSite } from './deployed-site';
import type { Bucket } from './s3/bucket';
import type { StoredObject } from './s3/bucket';
import type { S3Region } from './s3/s3-region';
import type { Losses } from './scenarios';

/** What a scenario takes from a deployed site, and gives back. */
export class LosableSite implements Losses {
  private healthObject?: StoredObject;

  /** @param check that decides whether DNS moves */
  constructor(
    private readonly source: AssemblySource,
    private readonly site: DeployedSite,
    private readonly primary: Bucket,
    private readonly secondary: Bucket,
    private readonly check: Resource,
  ) {}

  get primaryRegion(): string {
    return this.primary.region;
  }

  get secondaryRegion(): string {
    return this.secondary.region;
  }

  async loseS3(region: string, how: 'unavailable' | 'refused'): Promise<void> {
    await this.s3(region).lose(how);
  }

  async restoreS3(region: string): Promise<void> {
    await this.s3(region).restore();
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

  loseCheckersStatement(): void {
    this.s3(this.primaryRegion).assembly = new Assembly(this.withoutCheckers());
  }

  restoreCheckersStatement(): void {
    this.s3(this.primaryRegion).assembly = new Assembly(this.source);
  }

  private get healthKey(): string {
    const path = this.check.at('HealthCheckConfig.ResourcePath').text ?? '/';
    return decodeURIComponent(path.replace(/^\//, '').replace(/[?#].*$/, ''));
  }

  private s3(region: string): S3Region {
    const s3 = this.site.regions.get(region);
    if (!s3) {
      throw new Error(`no bucket is in ${region}`);
    }
    return s3;
  }

  /** The app, but for the statements by which somebody unknown reads the primary from some addresses. */
  private withoutCheckers(): AssemblySource {
    const assembly = new Assembly(this.source);
    const bucket = assembly.find('AWS::S3::Bucket', this.primary.name);
    const [policy] = bucketPolicies(this.primary.name, assembly);
    const opening = (bucket ? bucketStatements(bucket, assembly) : []).filter(
      (one) => one.effect === 'Allow' && isForEveryone(one) && one.conditions.some(({ key }) => key === 'aws:sourceip'),
    );
    const places = new Set(opening.map(({ at }) => at.place));
    const isLeft = (_: unknown, index: number) => !places.has(`Properties.PolicyDocument.Statement.${index}`);
    return {
      ...this.source,
      stacks: this.source.stacks.map((stack) => {
        const template = structuredClone(stack.template);
        const changed = stack.path === policy?.stack.path ? template.Resources?.[policy.logicalId] : undefined;
        const document = (changed?.Properties as { PolicyDocument?: { Statement?: unknown[] } } | undefined)
          ?.PolicyDocument;
        if (document?.Statement) {
          document.Statement = document.Statement.filter(isLeft);
        }
        return { ...stack, template };
      }),
    };
  }
}
