/** What one health checker thinks of an endpoint. */
export class Checker {
  private healthy = true;
  private otherwise = 0;

  /** @param threshold answers in a row that change its mind, either way */
  constructor(
    readonly region: string,
    readonly sourceIp: string,
    private readonly threshold: number,
  ) {}

  /** A new one takes the endpoint for healthy. */
  get isHealthy(): boolean {
    return this.healthy;
  }

  /** Takes an answer for what it has heard for long. */
  settle(passed: boolean): void {
    this.healthy = passed;
    this.otherwise = 0;
  }

  /** Takes an answer in, and says whether it changed its mind. */
  hear(passed: boolean): boolean {
    this.otherwise = passed === this.healthy ? 0 : this.otherwise + 1;
    if (this.otherwise < this.threshold) {
      return false;
    }
    this.healthy = passed;
    this.otherwise = 0;
    return true;
  }
}
