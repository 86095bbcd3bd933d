import { copied, type Listed } from './listed';

/** A key that the buckets do not agree about. */
export interface Difference {
  readonly key: string;
  readonly primary: Listed | undefined;
  readonly secondary: Listed | undefined;
  /** Milliseconds since 1970: when the object was written, in the primary if it is there. */
  readonly written: number;
}

/** How many differences of a kind are kept, to be looked at more closely; all are counted. */
export const KEPT = 500;

/** What differs in the same way: counted, and the oldest of it kept. */
export class Differences {
  objects = 0;
  /** Of the primary's objects; of the secondary's where it alone has them. */
  bytes = 0;
  /** The oldest first. */
  readonly oldest: Difference[] = [];

  add(primary: Listed | undefined, secondary: Listed | undefined): void {
    const object = primary ?? secondary;
    if (!object) {
      return;
    }
    this.objects += 1;
    this.bytes += object.size;
    const written = Date.parse(object.lastModified);
    if (this.oldest.length < KEPT || written < (this.oldest.at(-1)?.written ?? Infinity)) {
      this.oldest.splice(this.placeOf(written), 0, {
        key: copied(object.key),
        primary: primary && keptOf(primary),
        secondary: secondary && keptOf(secondary),
        written,
      });
      this.oldest.length = Math.min(this.oldest.length, KEPT);
    }
  }

  /** Takes one back that is none any more. */
  remove(difference: Difference): void {
    this.objects -= 1;
    this.bytes -= (difference.primary ?? difference.secondary)?.size ?? 0;
    this.oldest.splice(this.oldest.indexOf(difference), 1);
  }

  /** After those that are as old: of equals, those that come first are kept. */
  private placeOf(written: number): number {
    let [low, high] = [0, this.oldest.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.oldest[middle]?.written ?? 0) <= written) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function keptOf({ key, etag, size, lastModified }: Listed): Listed {
  return { key: copied(key), etag: copied(etag), size, lastModified: copied(lastModified) };
}
