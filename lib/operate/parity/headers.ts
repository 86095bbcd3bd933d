import { agree, AT_ONCE } from './examine';
import { headOf } from './head';
import { Pool } from './pool';
import { Sample } from './sample';
import { unreadable, type Role, type Side } from './side';

/** How many objects are asked for their headers, or every one. */
export type HeadersAsked = number | 'all';

/** How many objects with other headers are kept; all are counted. */
const KEPT = 100;

export interface HeaderDifference {
  readonly key: string;
  readonly headers: readonly {
    /** In lower case. */
    readonly name: string;
    readonly primary?: string;
    readonly secondary?: string;
  }[];
}

/** Compares the headers of objects whose content is the same. */
export class HeaderComparison {
  /** Objects whose headers were compared. */
  compared = 0;
  differing = 0;
  /** Some of those that differ. */
  readonly examples: HeaderDifference[] = [];

  private readonly pool = new Pool(AT_ONCE);
  private readonly sample: Sample | undefined;

  constructor(
    private readonly sides: Record<Role, Side>,
    readonly asked: HeadersAsked,
    private readonly signal: AbortSignal,
  ) {
    this.sample = asked === 'all' ? undefined : new Sample(asked);
  }

  /** @returns what to wait for before the next */
  offer(key: string): Promise<void> | undefined {
    if (!this.sample) {
      return this.pool.add(() => this.compare(key));
    }
    this.sample.offer(key);
    return undefined;
  }

  /** @throws Error that says why a bucket could not be read */
  async ended(): Promise<void> {
    for (const key of this.sample?.keys ?? []) {
      await this.pool.add(() => this.compare(key));
    }
    await this.pool.ended();
    this.examples.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  private async compare(key: string): Promise<void> {
    const [primary, secondary] = await Promise.all([
      this.head(this.sides.primary, key),
      this.head(this.sides.secondary, key),
    ]);
    // written again meanwhile: its content is not the same any more
    if (!primary || !secondary || !agree(primary, secondary)) {
      return;
    }
    this.compared += 1;
    const names = [...new Set([...Object.keys(primary.headers), ...Object.keys(secondary.headers)])].sort();
    const headers = names
      .map((name) => ({ name, primary: primary.headers[name], secondary: secondary.headers[name] }))
      .filter((header) => header.primary !== header.secondary);
    if (headers.length > 0) {
      this.differing += 1;
      if (this.examples.length < KEPT) {
        this.examples.push({ key, headers });
      }
    }
  }

  private async head(side: Side, key: string) {
    return headOf(side, key, this.signal).catch((error: unknown) => {
      this.signal.throwIfAborted();
      throw unreadable(side, `s3:GetObject on arn:aws:s3:::${side.bucket}/*`, error);
    });
  }
}
