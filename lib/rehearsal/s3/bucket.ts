import { createHash } from 'node:crypto';
import type { Resource } from '../../rules/assembly/resource';
import type { Assembly } from '../../rules/assembly/assembly';
import { kmsEncryption } from '../../rules/s3/model';
import { NotUnderstood } from '../not-understood';
import { refuseUnjudged } from './access';
import { websiteOf, type Website } from './website-settings';

export interface StoredObject {
  readonly body: Buffer;
  /** What is stored beside it and sent with it: `content-type`, `cache-control`. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

/** An object that somebody wrote, or deleted where there is none. */
export interface Change {
  readonly key: string;
  readonly object?: StoredObject;
}

/** A bucket of a template and what is in it. */
export class Bucket {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly website?: Website;
  readonly objects = new Map<string, StoredObject>();
  private readonly watchers = new Set<(change: Change) => void>();

  /** @throws NotUnderstood for keys of KMS, routing rules, and conditions of the policy that nobody can judge here */
  constructor(
    readonly resource: Resource,
    readonly assembly: Assembly,
  ) {
    if (kmsEncryption(resource)) {
      throw new NotUnderstood(resource.path, 'encryption with keys of KMS');
    }
    refuseUnjudged(resource, assembly);
    this.name = resource.ref;
    this.arn = resource.attribute('Arn');
    this.region = resource.stack.region;
    this.website = websiteOf(resource);
  }

  put(key: string, body: Buffer, headers: Readonly<Record<string, string>> = {}): void {
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    this.change({ key, object: { body, headers, etag } });
  }

  delete(key: string): void {
    this.change({ key });
  }

  /** Does what was done in another bucket. Nobody is told: replicas are not replicated again. */
  replicate({ key, object }: Change): void {
    if (object) {
      this.objects.set(key, object);
    } else {
      this.objects.delete(key);
    }
  }

  /** Tells of changes from now on, until the returned function is called. */
  watch(watcher: (change: Change) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private change(change: Change): void {
    this.replicate(change);
    this.watchers.forEach((watcher) => watcher(change));
  }
}

/** The buckets of an app, empty. */
export function bucketsOf(assembly: Assembly): Bucket[] {
  return assembly.all('AWS::S3::Bucket').map((resource) => new Bucket(resource, assembly));
}
