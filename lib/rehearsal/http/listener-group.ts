import type { Listener } from './listener';

/** How nobody is served: connections are refused, or nobody is answered. */
export type Outage = 'refused' | 'silent';

/** Listeners that are lost, and come back, together. */
export class ListenerGroup {
  private outage?: Outage;
  private isStarted = false;
  private isListening = false;

  constructor(private readonly listeners: readonly Listener[]) {}

  /** What one of them threw, if any did. */
  get failure(): Error | undefined {
    return this.listeners.find(({ failure }) => failure !== undefined)?.failure;
  }

  async start(): Promise<void> {
    this.isStarted = true;
    await this.listenIfDue();
  }

  /** Until it is started again: what is restored meanwhile stays stopped. */
  async stop(): Promise<void> {
    this.isStarted = false;
    await this.listenIfDue();
  }

  /** @param outage undefined when it is over */
  async lose(outage: Outage | undefined): Promise<void> {
    this.outage = outage;
    this.listeners.forEach((listener) => (listener.isSilent = outage === 'silent'));
    await this.listenIfDue();
  }

  private async listenIfDue(): Promise<void> {
    const isDue = this.isStarted && this.outage !== 'refused';
    if (isDue !== this.isListening) {
      this.isListening = isDue;
      await Promise.all(this.listeners.map((listener) => (isDue ? listener.start() : listener.stop())));
    }
  }
}
