import { compareKeys } from './key-order';
import type { Listed } from './listed';
import type { Page } from './listing';

/**
 * Is given the objects of a key, one of them undefined when only the other side has it.
 *
 * @returns what has to be over before it is given the next
 */
export type Visit = (primary: Listed | undefined, secondary: Listed | undefined) => Promise<void> | undefined;

type Pages = AsyncIterator<Page, void>;

/** Goes through two listings side by side, in the order of their keys, and holds no more than a page of each. */
export async function mergeJoin(primary: Pages, secondary: Pages, visit: Visit): Promise<void> {
  const [ours, theirs] = await Promise.all([Cursor.of(primary), Cursor.of(secondary)]);
  for (;;) {
    const [one, other] = [ours.current, theirs.current];
    if (!one && !other) {
      return;
    }
    const order = one && other ? compareKeys(one.key, other.key) : one ? -1 : 1;
    const busy = visit(order <= 0 ? one : undefined, order >= 0 ? other : undefined);
    if (busy) {
      await busy;
    }
    // not awaited for every key: that would take longer than everything else
    const [nextOfOurs, nextOfTheirs] = [order <= 0 && ours.step(), order >= 0 && theirs.step()];
    if (nextOfOurs || nextOfTheirs) {
      await Promise.all([nextOfOurs, nextOfTheirs]);
    }
  }
}

/** A place in a listing. */
class Cursor {
  static async of(pages: Pages): Promise<Cursor> {
    const cursor = new Cursor(pages);
    await cursor.turn();
    return cursor;
  }

  private objects: readonly Listed[] = [];
  private index = 0;

  private constructor(private readonly pages: Pages) {}

  /** Undefined at the end. */
  get current(): Listed | undefined {
    return this.objects[this.index];
  }

  /** @returns a promise when there is another page to wait for */
  step(): Promise<void> | undefined {
    this.index += 1;
    return this.index < this.objects.length ? undefined : this.turn();
  }

  private async turn(): Promise<void> {
    this.index = 0;
    // a page may be empty
    do {
      const page = await this.pages.next();
      this.objects = page.done ? [] : page.value.objects;
      if (page.done) {
        return;
      }
    } while (this.objects.length === 0);
  }
}
