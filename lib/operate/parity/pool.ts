/** Runs tasks beside each other, no more than so many at once. */
export class Pool {
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly limit: number) {}

  /**
   * Starts a task.
   *
   * @returns what to wait for before the next, when the pool is full
   * @throws whatever a task before it threw
   */
  add(task: () => Promise<void>): Promise<void> | undefined {
    this.assertWell();
    const running = task()
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.running.delete(running));
    this.running.add(running);
    return this.running.size < this.limit ? undefined : Promise.race(this.running);
  }

  /** @throws whatever a task threw */
  async ended(): Promise<void> {
    await Promise.all(this.running);
    this.assertWell();
  }

  private assertWell(): void {
    if (this.failure) {
      throw this.failure.error;
    }
  }
}
