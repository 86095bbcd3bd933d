import { copied } from './listed';

/**
 * Some of many keys, each with the same chance, and the same ones of the same keys every time: those with the smallest
 * hashes.
 */
export class Sample {
  /** By their hashes. */
  private readonly chosen: { readonly key: string; readonly hash: number }[] = [];

  constructor(private readonly size: number) {}

  get keys(): string[] {
    return this.chosen.map(({ key }) => key);
  }

  offer(key: string): void {
    const hash = hashOf(key);
    if (this.chosen.length < this.size || hash < (this.chosen.at(-1)?.hash ?? 0)) {
      const place = this.chosen.findIndex((one) => one.hash > hash);
      this.chosen.splice(place < 0 ? this.chosen.length : place, 0, { key: copied(key), hash });
      this.chosen.length = Math.min(this.chosen.length, this.size);
    }
  }
}

/** FNV-1a, with the end of MurmurHash3, so that keys that are alike are far from each other. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
